import Foundation
import Glibc
import Synchronization
import TestFiles
import Testing

/// Readers of a published folder, while it changes.
@Suite struct SwitchedReadersTests {
  /// What a reader saw.
  private final class Readings: Sendable {
    let isOver = Atomic(false)
    let pages = Mutex<[Data: Int]>([:])
    let missing = Mutex<[Int32]>([])

    /// Reads `path` again and again, as a server does that opens it anew for each request.
    func read(_ path: String) {
      while !isOver.load(ordering: .relaxed) {
        if let data = FileManager.default.contents(atPath: path) {
          pages.withLock { $0[data, default: 0] += 1 }
        } else {
          missing.withLock { $0.append(errno) }
        }
        usleep(200)
      }
    }
  }

  @Test func everyReadDuringASwitchFindsOneWholePage() async throws {
    let publishing = try await PublishFaultScene("kind: directory\nfolder: ../out\nkeep: 2")
    let page = publishing.scene.folder("out/current/first/index.html")
    var whole: Set<Data> = []
    for number in 0..<2 {
      try publishing.version(number)
      let outcome = try publishing.publish()
      try #require(outcome.status == 0, "\(outcome.errors)")
      whole.insert(try Data(contentsOf: URL(fileURLWithPath: page)))
    }
    let readings = Readings()
    let reader = Thread { readings.read(page) }
    reader.start()
    for number in 0..<4 {
      try publishing.version(number % 2)
      #expect(try publishing.publish().status == 0)
    }
    readings.isOver.store(true, ordering: .relaxed)
    let pages = readings.pages.withLock { $0 }
    #expect(readings.missing.withLock { $0 } == [])
    #expect(Set(pages.keys) == whole)
    #expect(pages.values.reduce(0, +) > 200)
  }
}
