internal import ParallelMap

/// One step of work for each of many things in an order, such as the documents of a site: each is done again only when
/// its own input or what all share changed. What is no longer given is forgotten.
///
/// It tells which places changed, so that what is made of all outputs together can be mended instead of made anew.
public struct StageList<Key: Hashable & Sendable, Input: Equatable & Sendable, Output: Sendable>: Sendable {
  @usableFromInline var inputs: [Input] = []
  @usableFromInline var outputs: [Output] = []
  @usableFromInline var shared: Int?
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

    @usableFromInline init(outputs: [Output], changes: [(place: Int, before: Output)]?) {
      self.outputs = outputs
      self.changes = changes
    }
  }

  /// The outputs for `new`, whose keys are `key`; `shared` is another number whenever what all steps are given besides
  /// is another value. Steps that are to be done again are done side by side.
  ///
  /// Compiled where it is used: ten thousand inputs are compared at every save of a preview, and none is copied.
  @inlinable
  public mutating func round(
    of new: [Input], by key: (Input) -> Key, shared: Int, _ make: @Sendable (Input) -> Output
  ) -> Round {
    let isSameShared = self.shared == shared
    self.shared = shared
    if new.count == inputs.count {
      let undone = isSameShared ? new.places(otherThanIn: inputs) : Array(new.indices)
      // The same input has the same key.
      if undone.allSatisfy({ key(new[$0]) == key(inputs[$0]) }) {
        let made = done(undone.map { new[$0] }, make)
        var changes: [(place: Int, before: Output)] = []
        for (place, output) in zip(undone, made) {
          changes.append((place, outputs[place]))
          outputs[place] = output
        }
        inputs = new
        return Round(outputs: outputs, changes: changes)
      }
    }
    let places = Dictionary(inputs.indices.map { (key(inputs[$0]), $0) }) { first, _ in first }
    // The place of each in the round before; nil for what is to be done again.
    let known = new.map { input in
      places[key(input)].flatMap { isSameShared && inputs[$0] == input ? $0 : nil }
    }
    var rest = done(new.indices.filter { known[$0] == nil }.map { new[$0] }, make).makeIterator()
    outputs = known.compactMap { place in place.map { outputs[$0] } ?? rest.next() }
    inputs = new
    return Round(outputs: outputs, changes: nil)
  }

  @usableFromInline
  mutating func done(_ inputs: [Input], _ make: @Sendable (Input) -> Output) -> [Output] {
    runs += inputs.count
    return inputs.concurrentMap { make($0) }
  }
}
