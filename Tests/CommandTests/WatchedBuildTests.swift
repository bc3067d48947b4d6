import Foundation
import Synchronization
import TestFiles
import Testing

/// `kfuncdocs build --watch`, from the first save to its end.
@Suite struct WatchedBuildTests {
  @Test(arguments: [SIGINT, SIGTERM]) func followsSavesAndEndsCleanly(_ number: Int32) throws {
    let scene = try WatchScene()
    let program = try scene.watch()
    try scene.wait(for: 1, from: program)
    #expect(try scene.site() == scene.cold())
    try scene.note("Other words on `bpf_fix_close`.")
    try scene.wait(for: 2, from: program)
    #expect(try scene.site() == scene.cold())
    let line = program.errors.split(separator: "\n").last ?? ""
    #expect(line.contains(" 4 of "), "\(line)")
    #expect(line.hasSuffix(" after \(scene.folder("Content/kfuncs/bpf_fix_open.md"))"), "\(line)")
    // Broken, and mended.
    try scene.folder.write("titel: One\n", to: "Content/site.yml")
    try scene.wait(for: 1, of: "as it was", from: program)
    #expect(program.errors.contains("site.yml:1:1: error: "))
    try scene.title("Two")
    try scene.wait(for: 3, from: program)
    #expect(try scene.site() == scene.cold())
    // Nobody else writes the site meanwhile.
    #expect(try scene.buildOnce().status == 2)
    program.signal(number)
    #expect(program.wait() == 0)
    #expect(try scene.folder.names("out") == ["site"])
    #expect(try scene.site() == scene.cold())
  }

  @Test func askedToEndWhileItBuildsItLeavesTheOldSite() throws {
    let scene = try WatchScene()
    #expect(try scene.buildOnce().status == 0)
    let before = try scene.site()
    try scene.title("Two")
    let program = try scene.watch(["--quiet"])
    while program.isRunning, !scene.folder.exists("out/.site.building") { usleep(200) }
    program.signal(SIGTERM)
    #expect(program.wait() == 0)
    #expect(program.errors == "")
    #expect(try scene.folder.names("out") == ["site"])
    let after = try scene.site()
    #expect(try after == before || after == scene.cold())
  }

  @Test func whatCannotBeginIsNoWatch() async throws {
    let search = try await KfuncdocsProgram.run(["build", "--watch", "--search"])
    #expect(search.status == 64)
    #expect(search.errors.contains("--search and --watch"))
    let folder = try TemporaryFolder()
    let missing = try await KfuncdocsProgram.run(
      ["build", "--watch", "--content", folder("none"), "--output", folder("out/site")])
    #expect(missing.status == 2)
    #expect(missing.errors.contains("[no-content]"))
    #expect(try folder.names("out") == [])
  }

  /// What a reader saw of a page.
  private final class Readings: Sendable {
    let isOver = Atomic(false)
    let found = Mutex<(pages: Set<Data>, count: Int, missing: Int)>(([], 0, 0))

    func read(_ path: String) {
      while !isOver.load(ordering: .relaxed) {
        let data = FileManager.default.contents(atPath: path)
        found.withLock { found in
          found.count += 1
          if let data { found.pages.insert(data) } else { found.missing += 1 }
        }
      }
    }
  }

  @Test func everyReadWhileSavesComeFindsAWholePage() throws {
    let scene = try WatchScene()
    let program = try scene.watch()
    try scene.wait(for: 1, from: program)
    let page = scene.folder("out/site/index.html")
    var whole: Set<Data> = [try Data(contentsOf: URL(fileURLWithPath: page))]
    let readings = Readings()
    let reader = Thread { readings.read(page) }
    reader.start()
    for number in 1...4 {
      try scene.title(number % 2 == 0 ? "One" : "Two")
      try scene.wait(for: 1 + number, from: program)
      whole.insert(try Data(contentsOf: URL(fileURLWithPath: page)))
    }
    readings.isOver.store(true, ordering: .relaxed)
    program.signal(SIGINT)
    #expect(program.wait() == 0)
    let found = readings.found.withLock { $0 }
    #expect(whole.count == 2)
    #expect(found.pages.isSubset(of: whole) && found.missing == 0)
    #expect(found.count > 100)
  }
}
