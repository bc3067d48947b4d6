internal import Foundation
internal import SeededNumbers
public import TestFiles

/// A small content folder that is edited at random: every file has a few texts that it may have, good and broken ones, and
/// is put there in the ways in which editors and tools do it.
public struct EditedContent {
  /// What holds content and templates.
  public let folder: TemporaryFolder
  private var numbers: SeededNumbers

  /// The folder of the content.
  public var content: String { folder("Content") }
  /// The folder of the templates.
  public var templates: String { folder("Templates") }

  /// The two catalogues of the golden site, and the first text of every file.
  public init(seed: UInt64) throws {
    folder = try TemporaryFolder()
    numbers = SeededNumbers(seed: seed)
    try FileManager.default.createDirectory(atPath: templates, withIntermediateDirectories: true)
    for (path, texts) in try Self.texts() { if let text = texts[0] { try folder.write(text, to: path) } }
  }

  /// One edit; returns what it did, for the message of a failure.
  public mutating func edit() throws -> String {
    let files = try Self.texts()
    let (path, texts) = files[Int.random(in: files.indices, using: &numbers)]
    let target = folder(path)
    guard let text = texts[Int.random(in: texts.indices, using: &numbers)] else {
      try? FileManager.default.removeItem(atPath: target)
      return "removed \(path)"
    }
    try FileManager.default.createDirectory(
      atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    switch Int.random(in: 0..<6, using: &numbers) {
    case 0:
      try? FileManager.default.removeItem(atPath: target)
      try folder.write(text, to: path)
      return "made \(path) anew"
    case 1:
      try folder.write(text, to: path + ".new~")
      guard rename(folder(path + ".new~"), target) == 0 else { throw POSIXError(.EIO) }
      return "renamed over \(path)"
    case 2:
      // The time of the last change is put back, as tools that copy do it.
      var status = stat()
      let isThere = stat(target, &status) == 0
      if isLink(target) { try FileManager.default.removeItem(atPath: target) }
      try folder.write(text, to: path)
      if isThere {
        var times = [status.st_atim, status.st_mtim]
        utimensat(AT_FDCWD, target, &times, 0)
      }
      return "wrote \(path) with its old time"
    case 3:
      // A symbolic link to a file that is hidden from the site.
      let hidden = "Content/.hidden/" + path.replacing("/", with: "_")
      try folder.write(text, to: hidden)
      try? FileManager.default.removeItem(atPath: target)
      try FileManager.default.createSymbolicLink(atPath: target, withDestinationPath: folder(hidden))
      return "linked \(path)"
    default:
      // Through a link, if it is one: the link stays and what it leads to changes.
      try folder.write(text, to: path)
      return "wrote \(path)"
    }
  }

  /// Puts the first text of every file there, and removes files that have none at first.
  public func restore() throws {
    for (path, texts) in try Self.texts() {
      try? FileManager.default.removeItem(atPath: folder(path))
      if let text = texts[0] { try folder.write(text, to: path) }
    }
  }

  /// A number of `range`, at random.
  public mutating func number(in range: Range<Int>) -> Int { Int.random(in: range, using: &numbers) }

  private func isLink(_ path: String) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
  }

  // MARK: - Texts

