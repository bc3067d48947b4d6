import Foundation
import Glibc
import TestFiles
import Testing

/// The same content gives the same bytes, whatever machine, place, user or moment it is built in; through the real
/// program.
@Suite struct ReproducibleBuildTests {
  private static let content = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "SiteBuildTests/Golden/Content")

  /// A folder with a copy of the content, so that nothing depends on where it lies.
  private static func scene() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: content.path, toPath: folder("Content"))
    return folder
  }

  /// Builds as `sh` is told to by `setting` (`"$@"` is the program with its arguments) and gives the site's files.
  private static func build(
    in folder: TemporaryFolder, _ setting: String = "\"$@\"", _ options: String...
  ) async throws -> [String: [UInt8]] {
    let outcome = try await KfuncdocsProgram.run(
      ["build", "--strict", "--quiet"] + options,
      wrapper: ["sh", "-c", "cd '\(folder.path)' && " + setting, "sh"])
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    return files(folder, "Output/site")
  }

  private static func files(_ folder: TemporaryFolder, _ site: String) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for path in folder.listing() where path.hasPrefix(site + "/") {
      var status = stat()
      guard lstat(folder(path), &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      files[String(path.dropFirst(site.count + 1))] = folder.bytes(of: path)
    }
    return files
  }

  /// The site as it is built in a plain environment, once for all tests.
  private static let plain = Task {
    try await build(in: scene(), "env -i PATH=\"$PATH\" HOME=/ \"$@\"")
  }

  @Test(arguments: [
    "TZ=Pacific/Kiritimati \"$@\"", "TZ=America/St_Johns \"$@\"", "LANG=de_DE.UTF-8 LC_ALL=tr_TR.UTF-8 \"$@\"",
    "LC_ALL=C \"$@\"", "HOME=/nonexistent USER=somebody \"$@\"", "umask 077; \"$@\"", "umask 002; \"$@\"",
    "taskset -c 0 \"$@\"", "LIBDISPATCH_COOPERATIVE_POOL_STRICT=1 \"$@\"", "COLUMNS=20 NO_COLOR=1 TERM=dumb \"$@\"",
  ]) func environmentDoesNotReachTheSite(_ setting: String) async throws {
    let plain = try await Self.plain.value
    #expect(plain.count > 25)
    #expect(try await Self.build(in: Self.scene(), setting) == plain)
  }

  /// What is published is named by the SHA-256 of every file: built twice, in two places, languages, zones and numbers of
  /// processors, as two users' environments have it.
  @Test func manifestsOfTwoBuildsAreTheSame() async throws {
    var manifests: [[UInt8]] = []
    for (place, setting) in [
      ("one", "TZ=Pacific/Kiritimati LC_ALL=C taskset -c 0 \"$@\""),
      ("a b/zwei", "TZ=America/St_Johns LANG=de_DE.UTF-8 LC_ALL=tr_TR.UTF-8 HOME=/nonexistent \"$@\""),
    ] {
      let folder = try TemporaryFolder()
      try FileManager.default.createDirectory(atPath: folder(place), withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: Self.content.path, toPath: folder(place + "/Content"))
      try folder.write(
        Array((folder.bytes(of: place + "/Content/site.yml").map { String(decoding: $0, as: UTF8.self) } ?? "").utf8)
          + Array("publish:\n  place:\n    kind: directory\n    folder: out\n    gzip: true\n".utf8),
        to: place + "/Content/site.yml")
      let outcome = try await KfuncdocsProgram.run(
        ["publish", "place", "--quiet"], wrapper: ["sh", "-c", "cd '\(folder(place))' && " + setting, "sh"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      manifests.append(try #require(folder.bytes(of: place + "/out/current/site-manifest.json")))
    }
    #expect(String(decoding: manifests[0], as: UTF8.self).contains("\"sha256\""))
    #expect(manifests[0] == manifests[1])
  }

  @Test func pathsOfContentAndOutputDoNotReachTheSite() async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder("a/b c"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Self.content.path, toPath: folder("a/b c/facts"))
    let outcome = try await KfuncdocsProgram.run([
      "build", "--strict", "--content", folder("a/b c/facts"), "--output", folder("else/where"), "--templates",
      folder("none"),
    ])
    #expect(outcome.status == 0)
    #expect(try await Self.plain.value == Self.files(folder, "else/where"))
    for (path, bytes) in Self.files(folder, "else/where") {
      #expect(!String(decoding: bytes, as: UTF8.self).contains(folder.path), "\(path)")
    }
  }

  @Test func datesOfFilesAndOrderOfTheirMakingDoNotReachTheSite() async throws {
    let folder = try TemporaryFolder()
    let names = try FileManager.default.subpathsOfDirectory(atPath: Self.content.path).sorted(by: >)
    for name in names {
      guard let bytes = FileManager.default.contents(atPath: Self.content.appending(path: name).path) else { continue }
      try folder.write([UInt8](bytes), to: "Content/" + name)
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 86_400)], ofItemAtPath: folder("Content/" + name))
    }
    #expect(try await Self.build(in: folder) == Self.plain.value)
  }

  @Test func secondBuildInPlaceOfTheFirstIsTheSame() async throws {
    let folder = try Self.scene()
    _ = try await Self.build(in: folder, "\"$@\"", "--offline")
    #expect(try await Self.build(in: folder) == Self.plain.value)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder("Output")).sorted() == ["site"])
  }

  /// Facts of the content were compared with their sources on 5 March 2031; two years is what a site allows by itself.
  @Test(arguments: [
    ("1930608000", 0), ("1998864000", 1), ("1930608000 ", 2), ("", 0), ("-1", 2), ("99999999999999999999", 2),
    ("tomorrow", 2),
  ]) func sourceDateEpochIsTheOneClock(_ epoch: String, _ status: Int32) async throws {
    let folder = try Self.scene()
    let outcome = try await KfuncdocsProgram.run(
      ["build", "--strict", "--quiet", "--content", folder("Content"), "--output", folder("site")],
      wrapper: ["env", "SOURCE_DATE_EPOCH=\(epoch)"])
    #expect(outcome.status == status, "\(outcome.errors)")
    #expect((status == 1) == outcome.errors.contains("[stale-fact]"), "\(outcome.errors)")
    #expect((status == 2) == outcome.errors.contains("SOURCE_DATE_EPOCH"), "\(outcome.errors)")
    #expect(FileManager.default.fileExists(atPath: folder("site")) == (status == 0))
  }

  /// Else a preview, or a check, would show facts at another age than the build that follows.
  @Test(arguments: [["preview", "--port", "0"], ["check"], ["build", "--watch"]])
  func whatIsNoTimeIsRefusedByEveryCommandThatNeedsOne(_ command: [String]) async throws {
    let folder = try Self.scene()
    let outcome = try await KfuncdocsProgram.run(
      command + ["--content", folder("Content")],
      wrapper: ["env", "-C", folder.path, "SOURCE_DATE_EPOCH=tomorrow"], killedAfter: 20)
    #expect(outcome.status == 2, "\(outcome.errors)")
    #expect(outcome.errors.contains("[wrong-epoch]"), "\(outcome.errors)")
  }

  /// Every link is relative, or leads to a place that somebody wrote: so that the site works under any path of a host.
  @Test func noLinkLeavesTheSiteButThoseThatPeopleWrote() async throws {
    let written = ["https://archive.example/", "https://commits.example/", "https://keeper.example/"]
    let attributes = [" href=\"", " src=\"", " action=\"", " poster=\"", " srcset=\"", " data=\"", " content=\"http"]
    var count = 0
    for (path, bytes) in try await Self.plain.value where !path.hasPrefix("assets/") {
      let text = String(decoding: bytes, as: UTF8.self)
      for attribute in attributes {
        for part in text.components(separatedBy: attribute).dropFirst() {
          let link = part.prefix { $0 != "\"" }
          count += 1
          let isRelative = !link.hasPrefix("/") && !link.prefix { $0 != "/" && $0 != "#" && $0 != "?" }.contains(":")
          #expect(isRelative || written.contains { link.hasPrefix($0) }, "\(path): \(link)")
        }
      }
    }
    #expect(count > 500)
  }

  /// A stylesheet or script asks for nothing that lies elsewhere.
  @Test func assetsAskForNothingFromElsewhere() async throws {
    let assets = try await Self.plain.value.filter { $0.key.hasPrefix("assets/") }
    #expect(!assets.isEmpty)
    for (path, bytes) in assets where path.hasSuffix(".css") || path.hasSuffix(".js") {
      let text = String(decoding: bytes, as: UTF8.self)
      for part in text.components(separatedBy: "url(").dropFirst() {
        let target = part.prefix { $0 != ")" }.trimmingCharacters(in: CharacterSet(charactersIn: "\"' "))
        #expect(
          !target.hasPrefix("/") && (!target.contains(":") || target.hasPrefix("data:image/")), "\(path): \(target)")
      }
      #expect(!text.contains("@import"), "\(path)")
    }
  }
}
