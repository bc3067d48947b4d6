import Diagnostics
import Foundation
import Testing

@testable import SiteContent

@Suite struct PublishSettingsTests {
  private func read(_ text: String) -> (settings: SiteSettings, found: [String]) {
    var diagnostics: [Diagnostic] = []
    let file = ContentFile(path: "site.yml", stem: "site", bytes: Array(("title: x\n" + text).utf8))
    let settings = SiteSettingsReader.read(file, diagnostics: &diagnostics)
    return (settings, diagnostics.sorted().map { "\($0.location?.line ?? 0): \($0.message)" })
  }

  private func target(_ lines: String...) -> (settings: SiteSettings, found: [String]) {
    read("publish:\n  place:\n" + lines.map { "    \($0)\n" }.joined())
  }

  @Test func everyKindIsRead() {
    let (settings, found) = read(
      """
      publish:
        here: {kind: directory, folder: out, keep: 3, gzip: true, time-limit: 60}
        pages: {kind: git, branch: gh-pages, remote: origin, cname: kfuncs.example.org}
        mirror: {kind: rsync, to: "me@host:/srv/www", port: 2222}
        store: {kind: rclone, to: "cdn:bucket/site", config: rclone.conf}
      redirects:
        /old/: /new/#part
      """)
    #expect(found == [])
    #expect(
      settings.publishTargets.map(\.place) == [
        .directory(folder: "out", keep: 3),
        .git(repository: ".", remote: "origin", branch: "gh-pages", cname: "kfuncs.example.org"),
        .rsync(destination: "me@host:/srv/www", port: 2222),
        .rclone(remote: "cdn:bucket/site", configuration: "rclone.conf"),
      ])
    #expect(settings.publishTargets.map(\.addsGzip) == [true, false, false, false])
    #expect(settings.publishTargets[0].timeLimit == 60)
    #expect(settings.redirects.map(\.from.value) == ["/old/"])
    #expect(settings.redirects.map(\.to.value) == ["/new/#part"])
  }

  @Test func whatIsWrongIsLocatedAndTheMeantWordNamed() {
    #expect(
      target("kind: directry", "folder: x").found == [
        "4: 'kind' of target 'place' is one of directory, git, rsync, rclone, not 'directry'; did you mean 'directory'?"
      ])
    #expect(
      target("kind: directory", "foldr: x").found == [
        "4: the target lacks the key 'folder'", "5: target 'place' has no key 'foldr'; did you mean 'folder'?",
      ])
    #expect(target("kind: directory", "folder: x", "keep: 0").found == ["6: 'keep' must be a number, 1 to 1000"])
  }

  @Test(arguments: [
    "-oProxyCommand=x:/srv", "me@-oProxyCommand=x:/srv", "host:-rf", "host:/a b", "host:/$(id)", "/srv/www",
    "rsync://me:secret@host/module/x", "host::module", "rsync://host/module/../x",
  ]) func rsyncPlacesThatAreMoreThanAPlaceAreRefused(_ text: String) {
    let (settings, found) = target("kind: rsync", "to: \"\(text)\"")
    #expect(settings.publishTargets.isEmpty)
    #expect(found.count == 1 && !found[0].contains("secret"))
  }

  @Test(arguments: ["-c:x", ":s3,secret_access_key=x:bucket", "/srv", "cdn:", "cdn:../x", "cdn:-x", "cdn:a;b"])
  func rcloneRemotesThatAreMoreThanAPlaceAreRefused(_ text: String) {
    #expect(target("kind: rclone", "to: \"\(text)\"").settings.publishTargets.isEmpty)
  }

  @Test(arguments: [
    "--upload-pack=x", "ext::sh -c x", "https://me:secret@host/x", "ssh://-oProxyCommand=x/y",
  ]) func gitRemotesThatRunOrHoldMoreAreRefused(_ text: String) {
    let (settings, found) = target("kind: git", "branch: pages", "remote: \"\(text)\"")
    #expect(found.count == 1 && !found[0].contains("secret"))
    #expect(settings.publishTargets.first?.place == .git(repository: ".", remote: nil, branch: "pages", cname: nil))
  }

  @Test(arguments: ["-f", "a..b", "a/.b", "a.lock", "HEAD", "a b", "a//b", "refs^{}"])
  func branchesThatGitWouldReadOtherwiseAreRefused(_ text: String) {
    #expect(target("kind: git", "branch: \"\(text)\"").settings.publishTargets.isEmpty)
  }

  @Test(arguments: [
    "old/: /new/", "//host/: /new/", "/a/../b/: /new/", "\"/a/#b\": /new/", "/a/: https://x.example/", "/a/: /a/",
  ])
  func redirectsOfOtherFormsAreRefused(_ line: String) {
    let (settings, found) = read("redirects:\n  \(line)\n")
    #expect(settings.redirects.isEmpty && found.count == 1)
  }
}
