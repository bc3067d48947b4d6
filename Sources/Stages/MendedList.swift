/// What is made of each of many things in an order, by it alone: made again only where the thing is another one than the
/// time before.
///
/// Where nothing that was made is another, the list is the very one of before: to compare the two takes no time.
public struct MendedList<Input: Equatable & Sendable, Output: Equatable & Sendable>: Sendable {
  @usableFromInline var inputs: [Input] = []
  @usableFromInline var outputs: [Output] = []

  /// A list of which nothing was made.
  public init() {}

  /// What `make` gives for each of `new`.
  @inlinable
  public mutating func outputs(for new: [Input], _ make: (Input) -> Output) -> [Output] {
    if new.count == inputs.count {
      for place in new.places(otherThanIn: inputs) {
        let output = make(new[place])
        if output != outputs[place] { outputs[place] = output }
      }
    } else {
      outputs = new.map(make)
    }
    inputs = new
    return outputs
  }
}
