import Foundation
import Glibc
import TestFiles
import Testing

/// A content folder in which nearly everything is wrong in its own way, beside one page and one kfunc that are not.
struct BadContent {
  /// One thing that is wrong: where, and what is to be said of it.
  struct Fault: Sendable, CustomTestStringConvertible {
    /// The place as `file`, `file:line` or `file:line:column`, below the content folder.
    var place: String
    var severity: String
    var code: String

    var testDescription: String { "\(place) \(code)" }

    init(_ place: String, _ severity: String, _ code: String) {
      self.place = place
      self.severity = severity
      self.code = code
    }
  }

  let folder: TemporaryFolder

  /// Root reads everything; without these rights even root is refused.
  static let asOrdinaryUser =
    getuid() == 0
    ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"] : []

  /// Columns and lines counted by hand in the files that `init` writes.
  static let faults = [
    // One document with several errors: all are told.
    Fault("kfuncs/bpf_good.md:3:11", "error", "unknown-word"),
    Fault("kfuncs/bpf_good.md:4:5", "error", "unknown-key"),
    Fault("kfuncs/bpf_good.md:6:1", "error", "unknown-key"),
    Fault("kfuncs/bpf_good.md:9:5", "error", "unknown-kfunc"),
    Fault("kfuncs/bpf_good.md:9:29", "error", "unknown-clause"),
    Fault("kfuncs/bpf_good.md:11:1", "error", "broken-link"),
    Fault("kfuncs/bpf_gone.md:1:1", "error", "unknown-kfunc"),
    Fault("kfuncs/bpf_Twice.md:1:1", "error", "unknown-kfunc"),
    Fault("pages/bytes.md:3:6", "warning", "invalid-utf8"),
    Fault("pages/matter-bytes.md:2:10", "warning", "invalid-utf8"),
    Fault("pages/nul.md:1:2", "warning", "nul-byte"),
    Fault("pages/unclosed.md:1:1", "error", "unclosed-front-matter"),
    Fault("pages/bomb.md:4:10", "error", "yaml-alias"),
    Fault("pages/deep-quotes.md:1:1", "error", "markdown-too-complex"),
    Fault("pages/deep-lists.md:1:1", "error", "markdown-too-complex"),
    Fault("pages/deep-brackets.md:1:1", "error", "markdown-too-complex"),
    Fault("pages/deep-flow.md:2", "error", "yaml-too-complex"),
    // The 32nd brace: with the mapping around them they are 33, and 32 may be inside each other.
    Fault("pages/deep-mappings.md:2:132", "error", "yaml-too-complex"),
    Fault("pages/large.md", "error", "file-too-large"),
    Fault("policies/large.md", "error", "file-too-large"),
    Fault("pages/outside.md", "error", "symlink-outside"),
    Fault("pages/nothing.md", "error", "unreadable"),
    Fault("pages/loop.md", "error", "unreadable"),
    Fault("threads/outside", "error", "symlink-outside"),
    Fault("policies/pipe.md", "error", "unreadable"),
    Fault("pages/secret.md", "error", "unreadable"),
    Fault("pages/folder.md", "warning", "stray-file"),
    Fault("stray", "warning", "stray-file"),
    Fault("users.yml", "error", "unreadable"),
    // Addresses: one that the site itself has, two that differ in case alone.
    Fault("pages/kfuncs.md", "error", "same-address"),
    Fault("pages/Twin.md", "error", "same-address"),
    Fault("kfuncs/bpf_GOOD.md", "error", "same-address"),
    Fault("catalogue/9.2.json:1:2", "error", "json-syntax"),
    Fault("site.yml:2:1", "error", "unknown-key"),
  ]

