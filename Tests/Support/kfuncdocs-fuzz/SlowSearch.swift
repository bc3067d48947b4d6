import ContentFuzzing
import Foundation
import SeededNumbers

/// A search for Markdown that takes more than linear time: shapes are made up, the slow ones are changed, and the slowest are
/// tried at the size that is promised.
struct SlowSearch {
  /// Bytes at which every shape is tried.
  private static let small = 10_000
  /// The size of the promise: a second at most.
  private static let promised = 200_000
  /// A second at the promised size, were the cost quadratic, is this at the small one; with a margin for the clock.
  private static let suspicious = 0.0015
  /// How many slow shapes are kept to be changed.
  private static let poolSize = 60

  private var numbers: SeededNumbers
  private var pool: [(shape: SlowShape, seconds: Double)] = []

  init(seed: UInt64) { numbers = SeededNumbers(seed: seed) }

  /// Searches for `seconds`; how many shapes break the promise.
  mutating func run(for seconds: Double) -> Int {
    let end = Date.now + seconds
    var tried = 0
    var looked = 0
    var refused = 0
    var broken = 0
    var slowest = (seconds: 0.0, shape: "none")
    while Date.now < end {
      tried += 1
      let shape =
        pool.isEmpty || numbers.oneIn(3) ? SlowShape(&numbers) : numbers.pick(pool).shape.changed(&numbers)
      let text = shape.text(Self.small)
      let first = ShapeFigures.measure(text)
      if first.line != nil {
        refused += 1
        continue
      }
      keep(shape, first.seconds)
      guard first.seconds > Self.suspicious else { continue }
      // In between first: nobody waits for an hour to learn what a minute tells.
      let middle = ShapeFigures.measure(shape.text(Self.promised / 5))
      guard middle.line == nil, middle.seconds > 0.04 else { continue }
      looked += 1
      let last =
        middle.seconds > 10
        ? (seconds: middle.seconds * 5, line: nil) : ShapeFigures.measure(shape.text(Self.promised))
      if last.line != nil { continue }
      if last.seconds > slowest.seconds { slowest = (last.seconds, shape.description) }
      if last.seconds > 1 {
        broken += 1
        print(String(format: "%.2f s at 200 kB: ", last.seconds) + shape.description)
        fflush(nil)
      }
    }
    print(
      "\(tried) shapes, \(refused) of them refused at 10 kB, \(looked) tried at 200 kB, \(broken) over a second there")
    print(String(format: "the slowest: %.2f s at 200 kB, ", slowest.seconds) + slowest.shape)
    return broken
  }

  private mutating func keep(_ shape: SlowShape, _ seconds: Double) {
    if pool.count < Self.poolSize {
      pool.append((shape, seconds))
      return
    }
    // One of three, the fastest of them: the pool gets slower and does not become all the same.
    let places = (0..<3).map { _ in numbers.below(pool.count) }
    guard let place = places.min(by: { pool[$0].seconds < pool[$1].seconds }) else { return }
    if pool[place].seconds < seconds { pool[place] = (shape, seconds) }
  }
}