  /// The files with the texts that each may have, nil for none; the first is what a folder begins with.
  private static func texts() throws -> [(path: String, texts: [String?])] {
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("SiteBuildTests/Golden/Content").path
    func golden(_ file: String) throws -> String { try String(contentsOfFile: source + "/" + file, encoding: .utf8) }
    let old = try golden("catalogue/9.1.json")
    let new = try golden("catalogue/9.2.json")
    let releases = try golden("releases.yml")
    return [
      ("Content/catalogue/9.1.json", [old, old.replacing("KF_ACQUIRE", with: "KF_DESTROY"), nil, "{"]),
      ("Content/catalogue/9.2.json", [new, new.replacing("bpf_fix_open", with: "bpf_fix_opens"), nil]),
      ("Content/releases.yml", [releases, releases + "  - release: \"9.3\"\n", "releases: [", nil]),
      ("Content/site.yml", [nil, "title: One\n", "title: Two\n", "titel: Two\n"]),
      ("Content/pages/home.md", ["Words about `bpf_fix_open`.\n", "# Home\n\nOther words.\n", nil]),
      (
        "Content/pages/about.md",
        [
          "---\ntitle: About\n---\n\nSee [[clause:fix-b]] and [[thread:fix#1]].\n",
          "---\ntitle: Above\n---\n\nSee [[clause:fix-b]] and [[thread:fix#2]].\n",
          "---\ntitle: About\n---\n\nSee [[clause:fix-c]] and [the list](/kfuncs/) and [x](home.md#none).\n", nil,
        ]
      ),
      (
        "Content/policies/fix.md",
        [
          policy("fix-b", "all"), policy("fix-b", "all", then: "Other words, on `bpf_fix_close`.\n"),
          // A heading whose anchor is the clause's name, one that is linked to, and another title.
          policy("fix-b", "all", then: "### Fix b\n\nWords of its own.\n"),
          policy("fix-b", "all", then: "> ## None\n>\n> A heading in a quotation.\n"),
          policy("fix-b", "all", title: "The policy"),
          // The heading that others link to, and one of its own: anchors stay, words do not.
          policy("fix-b", "all", heading: "What *holds*?"), policy("fix-b", "all", heading: "What `holds`!"),
          policy("fix-b", "all", then: "## Of one's own\n\nOn [[thread:fix#1]] and [[kfunc:bpf_fix_close|that]].\n"),
          policy("fix-c", "{flag: KF_ACQUIRE}"), policy("x", "["), nil,
        ]
      ),
      (
        "Content/kfuncs/bpf_fix_open.md",
        [
          nil, "A note on `bpf_fix_close`.\n", "---\nsubsystem: OTHERS\n---\n\nNote.\n", event("behaviour-changed"),
          "Words on [[clause:fix-b]], twice: [[clause:fix-b|here]], and on [[thread:fix#1]].\n",
          "# Heading\n\nbpf_fix_close and `bpf_fix_never`, then [the policy](../policies/fix.md#what-holds).\n",
          "What [[release:9.3]] brings, and `bpf_fix_closed_once`.\n", "\n",
        ]
      ),
      ("Content/kfuncs/bpf_fix_close.md", [event("deprecated"), event("nonsense"), nil]),
      (
        "Content/kfuncs/bpf_fix_never.md",
        [nil, "---\nproposed:\n  message-id: one@example.org\n  outcome: Never came.\n---\n\nA proposal.\n"]
      ),
      ("Content/threads/fix/thread.yml", [thread(2), thread(1), nil]),
      ("Content/threads/fix/01-a.md", [first, first.replacing("\nAbout", with: "\n[…]\n\nAbout"), "no message", nil]),
      ("Content/threads/fix/02-b.md", [second, second.replacing("as well", with: "and more"), nil]),
      ("Content/users.yml", [nil, "users: []\n", try golden("users.yml"), "users: nobody\n"]),
      (
        "Content/releases/9.2.md",
        [
          nil, "What 9.2 brings to `bpf_fix_open`.\n", "What [[release:9.2]] brings, by [[clause:fix-b]].\n",
          "Words on [[thread:fix#1]] and bpf_fix_close, twice: bpf_fix_close.\n", "---\ncolour: red\n---\n\nRed.\n",
        ]
      ),
      ("Content/messages.yml", [nil, message("It is missing."), message("It is gone."), "messages: none\n"]),
      ("Content/local/9.2.json", [nil, local("Fixes a path."), local("Fixes `bpf_fix_close` too."), "{"]),
      ("Content/stray.txt", [nil, "stray"]),
      ("Templates/not-found.mustache", [nil, nil, nil, "<p>{{title}}</p>", "<p>{{titel}}</p>"]),
      ("Templates/assets/site.css", [nil, "body { color: red }", "body { color: tan }"]),
      ("Templates/assets/extra.txt", [nil, "words"]),
    ]
  }

  private static func policy(
    _ id: String, _ selector: String, title: String = "A policy", heading: String = "What holds",
    then words: String = ""
  ) -> String {
    """
    ---
    title: "\(title)"
    clauses:
      - id: \(id)
        heading: what-holds
        selector: \(selector)
        verified: 2026-11-01
    ---

    # A policy

    ## \(heading)

    Words about `bpf_fix_open`.

    \(words)
    """
  }

  private static func event(_ kind: String) -> String {
    """
    ---
    events:
      - kind: \(kind)
        release: "9.2"
        evidence: source
        source: {text: "the source", file: "kernel/fix.c", line: 3, release: "9.2"}
        verified: 2026-11-01
        text: It does other things.
    ---

    See [[clause:fix-b]].

    """
  }

  /// What a loader says.
  private static func message(_ text: String) -> String {
    """
    messages:
      - text: \(text)
        says: "no '{name}' here"
        sources: [{release: "9.2", file: tools/fix.c, line: 7}]
        verified: 2026-11-01

    """
  }

  /// Words of a kernel of one's own.
  private static func local(_ text: String) -> String {
    """
    {
     "schema": "kfuncdocs-local-1",
     "release": "9.2",
     "kernelDoc": [{"name": "bpf_fix_open", "text": "\(text)"}]
    }

    """
  }

  private static func thread(_ messages: Int) -> String {
    let entries = ["one", "two"].prefix(messages).enumerated().map { number, id in
      """
        - id: "\(id)@example.org"
          author: "Author \(number == 0 ? "One" : "Two")"
          date: 2025-01-0\(number + 1)T10:00:00Z
          excerpted: true
          file: "0\(number + 1)-\(number == 0 ? "a" : "b").md"
      """
    }
    return """
      subject: "A subject"
      lists:
        - "bpf@vger.kernel.org"
      kfuncs:
        - bpf_fix_open
      messages:
      \(entries.joined(separator: "\n"))

      """
  }

  /// Two messages as import writes them from mails of these words; the digests are those of their paragraphs.
  private static let first = """
    ---
    message-id: "one@example.org"
    author: "Author One"
    date: 2025-01-01T10:00:00Z
    subject: "A subject"
    paragraphs:
      - {depth: 0, kind: prose, sha256: "c135638ed8058d7f449c3e66408bb018"}
    ---

    About bpf_fix_open and nothing else.

    """

  private static let second = """
    ---
    message-id: "two@example.org"
    author: "Author Two"
    date: 2025-01-02T10:00:00Z
    in-reply-to: "one@example.org"
    subject: "Re: A subject"
    paragraphs:
      - {depth: 1, kind: prose, sha256: "c135638ed8058d7f449c3e66408bb018"}
      - {depth: 0, kind: prose, sha256: "680d099df3955fd5faf784e7d4e5df82"}
    ---

    > About bpf_fix_open and nothing else.

    It is about bpf_fix_close as well.

    """
}