  init() throws {
    folder = try TemporaryFolder()
    func write(_ text: String, _ name: String) throws { try folder.write(text, to: "Content/" + name) }
    try write("title: Bad\ntitel: Worse\n", "site.yml")
    try write("releases:\n  - release: \"9.1\"\n  - release: \"9.2\"\n", "releases.yml")
    try write(Self.catalogue, "catalogue/9.1.json")
    try write("# A page in order\n\nOf `bpf_good`.\n", "pages/fine.md")
    try write(
      """
      ---
      events:
        - kind: renamd
          relase: "9.1"
      related: []
      replaced: bpf_good
      ---

      See [[kfunc:bpf_goood]] and [[clause:none]].

      [nowhere](nowhere.md)

      The end of the note.

      """, "kfuncs/bpf_good.md")
    try write("A note on nothing.\n", "kfuncs/bpf_gone.md")
    try write("A note.\n", "kfuncs/bpf_GOOD.md")
    try write("A note on nothing.\n", "kfuncs/bpf_Twice.md")
    try folder.write(
      Array("# Bytes\n\nText \u{e9}.\n".unicodeScalars.map { UInt8($0.value) }), to: "Content/pages/bytes.md")
    try folder.write(
      Array("---\ntitle: \"t\u{ff}\"\n---\n\nText.\n".unicodeScalars.map { UInt8($0.value) }),
      to: "Content/pages/matter-bytes.md")
    try write("a\u{0}b\n", "pages/nul.md")
    try write("---\ntitle: \"never closed\"\n\n# Head\n\nThe text of it.\n", "pages/unclosed.md")
    var bomb = "---\ntitle: Bomb\na0: &a0 [x, x]\n"
    for step in 1...30 { bomb += "a\(step): &a\(step) [*a\(step - 1), *a\(step - 1)]\n" }
    try write(bomb + "---\n\nThe text of it.\n", "pages/bomb.md")
    func repeated(_ text: String, _ count: Int = 10_000) -> String { String(repeating: text, count: count) }
    try write(repeated(">") + " deep\n\nThe text of it.\n", "pages/deep-quotes.md")
    try write(repeated("- ") + "deep\n\nThe text of it.\n", "pages/deep-lists.md")
    try write(repeated("[", 20_000) + "x" + repeated("]", 20_000) + "\n\nThe text of it.\n", "pages/deep-brackets.md")
    try write("---\ntitle: " + repeated("[") + repeated("]") + "\n---\n\nThe text of it.\n", "pages/deep-flow.md")
    try write("---\ntitle: " + repeated("{a: ") + "\n---\n\nThe text of it.\n", "pages/deep-mappings.md")
    // 50 MB that take no disk.
    for name in ["pages/large.md", "policies/large.md"] {
      try write("", name)
      guard truncate(folder("Content/" + name), 50 << 20) == 0 else {
        throw CommandFailure(arguments: [name], status: errno)
      }
    }
    try folder.write("What must not be read.\n", to: "outside/secret.md")
    func link(_ name: String, to target: String) throws {
      guard symlink(target, folder("Content/" + name)) == 0 else {
        throw CommandFailure(arguments: [name], status: errno)
      }
    }
    try link("pages/outside.md", to: folder("outside/secret.md"))
    try link("pages/nothing.md", to: "no-such-file.md")
    try link("pages/loop.md", to: "loop.md")
    try link("users.yml", to: "no-such-file.yml")
    try write("", "threads/.keep")
    try link("threads/outside", to: folder("outside"))
    guard mkfifo(folder("Content/policies/pipe.md"), 0o644) == 0 else {
      throw CommandFailure(arguments: ["mkfifo"], status: errno)
    }
    try write("A secret.\n", "pages/secret.md")
    chmod(folder("Content/pages/secret.md"), 0)
    try write("", "pages/folder.md/.keep")
    try write("", "stray")
    try write("# Mine\n", "pages/kfuncs.md")
    try write("# A twin in order\n", "pages/twin.md")
    try write("# The other twin\n", "pages/Twin.md")
    try write("not JSON", "catalogue/9.2.json")
  }

  /// A catalogue with one kfunc.
  private static let catalogue = """
    {
      "schema": "kfuncdocs-catalogue-1",
      "release": "9.1",
      "source": {
        "version": "9.1.5",
        "description": "invented source",
        "form": "tree",
        "identity": "sha256:\(String(repeating: "34", count: 32))"
      },
      "flags": [],
      "annotations": [],
      "hooks": [],
      "kfuncs": [
        {
          "name": "bpf_good",
          "definitions": [
            {
              "file": "kernel/good.c",
              "line": 2,
              "prototype": {"text": "void bpf_good(void)", "returns": "void", "parameters": []},
              "marked": true,
              "build": {"form": "built-in"}
            }
          ]
        },
        {"name": "bpf_twice", "definitions": []}
      ],
      "idSets": [],
      "registrations": [],
      "filters": [],
      "maintainers": [],
      "fileMaintainers": [],
      "policySections": []
    }

    """
}
