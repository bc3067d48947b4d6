/// One step of work for each of many things, such as the files of a folder: each is done again only when its own input
/// changed. What was not asked for between two calls of ``settle()`` is forgotten, so that nothing grows.
public struct StageTable<Key: Hashable & Sendable, Input: Equatable & Sendable, Output: Sendable>: Sendable {
  private var last: [Key: (input: Input, output: Output)] = [:]
  private var next: [Key: (input: Input, output: Output)] = [:]
  /// How often a step was done.
  public private(set) var runs = 0

  /// A table of steps that were never done.
  public init() {}

  /// The output of `key` for `input`: that of the last time where the input is the same.
  public mutating func output(of key: Key, for input: Input, _ make: (Input) throws -> Output) rethrows -> Output {
    if let known = last[key], known.input == input {
      next[key] = known
      return known.output
    }
    let output = try make(input)
    next[key] = (input, output)
    runs += 1
    return output
  }

  /// Forgets what was not asked for since the last call.
  public mutating func settle() {
    last = next
    next = [:]
  }
}
