import Diagnostics
import Foundation
import Glibc
import TestFiles
import Testing

@testable import KernelSources

@Suite struct HostileRepositoryTests {
  private let cFiles = SourceSelection(always: { _ in false }, examine: { $0.hasSuffix(".c") }, words: ["word"])

  private func repository() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try run("git", "init", "-q", in: folder.path)
    try folder.write("a word", to: "a.c")
    try folder.write("none", to: "b.c")
    try run("git", "add", "-A", in: folder.path)
    try run("git", "commit", "-q", "-m", "x", in: folder.path)
    return folder
  }

  @Test func nothingThatTheConfigurationNamesIsRun() throws {
    let folder = try repository()
    let blob = try run("git", "rev-parse", "HEAD:b.c", in: folder.path)
    let marker = folder("marker")
    try folder.write("#!/bin/sh\ntouch '\(marker)'\n", to: "evil.sh")
    try run("chmod", "+x", folder("evil.sh"))
    for name in ["post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman", "pre-auto-gc"] {
      try run("cp", folder("evil.sh"), folder(".git/hooks/\(name)"))
    }
    try run("git", "tag", "v1", in: folder.path)
    try? FileManager.default.removeItem(atPath: marker)
    let settings = [
      ("core.fsmonitor", folder("evil.sh")), ("core.pager", folder("evil.sh")), ("core.sshCommand", folder("evil.sh")),
      ("core.alternateRefsCommand", folder("evil.sh")), ("alias.ls-tree", "!\(folder("evil.sh"))"),
      ("filter.x.smudge", folder("evil.sh")), ("diff.external", folder("evil.sh")),
      ("core.repositoryformatversion", "1"), ("extensions.partialClone", "origin"), ("remote.origin.promisor", "true"),
      ("remote.origin.url", "ext::\(folder("evil.sh"))"), ("protocol.ext.allow", "always"),
      ("protocol.allow", "always"),
    ]
    for (key, value) in settings { try run("git", "config", key, value, in: folder.path) }
    // A blob that is missing, which the configuration says to fetch by running a program.
    let object = folder(".git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))")
    try FileManager.default.removeItem(atPath: object)

    let source = try #require(try GitRepository(path: folder.path).tags(matching: Glob("v*")).sources.first)
    let selected = try source.select(cFiles)
    #expect(selected.files.map(\.path) == ["a.c"])
    #expect(selected.diagnostics.map(\.code.rawValue) == ["unreadable-file"])
    #expect(selected.diagnostics.first?.location?.file == "b.c")
    #expect(access(marker, F_OK) != 0)

    // The trap does work: git as anyone runs it falls in.
    _ = try? run("git", "cat-file", "-p", blob, in: folder.path)
    #expect(access(marker, F_OK) == 0)
  }

  @Test func oddTagNamesAndTagsOfOtherThings() throws {
    let folder = try repository()
    let commit = try run("git", "rev-parse", "HEAD", in: folder.path)
    try run("git", "update-ref", "refs/tags/-x", commit, in: folder.path)
    try run("git", "update-ref", "refs/tags/--output=evil", commit, in: folder.path)
    try run("git", "update-ref", "refs/tags/in/folder", commit, in: folder.path)
    try run("git", "tag", "-a", "-m", "x", "twice", "in/folder", in: folder.path)
    try run("git", "tag", "-a", "-m", "x", "thrice", "twice", in: folder.path)
    try run("git", "tag", "tree", "HEAD^{tree}", in: folder.path)
    let tags = try GitRepository(path: folder.path).tags(matching: Glob("*"))
    #expect(tags.sources.map(\.name) == ["--output=evil", "-x", "in/folder", "thrice", "twice"])
    #expect(tags.sources.allSatisfy { $0.commitID == commit })
    #expect(tags.diagnostics.map(\.message) == ["the tag 'tree' names no commit"])
    for source in tags.sources { #expect(try source.select(cFiles).files.map(\.path) == ["a.c"]) }
    #expect(try GitRepository(path: folder.path).tags(matching: Glob("v*")).sources.isEmpty)
  }

  @Test func revisionsThatLookLikeOptionsAreJustUnknown() throws {
    let folder = try repository()
    let repository = try GitRepository(path: folder.path)
    #expect(try repository.source(revision: "HEAD").commitID == run("git", "rev-parse", "HEAD", in: folder.path))
    for revision in ["--git-dir=/", "-x", "absent", "HEAD^{tree}", "", "HEAD\nHEAD"] {
      let error = #expect(throws: Diagnostic.self) { try repository.source(revision: revision) }
      #expect(error?.code == "unknown-revision", "\(revision)")
    }
  }

  @Test func linksAndSubmodulesAreNotFollowed() throws {
    let folder = try repository()
    try FileManager.default.createSymbolicLink(atPath: folder("word.c"), withDestinationPath: "/etc/passwd")
    try run("git", "add", "word.c", in: folder.path)
    let commit = try run("git", "rev-parse", "HEAD", in: folder.path)
    try run("git", "update-index", "--add", "--cacheinfo", "160000,\(commit),module.c", in: folder.path)
    try run("git", "commit", "-q", "-m", "x", in: folder.path)
    let selected = try GitRepository(path: folder.path).source(revision: "HEAD").select(cFiles)
    #expect(selected.files.map(\.path) == ["a.c"])
    #expect(selected.diagnostics.map { $0.location?.file } == ["module.c", "word.c"])
    #expect(selected.diagnostics.map(\.message) == ["a submodule is not followed", "a symbolic link is not followed"])
  }

  @Test func replacementsAreNotHonoured() throws {
    let folder = try repository()
    let real = try run("git", "rev-parse", "HEAD:a.c", in: folder.path)
    let other = try run("git", "rev-parse", "HEAD:b.c", in: folder.path)
    try run("git", "replace", real, other, in: folder.path)
    #expect(try run("git", "show", "HEAD:a.c", in: folder.path) == "none")
    let selected = try GitRepository(path: folder.path).source(revision: "HEAD").select(cFiles)
    #expect(selected.files == [SourceFile(path: "a.c", bytes: Array("a word".utf8))])
  }

  @Test func aSecondTagExaminesOnlyWhatIsNew() throws {
    let folder = try repository()
    try run("git", "tag", "v1", in: folder.path)
    try folder.write("a new word", to: "c.c")
    try run("git", "add", "-A", in: folder.path)
    try run("git", "commit", "-q", "-m", "x", in: folder.path)
    try run("git", "tag", "v2", in: folder.path)
    let sources = try GitRepository(path: folder.path).tags(matching: Glob("v?")).sources
    let first = try sources[0].select(cFiles)
    let second = try sources[1].select(cFiles)
    #expect(first.files.map(\.path) == ["a.c"])
    #expect(first.filesExamined == 2)
    #expect(second.files.map(\.path) == ["a.c", "c.c"])
    // b.c is known to hold nothing; a.c is read for its bytes.
    #expect(second.filesExamined == 2)
  }

  @Test func aFolderWithoutARepositoryDoesNotUseOneAboveIt() throws {
    let folder = try repository()
    try folder.write("x", to: "below/a.c")
    let error = #expect(throws: Diagnostic.self) { try GitRepository(path: folder("below")) }
    #expect(error?.code == "not-a-git-repository")
  }

  /// More ids than a pipe holds in, far more bytes than a pipe holds out.
  @Test(.timeLimit(.minutes(10))) func neitherFullPipesNorManyFilesHang() throws {
    let folder = try TemporaryFolder()
    try run("git", "init", "-q", in: folder.path)
    // Few blobs under many names: git takes long to write a blob.
    for number in 0..<2_000 {
      try folder.write("word \(number % 10)" + String(repeating: ".", count: 400), to: "\(number).c")
    }
    try run("git", "add", "-A", in: folder.path)
    try run("git", "commit", "-q", "-m", "x", in: folder.path)
    let source = try GitRepository(path: folder.path).source(revision: "HEAD")
    #expect(try source.select(cFiles).files.count == 2_000)
    // Stopping in the middle does not hang either.
    var limits = SourceLimits()
    limits.keptBytes = 1_000
    let bounded = try GitRepository(path: folder.path, limits: limits).source(revision: "HEAD")
    let error = #expect(throws: Diagnostic.self) { try bounded.select(cFiles) }
    #expect(error?.code == "source-too-large")
  }

  /// git opens these, and would wait for someone to write.
  @Test(
    .timeLimit(.minutes(10)),
    arguments: ["HEAD", "config", "packed-refs", "refs/tags/v1", "objects/info/alternates"])
  func aPipeInPlaceOfAFileIsRefused(_ name: String) throws {
    let folder = try repository()
    let path = folder(".git/" + name)
    unlink(path)
    try #require(mkfifo(path, 0o600) == 0)
    let error = #expect(throws: Diagnostic.self) { try GitRepository(path: folder.path) }
    #expect(error?.code == "odd-file")
    #expect(error?.location?.file == path)
  }

  /// An object that is a pipe is not looked for, but git is not waited for without end either.
  @Test(.timeLimit(.minutes(10))) func gitThatSaysNothingIsEnded() throws {
    let folder = try repository()
    let tree = try run("git", "rev-parse", "HEAD^{tree}", in: folder.path)
    let object = folder(".git/objects/\(tree.prefix(2))/\(tree.dropFirst(2))")
    unlink(object)
    try #require(mkfifo(object, 0o600) == 0)
    let command = GitCommand(gitFolder: folder(".git"), patience: 1)
    let error = #expect(throws: Diagnostic.self) {
      try command.run(["cat-file", "-p", tree]) { output throws(Diagnostic) in
        try output.record(endedBy: UInt8(ascii: "\n"))
      }
    }
    #expect(error?.code == "git-silent")
  }

  @Test func aDamagedRepositoryIsAnError() throws {
    let folder = try repository()
    try run("git", "tag", "v1", in: folder.path)
    let tree = try run("git", "rev-parse", "HEAD^{tree}", in: folder.path)
    let object = folder(".git/objects/\(tree.prefix(2))/\(tree.dropFirst(2))")
    try FileManager.default.removeItem(atPath: object)
    let source = try #require(try GitRepository(path: folder.path).tags(matching: Glob("v1")).sources.first)
    let error = #expect(throws: Diagnostic.self) { try source.select(cFiles) }
    #expect(error?.code == "git-failed")
  }
}
