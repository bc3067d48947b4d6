import Diagnostics
import KernelSources
import Testing
import TestFiles

@Suite struct SameFilesTests {
  private func tree() throws -> (TemporaryFolder, SelectedSources) {
    let folder = try TemporaryFolder()
    try SampleTree.write(to: folder, at: "linux-6.99")
    return (folder, try TreeSource(path: folder("linux-6.99")).select(SampleTree.selection))
  }

  @Test func treeKeepsWhatASelectionAsksForInOrderOfBytes() throws {
    let (_, selected) = try tree()
    #expect(selected.files.map(\.path) == SampleTree.kept)
    #expect(selected.filesExamined == 10)
    #expect(selected.identity.rootName == "linux-6.99")
    #expect(selected.diagnostics.map(\.code.rawValue) == ["link-not-read"])
    #expect(selected.diagnostics.first?.location?.file == "a/link.c")
  }

  @Test func treeIsIdentifiedByTheFilesKept() throws {
    let folder = try TemporaryFolder()
    try folder.write("VERSION = 6\n", to: "t/Makefile")
    try folder.write("z", to: "t/a.c")
    try folder.write("none", to: "t/b.c")
    let selected = try TreeSource(path: folder("t")).select(SampleTree.selection)
    // The layout that SourceIdentity documents, written out by hand and hashed by another program.
    try folder.write(
      "Makefile\0\0\0\0\0\0\0\0\u{c}VERSION = 6\n" + "a.c\0\0\0\0\0\0\0\0\u{1}z", to: "kept")
    #expect(selected.identity.text == "sha256:" + (try run("sha256sum", folder("kept")).prefix(64)))
  }

  @Test(arguments: ["tar.xz", "tar.gz", "tar.zst", "tar"], ["gnu", "pax"])
  func archiveGivesTheSameFilesAsTheTree(suffix: String, format: String) throws {
    let (folder, selected) = try tree()
    let archive = folder("linux.\(suffix)")
    try run("tar", "--auto-compress", "--format=\(format)", "-cf", archive, "-C", folder.path, "linux-6.99")
    let source = try ArchiveSource(path: archive)
    let read = try source.select(SampleTree.selection)
    #expect(read.files == selected.files)
    #expect(read.diagnostics == selected.diagnostics)
    #expect(read.filesExamined == selected.filesExamined)
    #expect(read.bytesExamined == selected.bytesExamined)
    #expect(read.identity.form == .archive)
    #expect(read.identity.rootName == "linux-6.99")
    let digest = try run("sha256sum", archive).prefix(64)
    #expect(read.identity.text == "sha256:" + digest)
    #expect(try source.select(SampleTree.selection).files == selected.files)
  }

  @Test func archiveWithoutATopFolderGivesTheSameFiles() throws {
    let (folder, selected) = try tree()
    try run("tar", "-czf", folder("x.tgz"), "-C", folder("linux-6.99"), ".")
    let read = try ArchiveSource(path: folder("x.tgz")).select(SampleTree.selection)
    #expect(read.files == selected.files)
    #expect(read.identity.rootName == nil)
    #expect(read.diagnostics == selected.diagnostics)
  }

  @Test(arguments: [false, true]) func commitGivesTheSameFilesAsTheTree(isBare: Bool) throws {
    let (folder, selected) = try tree()
    let clone = folder("linux-6.99")
    try run("git", "init", "-q", in: clone)
    try run("git", "add", "-A", in: clone)
    try run("git", "commit", "-q", "-m", "x", in: clone)
    try run("git", "tag", "-a", "-m", "x", "v6.99", in: clone)
    if isBare { try run("git", "clone", "-q", "--bare", clone, folder("bare")) }
    let tags = try GitRepository(path: isBare ? folder("bare") : clone).tags(matching: Glob("v6.*"))
    let source = try #require(tags.sources.first)
    let read = try source.select(SampleTree.selection)
    #expect(read.files == selected.files)
    #expect(read.diagnostics == selected.diagnostics)
    #expect(read.filesExamined == selected.filesExamined)
    #expect(read.bytesExamined == selected.bytesExamined)
    let commit = try run("git", "rev-parse", "HEAD", in: clone)
    #expect(read.identity == SourceIdentity(form: .git, text: "commit:\(commit)", rootName: "v6.99"))
    // Now that `.git` lies in the tree, it is still not part of it.
    #expect(try TreeSource(path: clone).select(SampleTree.selection).files == selected.files)
  }

