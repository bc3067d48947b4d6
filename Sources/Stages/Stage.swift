/// A step of work that is done again only when what it depends on is another value than before.
///
/// What a step depends on is all that it is given, so nothing can be forgotten: a step that reads anything else does not
/// compile. Values that were kept from the time before share their storage with the ones now, which makes the comparison
/// of large unchanged ones short.
public struct Stage<Input: Equatable & Sendable, Output: Sendable>: Sendable {
  private var last: (input: Input, output: Output)?
  /// How often the step was done.
  public private(set) var runs = 0

  /// A step that was never done.
  public init() {}

  /// The output for `input`: that of the last time where the input is the same.
  public mutating func output(for input: Input, _ make: (Input) throws -> Output) rethrows -> Output {
    if let last, last.input == input { return last.output }
    let output = try make(input)
    last = (input, output)
    runs += 1
    return output
  }
}
