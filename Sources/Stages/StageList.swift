internal import ParallelMap

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
  /// is another value. Steps that are to be done again are done side by side.
  public mutating func round(
    of new: [Input], by key: (Input) -> Key, shared: Int, _ make: @Sendable (Input) -> Output
  ) -> Round {
    let isSameShared = self.shared == shared
    let newKeys = new.map(key)
    // The place of each in the round before; nil for what is to be done again.
    let known: [Int?]
    let isSameOrder = newKeys == keys
    if isSameOrder {
      known = new.indices.map { isSameShared && new[$0] == inputs[$0] ? $0 : nil }
    } else {
      let places = Dictionary(zip(keys, keys.indices)) { first, _ in first }
      known = zip(newKeys, new).map { key, input in
        places[key].flatMap { isSameShared && inputs[$0] == input ? $0 : nil }
      }
    }
    let undone = new.indices.filter { known[$0] == nil }
    let done = undone.concurrentMap { make(new[$0]) }
    runs += done.count
    var rest = done.makeIterator()
    let made = known.compactMap { place in place.map { outputs[$0] } ?? rest.next() }
    let changes = isSameOrder ? undone.map { (place: $0, before: outputs[$0]) } : nil
    (keys, inputs, outputs, self.shared) = (newKeys, new, made, shared)
    return Round(outputs: made, changes: changes)
  }
}
