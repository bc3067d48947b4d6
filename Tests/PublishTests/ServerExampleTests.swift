import Foundation
import SiteHeaders
import Testing

/// The examples for web servers say what the program says.
@Suite struct ServerExampleTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("docs/examples")

  /// The lines of an example, without indentation.
  private static func lines(_ name: String) throws -> [String] {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8).components(separatedBy: "\n")
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// What a host's owner may add for all that stands on it, and nothing else.
  private static let ofTheHost = ["Strict-Transport-Security"]

  @Test func nginxSendsTheFieldsOfTheList() throws {
    let lines = try Self.lines("nginx.conf")
    for field in SiteHeaders.widest { #expect(lines.contains("add_header \(field.name) \"\(field.value)\" always;")) }
    let added = lines.filter { $0.hasPrefix("add_header ") }.map { String($0.split(separator: " ")[1]) }
    #expect(added.sorted() == (SiteHeaders.widest.map(\.name) + Self.ofTheHost).sorted())
  }

  @Test func caddySendsTheFieldsOfTheList() throws {
    let lines = try Self.lines("Caddyfile")
    for field in SiteHeaders.widest { #expect(lines.contains("\(field.name) \"\(field.value)\"")) }
    #expect(lines.contains("header @hashed Cache-Control \"\(FileLifetime.immutable.cacheControl)\""))
    #expect(lines.contains("header Cache-Control \"\(FileLifetime.revalidated.cacheControl)\""))
  }

  @Test(arguments: ["nginx.conf", "Caddyfile"]) func hashedFoldersAloneAreKeptForAYear(_ example: String) throws {
    let text = try Self.lines(example).joined(separator: "\n")
    let pattern = try #require(try Regex("\\^/assets/[^ \"\\n]*").firstMatch(in: text)?.output[0].substring)
    let hashed = try Regex(String(pattern))
    for (path, isHashed) in [
      ("/assets/0123456789abcdef/site.css", true), ("/assets/0123456789abcdef/fonts/a.woff2", true),
      ("/assets/search-index.js", false), ("/assets/preview/site.css", false), ("/assets/0123456789abcdef", false),
      ("/a/assets/0123456789abcdef/site.css", false), ("/index.html", false),
    ] {
      #expect((path.firstMatch(of: hashed) != nil) == isHashed, "\(path)")
      #expect((FileLifetime(of: String(path.dropFirst())) == .immutable) == isHashed, "\(path)")
    }
  }

  @Test func namesThatAreNoHashAreAskedForAgain() {
    for path in ["assets/0123456789abcde/a", "assets/0123456789ABCDEF/a", "assets//a", "0123456789abcdef/a", ""] {
      #expect(FileLifetime(of: path) == .revalidated, "\(path)")
    }
  }
}
