import Foundation
import SeededNumbers
import TestFiles
import Testing

/// An import that is killed leaves the old catalogue or thread whole, or the new one.
@Suite struct KilledImportTests {
  @Test func killedKernelImportLeavesOneWholeCatalogue() async throws {
    let scene = try ImportScene()
    var figures = FaultFigures("SIGKILL during import kernel, catalogue write")
    let arguments = ["import", "kernel", scene.kernel, "--content", scene.content, "--quiet"]
    func toggle(_ number: Int) throws {
      try scene.edit("Makefile", "SUBLEVEL = \(108 - number)", "SUBLEVEL = \(107 + number)")
    }
    var catalogues = [try await scene.importGood()]
    try toggle(1)
    catalogues.append(try await scene.importGood())
    try toggle(0)
    var runs = try KilledRuns(arguments, numbers: FaultRounds.numbers(3)) {
      (try? scene.folder.names("Content/catalogue").contains { $0.hasSuffix(".partial") }) ?? false
    }
    var present = 0
    for round in 0..<FaultRounds.count {
      try toggle(1 - present)
      let run = try runs.run(arguments)
      if run.isStruck { figures.struck += 1 }
      let (isOld, isNew) = (scene.holds(catalogues[present]), scene.holds(catalogues[1 - present]))
      figures.count(isOld: isOld, isNew: isNew, "round \(round): \(run.moment)")
      if isNew { present = 1 - present } else { try toggle(present) }
    }
    try toggle(1 - present)
    _ = try await scene.importGood()
    #expect(scene.holds(catalogues[1 - present]))
    figures.left = try scene.folder.names("Content/catalogue").filter { $0 != "6.12.json" }
    #expect(figures.broken == [])
    #expect(figures.left == [])
    #expect(figures.struck > 0)
    figures.report()
  }

  @Test func gitOfAKilledImportEndsWithIt() throws {
    let folder = try TemporaryFolder()
    try run("git", "init", "--quiet", folder("repository"))
    let git = try WaitingProgram(insteadOf: "git")
    try git.expectToEnd(
      with: RunningProgram(
        [
          KfuncdocsProgram.path, "import", "kernel", folder("repository"), "--tags", "v*", "--content",
          folder("Content"),
        ], environment: git.environment))
  }

  private static func mail(_ number: Int) -> String {
    """
    From mboxrd@z Thu Jan  1 00:00:00 1970
    From: Ada Example <ada@mailbox.example>
    Date: Mon, 5 Jun 2023 1\(number):00:00 +0000
    Subject: a question
    Message-ID: <\(number)@list.example>
    \(number > 0 ? "In-Reply-To: <0@list.example>\n" : "")
    The words of message \(number) are few.


    """
  }

  /// To a thread that is new, and to one that is there and has fewer messages.
  @Test(arguments: [false, true]) func killedThreadImportLeavesOneWholeThread(_ isNew: Bool) throws {
    let folder = try TemporaryFolder()
    var figures = FaultFigures("SIGKILL during import thread, \(isNew ? "new" : "added to")")
    try folder.write((0..<2).map(Self.mail).joined(), to: "old.mbox")
    try folder.write((0..<6).map(Self.mail).joined(), to: "new.mbox")
    func arguments(_ mailbox: String, _ output: String) -> [String] {
      ["import", "thread", folder(mailbox), "--slug", "t", "--output", folder(output), "--quiet"]
    }
    func finish(_ mailbox: String, _ output: String) throws -> [String: Data] {
      let program = try RunningProgram([KfuncdocsProgram.path] + arguments(mailbox, output))
      #expect(program.wait() == 0, "\(program.errors)")
      return try PublishScene.files(folder(output + "/t"))
    }
    let old = isNew ? [:] : try finish("old.mbox", "only-old")
    let new = try finish("new.mbox", "only-new")
    func reset() throws {
      try? FileManager.default.removeItem(atPath: folder("threads/t"))
      if !isNew { _ = try finish("old.mbox", "threads") }
    }
    try reset()
    var runs = try KilledRuns(arguments("new.mbox", "threads"), numbers: FaultRounds.numbers(isNew ? 4 : 5)) {
      (try? folder.names("threads").contains { $0.hasSuffix(".partial") }) ?? false
    }
    try reset()
    for round in 0..<FaultRounds.count {
      let run = try runs.run(arguments("new.mbox", "threads"))
      if run.isStruck { figures.struck += 1 }
      let found = folder.exists("threads/t") ? try PublishScene.files(folder("threads/t")) : [:]
      figures.count(isOld: found == old, isNew: found == new, "round \(round): \(run.moment): \(found.keys.sorted())")
      if found == new { try reset() }
    }
    #expect(try finish("new.mbox", "threads") == new)
    figures.left = try folder.names("threads").filter { $0 != "t" }
    #expect(figures.broken == [])
    #expect(figures.left == [])
    #expect(figures.struck > 0)
    figures.report()
  }
}
