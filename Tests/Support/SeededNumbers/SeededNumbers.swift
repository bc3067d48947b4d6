/// Random numbers that are the same everywhere for the same seed (SplitMix64, Steele, Lea and Flood 2014): a test that
/// failed fails again.
public struct SeededNumbers: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The numbers of `seed`.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number below `bound`; 0 when there is none.
  public mutating func below(_ bound: Int) -> Int { bound > 0 ? Int.random(in: 0..<bound, using: &self) : 0 }

  /// Whether something of a chance of one in `count` happens.
  public mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }

  /// A part of `0..<count`, more often a short one.
  public mutating func range(in count: Int) -> Range<Int> {
    let start = below(count)
    let longest = oneIn(4) ? count - start : min(count - start, 80)
    return start..<start + below(longest + 1)
  }

  /// One of `elements`, of which there is at least one.
  public mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
