import Foundation
import HTMLInspection
import SiteBuild
import Testing

/// Every field that people write, filled with what would be markup or a program if it were not escaped, through the whole
/// pipeline.
@Suite struct HostileFieldsTests {
  private static let poisons = [
    #""><script>alert(1)</script>"#, "' onx='alert(1)", "</title></textarea></style><img src=x onerror=alert(1)>",
    "{{{title}}}{{name}}{{> page-start}}", "--><svg onload=alert(1)>", "&lt;b&gt; &amp; & <b>", "javascript:alert(1)",
    "[x](javascript:alert(1)) <javascript:alert(1)>", "\u{202e}gnp.exe", "a\u{7}b\u{1b}[31mc", "]]><![CDATA[<b>",
    // Two that are no characters, and an emoji: Swift's own literals cannot hold the former.
    String(decoding: [0xfdd0, 0xffff, 0xd83d, 0xde00] as [UInt16], as: UTF16.self),
  ]

  @Test(arguments: poisons) func nothingWrittenBecomesMarkupOrAForeignLink(_ poison: String) async throws {
    let folder = try TemporaryFolder()
    let content = HostileContent(poison: poison)
    for (file, text) in content.files { try folder.write(text, to: "Content/" + file) }
    let options = BuildOptions(
      content: folder.path + "/Content", templates: folder.path + "/none", output: folder.path + "/site")
    let report = try await SitePipeline(options).run()
    #expect(report.written != nil)
    let pages = try TemporaryFolder.files(folder.path + "/site").filter { $0.key.hasSuffix(".html") }
      .mapValues { Array($0) }
    for path in content.pages { #expect(pages[path + "/index.html"] != nil, "\(path) is built") }
    for (path, bytes) in pages {
      let tokens = HTMLTokens.of(bytes)
      #expect(tokens.faults == [], "\(path)")
      #expect(tokens.elementNames.isDisjoint(with: ["img", "b", "iframe", "style", "textarea"]), "\(path)")
      #expect(tokens.hasOwnScriptAlone, "\(path)")
      #expect(!tokens.attributeNames.contains { $0.hasPrefix("on") || $0 == "style" }, "\(path)")
      let ids = tokens.values(of: "id")
      #expect(ids.count == Set(ids).count, "ids twice in \(path): \(ids)")
      for link in tokens.values(of: "href") + tokens.values(of: "src") {
        let isOurs = !link.hasPrefix("/") && !link.prefix { $0 != "/" && $0 != "#" && $0 != "?" }.contains(":")
        #expect(isOurs || HostileContent.hosts.contains { link.hasPrefix($0) }, "\(path): \(link)")
      }
      // No control character but those of lines, nothing that reorders text, nothing that HTML may not hold.
      #expect(!bytes.contains { ($0 < 0x20 && $0 != 0x0a && $0 != 0x09) || $0 == 0x7f }, "\(path)")
      let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
      #expect(!scalars.contains("\u{202e}"), "\(path)")
      #expect(!scalars.contains { (0xfdd0...0xfdef).contains($0.value) || $0.value & 0xfffe == 0xfffe }, "\(path)")
    }
  }

  /// That the fields are read at all, and shown: else the test above shows nothing.
  @Test func everyFieldIsShownAsItWasWritten() async throws {
    let poison = #""><script>alert(1)</script>"#
    let folder = try TemporaryFolder()
    let content = HostileContent(poison: poison)
    for (file, text) in content.files { try folder.write(text, to: "Content/" + file) }
    let options = BuildOptions(
      content: folder.path + "/Content", templates: folder.path + "/none", output: folder.path + "/site")
    _ = try await SitePipeline(options).run()
    let pages = try TemporaryFolder.files(folder.path + "/site").filter { $0.key.hasSuffix(".html") }
    let text = pages.sorted { $0.key < $1.key }.map { HTMLTokens.of(Array($0.value)).text }.joined(separator: "\n")
    for field in HostileContent.shownFields { #expect(text.contains(field + poison), "\(field)") }
  }
}

/// A content folder with the same text in every field that takes any.
struct HostileContent {
  let poison: String

  static let hosts = [
    "https://archive.example/", "https://user.example/", "https://cited.example/", "https://commits.example/",
  ]

  /// What stands before the poison in fields that some page shows as text.
  static let shownFields = [
    "site", "page", "policy", "lead", "clause", "section", "thread", "of message", "attachment", "outcome", "list",
    "author", "subject", "citing",
    "subsystem", "event", "proposal", "user", "purpose", "without", "summary",
  ]

  /// Pages that exist if the files were read.
  let pages = [
    "evil", "policies/evil", "threads/evil", "kfuncs/bpf_evil", "kfuncs/bpf_evil/stability", "kfuncs/bpf_wanted",
    "users",
    "proposed",
  ]

  /// A YAML scalar in double quotes: JSON is YAML.
  private func quoted(_ prefix: String) -> String {
    var text = "\""
    for scalar in (prefix + poison).unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f || (0xfd00...0xffff).contains(scalar.value):
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }

  /// A Message-ID may hold most of ASCII.
  private var id: String {
    String(
      String.UnicodeScalarView(
        poison.unicodeScalars.filter { $0.value > 0x20 && $0.value < 0x7f && $0 != "<" && $0 != ">" }))
      + "@evil.example"
  }

  private var quotedID: String {
    "\"" + id.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"") + "\""
  }

  var files: [String: String] {
    [
      "site.yml": """
      title: \(quoted("site"))
      tagline: \(quoted("tagline"))
      archive-url: "https://archive.example/{message-id}"
      commit-url: "https://commits.example/{commit}"
      """,
      "releases.yml": "releases:\n  - release: \"9.1\"\n",
      "pages/evil.md": "---\ntitle: \(quoted("page"))\nsummary: \(quoted("summary"))\n---\n\n\(body)",
      "pages/home.md": body,
      "releases/9.1.md": body,
      "policies/evil.md": """
      ---
      title: \(quoted("policy"))
      summary: \(quoted("lead"))
      clauses:
        - id: evil-clause
          heading: clause
          selector: {name: \(quoted("bpf_"))}
          source:
            document: Documentation/evil.rst
            section: \(quoted("section"))
            anchor: \(quoted("anchor"))
            releases: ["9.1"]
          verified: 2031-01-01
          quotes:
            - message-id: \(quotedID)
              words: \(quoted("words"))
      ---

      ## \(heading) {#clause}

      \(body)
      """,
      "threads/evil/thread.yml": """
      subject: \(quoted("subject"))
      title: \(quoted("thread"))
      lists: [\(quoted("list"))]
      outcome: \(quoted("outcome"))
      outcome-sources:
        - {text: \(quoted("citing")), url: "https://cited.example/\(urlPart)"}
        - {message-id: \(quotedID)}
      verified: 2031-01-01
      kfuncs: [bpf_evil]
      subsystems: [\(quoted("subsystem"))]
      missing: ["missing-\(plainID)"]
      messages:
        - id: \(quotedID)
          author: \(quoted("author"))
          date: 2031-01-01T00:00:00Z
          in-reply-to: "missing-\(plainID)"
          subject: \(quoted("of message"))
          excerpted: true
          file: "01-evil.md"
      """,
      "threads/evil/01-evil.md": """
      ---
      message-id: \(quotedID)
      author: \(quoted("author"))
      date: 2031-01-01T00:00:00Z
      subject: \(quoted("subject"))
      attachments: [\(quoted("attachment"))]
      signature: [\(quoted("signature"))]
      ---

      \(body)
      """,
      "kfuncs/bpf_evil.md": """
      ---
      subsystem: \(quoted("subsystem"))
      events:
        - kind: added
          release: "9.1"
          evidence: doc
          source: {text: \(quoted("citing")), url: "https://cited.example/\(urlPart)"}
          verified: 2031-01-01
          text: \(quoted("event"))
      ---

      \(body)
      """,
      "kfuncs/bpf_wanted.md": """
      ---
      proposed:
        message-id: \(quotedID)
        prototype: \(quoted("int bpf_wanted"))
        outcome: \(quoted("proposal"))
      ---
      """,
      "users.yml": """
      users:
        - id: evil
          name: \(quoted("user"))
          url: "https://user.example/\(urlPart)"
          summary: \(quoted("summary"))
          uses:
            - kfuncs: [bpf_evil]
              purpose: \(quoted("purpose"))
              without: \(quoted("without"))
              source: {text: \(quoted("citing")), url: "https://cited.example/\(urlPart)"}
              verified: 2031-01-01
        - id: worse
          name: \(quoted("user"))
          url: \(quoted("javascript:"))
          summary: \(quoted("summary"))
          uses: []
      """,
    ]
  }

  private var plainID: String { "1@evil.example" }

  /// The poison as the end of an address: its brackets, quotes and spaces are left to the escaping.
  private var urlPart: String {
    String(String.UnicodeScalarView(poison.unicodeScalars.filter { $0.value > 0x20 && $0.value < 0x7f }))
      .replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
  }

  /// The poison on one line of Markdown, as text.
  private var heading: String { "clause" + poison }

  private var body: String {
    """
    ## Main

    ## Mentions

    ## Releases

    Of [[clause:evil-clause]], [[thread:evil#1]], [[kfunc:bpf_wanted]] and bpf_evil.

    Text \(poison) and `\(poison)` of bpf_evil, [[kfunc:\(poison)]], [link](\(poison)), <\(poison)>, ![image](\(poison)),
    [title](https://cited.example/ "\(poison)"), [^note].

    [^note]: \(poison)

    > \(poison)

    ```\(poison)
    \(poison)
    ```

    | \(poison) | b |
    | --- | --- |
    | \(poison) | b |

    - \(poison)

    \(poison)
    """
  }
}
