/// One step of work for each of many things in an order, such as the documents of a site: each is done again only when
/// its own input or what all share changed. What is no longer given is forgotten.
///
/// Next to a ``StageTable`` it tells which places changed, so that what is made of all outputs together can be mended
/// instead of made anew.
public struct StageList<Key: Hashable & Sendable, Input: Equatable & Sendable, Output: Sendable>: Sendable {
  private var keys: [Key] = []
  private var inputs: [Input] = []
  private var outputs: [Output] = []
  private var shared: Int?
  /// How often a step was done.
  public private(set) var runs = 0

  /// A list of steps that were never done.
  public init() {}

  /// The outputs of one round.
  public struct Round {
    /// One for each input, in order.
    public let outputs: [Output]
    /// The places whose outputs are others than in the round before, with those; nil where the round before had other
    /// keys, or the same in another order.
    public let changes: [(place: Int, before: Output)]?
  }

  /// The outputs for `new`, whose keys are `key`; `shared` is another number whenever what all steps are given besides
  /// is another value.
  public mutating func round(
    of new: [Input], by key: (Input) -> Key, shared: Int, _ make: (Input) throws -> Output
  ) rethrows -> Round {
    let isSameShared = self.shared == shared
    let newKeys = new.map(key)
    var changes: [(place: Int, before: Output)]? = []
    var made: [Output] = []
    if newKeys == keys {
      made = outputs
      for (place, input) in new.enumerated() where !isSameShared || input != inputs[place] {
        let output = try make(input)
        runs += 1
        changes?.append((place, made[place]))
        made[place] = output
      }
    } else {
      changes = nil
      let places = Dictionary(zip(keys, keys.indices)) { first, _ in first }
      made.reserveCapacity(new.count)
      for (key, input) in zip(newKeys, new) {
        if isSameShared, let place = places[key], inputs[place] == input {
          made.append(outputs[place])
        } else {
          made.append(try make(input))
          runs += 1
        }
      }
    }
    (keys, inputs, outputs, self.shared) = (newKeys, new, made, shared)
    return Round(outputs: made, changes: changes)
  }
}
