import Foundation
import TestFiles
import Testing

/// A mailbox of broken mail, imported and built through the real program: each fault is told at its line, no message and
/// no word of it is lost on the way to the page.
@Suite struct BadMailboxTests {
  private static let mails = [
    // Line 1: no Message-ID.
    """
    From: Ada <ada@garden.example>
    Subject: gates
    Date: Tue, 04 Jul 2023 15:01:21 +0200
    Content-Type: text/plain; charset=utf-8

    Words without an id.
    """,
    // Line 9: no Date, and no Subject.
    """
    From: Ben <ben@garden.example>
    Message-ID: <b@garden.example>
    Content-Type: text/plain; charset=utf-8

    Words without a date.
    """,
    // Line 16: a charset that nobody knows.
    """
    From: Cem <cem@garden.example>
    Subject: Re: gates
    Message-ID: <c@garden.example>
    In-Reply-To: <b@garden.example>
    Date: Tue, 04 Jul 2023 16:01:21 +0200
    Content-Type: text/plain; charset=klingon-7

    Words in a script that nobody knows.
    """,
    // Line 26: no From, a Date that is none, an encoded word of an unknown charset, a part that never ends.
    """
    Subject: =?klingon-7?q?gates?=
    Message-ID: <d@garden.example>
    In-Reply-To: <missing@garden.example>
    Date: yesterday
    Content-Type: multipart/mixed; boundary="x"

    --x
    Content-Type: text/plain; charset=utf-8

    Words in a part that never ends.
    """,
    // Line 38: a Message-ID that stood before.
    """
    From: Eve <eve@garden.example>
    Subject: Re: gates
    Message-ID: <c@garden.example>
    Date: Tue, 04 Jul 2023 17:01:21 +0200
    Content-Type: text/plain; charset=utf-8

    Words under a name that is taken.
    """,
  ]

  @Test func everyMailIsToldOfReadAndShown() async throws {
    let folder = try TemporaryFolder()
    let mailbox = Self.mails.map { "From mboxrd@z Thu Jan  1 00:00:00 1970\n" + $0 + "\n\n" }.joined()
    try folder.write(mailbox, to: "bad.mbox")
    try folder.write("releases:\n  - release: \"9.1\"\n", to: "Content/releases.yml")
    let imported = try await KfuncdocsProgram.run([
      "import", "thread", folder("bad.mbox"), "--slug", "gates", "--output", folder("Content/threads"),
    ])
    #expect(imported.status == 0)
    for fault in [
      "1: warning: no usable Message-ID", "9: warning: no Date", "16: warning: charset 'klingon-7'",
      "26: warning: the Date cannot be read", "26: warning: no author",
    ] {
      let (line, text) = (Int(fault.prefix { $0 != ":" }) ?? 0, fault.drop { $0 != ":" }.dropFirst(2))
      // In the mail that begins on that line; which of its lines is for the tests of the importer.
      let heads = imported.errors.components(separatedBy: "\n").filter { $0.contains(text) }
      let lines = heads.compactMap { Int($0.dropFirst(folder("bad.mbox:").count).prefix { $0.isNumber }) }
      #expect(lines.contains { (line...(line + 12)).contains($0) }, "\(fault)\n\(imported.errors)")
    }
    let check = try await KfuncdocsProgram.run([
      "check", "--content", folder("Content"), "--mbox", folder("bad.mbox"),
    ])
    #expect(check.status == 0, "\(check.output)\(check.errors)")
    let built = try await KfuncdocsProgram.run([
      "build", "--content", folder("Content"), "--output", folder("site"),
    ])
    #expect(built.status == 0, "\(built.errors)")
    let page = String(decoding: folder.bytes(of: "site/threads/gates/index.html") ?? [], as: UTF8.self)
    for words in [
      "Words without an id.", "Words without a date.", "Words in a script that nobody knows.",
      "Words in a part that never ends.",
    ] { #expect(page.contains(words), "\(words)") }
    // Of two with one name the first is read; that the other is not is told at its line, 38 or thereabouts.
    #expect(imported.errors.contains("bad.mbox:39: warning: message 'c@garden.example' was read already"))
    #expect(page.contains("(no subject)"))
  }
}