  /// 1700000000 is 2023-11-14 22:13:20 in UTC.
  @Test func theTopMakefileDatesAnArchiveAndTheTreeThatItUnpacksTo() throws {
    let (folder, selected) = try tree()
    // Written by this test a moment ago: that says nothing about a kernel.
    #expect(selected.time == nil)
    try run("touch", "-d", "@1700000000", folder("linux-6.99/Makefile"))
    try folder.write("VERSION = 5\n", to: "linux-6.99/tools/Makefile")
    for (name, format) in [("a.tar.xz", "gnu"), ("b.tar.gz", "pax")] {
      try run("tar", "--auto-compress", "--format=\(format)", "-cf", folder(name), "-C", folder.path, "linux-6.99")
      #expect(try ArchiveSource(path: folder(name)).select(SampleTree.selection).time == 1_700_000_000)
    }
    try run("mkdir", folder("unpacked"))
    try run("tar", "-xf", folder("a.tar.xz"), "-C", folder("unpacked"))
    let unpacked = folder("unpacked/linux-6.99")
    #expect(try TreeSource(path: unpacked).select(SampleTree.selection).time == 1_700_000_000)
    // Touched, edited or copied, it no longer does.
    try run("touch", unpacked + "/Makefile")
    #expect(try TreeSource(path: unpacked).select(SampleTree.selection).time == nil)
    try run("cp", "-r", folder("linux-6.99"), folder("copy"))
    #expect(try TreeSource(path: folder("copy")).select(SampleTree.selection).time == nil)
  }

  @Test func aCommitHasItsCommittersTime() throws {
    let (folder, _) = try tree()
    let clone = folder("linux-6.99")
    try run("git", "init", "-q", in: clone)
    try run("git", "add", "-A", in: clone)
    try run("git", "commit", "-q", "-m", "committer A <a@example.org> 1 +0000", in: clone)
    let expected = Int(try run("git", "log", "-1", "--format=%ct", in: clone))
    let read = try GitRepository(path: clone).source(revision: "HEAD").select(SampleTree.selection)
    #expect(read.time != nil && read.time == expected)
  }

  @Test func otherWordsGiveOtherFilesOfTheSameSource() throws {
    let (folder, _) = try tree()
    let clone = folder("linux-6.99")
    try run("git", "init", "-q", in: clone)
    try run("git", "add", "-A", in: clone)
    try run("git", "commit", "-q", "-m", "x", in: clone)
    try run("tar", "-cJf", folder("x.tar.xz"), "-C", folder.path, "--exclude=.git", "linux-6.99")
    let sources: [any KernelSource] = [
      try TreeSource(path: clone), try ArchiveSource(path: folder("x.tar.xz")),
      try GitRepository(path: clone).source(revision: "HEAD"),
    ]
    let other = SourceSelection(always: { _ in false }, examine: { _ in true }, words: ["__acme_kfunc"])
    for source in sources {
      #expect(try source.select(SampleTree.selection).files.map(\.path) == SampleTree.kept)
      #expect(
        try source.select(other).files.map(\.path) == [
          "a b/quo\"te.c", "a/words.txt", "a/x.c", "deep/1/2/3/4/5/6/7/8/9/end.h",
        ])
    }
  }

  @Test func opensWhatAPathIs() throws {
    let (folder, _) = try tree()
    try run("tar", "-czf", folder("x.tgz"), "-C", folder.path, "linux-6.99")
    #expect(try openKernelSource(path: folder("linux-6.99")) is TreeSource)
    #expect(try openKernelSource(path: folder("x.tgz")) is ArchiveSource)
    let noKernel = #expect(throws: Diagnostic.self) { try openKernelSource(path: folder.path) }
    #expect(noKernel?.code == "not-a-kernel-tree")
    let nothing = #expect(throws: Diagnostic.self) { try openKernelSource(path: folder("absent")) }
    #expect(nothing?.message.contains("No such file") == true)
  }
}
