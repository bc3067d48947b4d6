import Diagnostics
import Testing

@testable import MailImport

/// Mailboxes, MIME, headers and charsets.
@Suite struct MailReadingTests {
  private func text(_ thread: MailThread, _ index: Int = 0) -> String {
    thread.tree.nodes[index].message.lines.map(\.content.text).joined(separator: "\n")
  }

  private func raw(_ bytes: [UInt8], limits: ImportLimits = ImportLimits()) -> MailThread {
    MailThread(reading: bytes, file: "t.mbox", limits: limits)
  }

  @Test func fromAtALinesStartSplitsOnlyWhereASeparatorStands() {
    let thread = Fixture.thread([
      Fixture.mail(id: "a@x", body: "x\n\nFrom here on all is well.\n\n>From quoted\n\nFrom me, at 10:00 in 2023"),
      Fixture.mail(id: "b@x", body: "y"),
    ])
    #expect(thread.tree.nodes.count == 2)
    #expect(text(thread).contains("\nFrom here on all is well.\n\nFrom quoted\n\nFrom me, at 10:00 in 2023"))
    #expect(thread.tree.nodes[0].message.lines.filter { $0.depth == 1 }.map(\.content.text) == ["From quoted"])
  }

  @Test func mboxoAndASingleMailAreRead() {
    let mboxo =
      "From ada@x.example Mon Jun  5 10:00:00 2023\nFrom: Ada <a@x.example>\nMessage-ID: <a@x>\n\n>From here\n\n"
      + "From bob@x.example Mon Jun  5 11:00:00 2023\nFrom: Bob <b@x.example>\nMessage-ID: <b@x>\n\nend\n"
    let thread = raw(Array(mboxo.utf8))
    #expect(thread.tree.nodes.map(\.message.author) == ["Ada", "Bob"])
    #expect(text(thread) == "From here\n")
    let single = raw(Array(Fixture.mail(body: ">From a single mail\r\nnothing is taken\r").utf8))
    #expect(text(single) == "From a single mail\nnothing is taken")
    #expect(single.tree.nodes[0].message.lines[0].depth == 1)
  }

  /// GMime tells of it through a callback: the only one that it is given.
  @Test func secondSubjectIsToldAtItsLine() {
    let mail =
      "From: Ada <a@x.example>\nSubject: One\nSubject: Two\nDate: Mon, 5 Jun 2023 10:00:00 +0200\n"
      + "Message-ID: <a@x>\nContent-Type: text/plain; charset=utf-8\n\nx\n"
    let told = raw(Array(mail.utf8)).diagnostics.filter { $0.code == "malformed-header" }
    #expect(told.map(\.location?.line) == [3])
    #expect(told.first?.message.contains("twice") == true)
  }

  @Test func headersAreDecoded() {
    let thread = Fixture.thread([
      Fixture.mail(
        author: "=?iso-8859-1?q?J=F6rg_M=FCller?=", subject: "=?utf-8?b?w6QgbG9uZw==?=\n =?utf-8?q?_subject?=",
        body: "x")
    ])
    #expect(thread.tree.nodes[0].message.author == "Jörg Müller")
    #expect(thread.tree.nodes[0].message.subject == "ä long subject")
    #expect(thread.tree.nodes[0].message.date?.text == "2023-06-05T10:00:00+02:00")
  }

  @Test(arguments: [
    ("text/plain; charset=utf-8\nContent-Transfer-Encoding: base64", "R3LDvMOfZSB1bmQg\nbWVocg==", "Grüße und mehr"),
    (
      "text/plain; charset=iso-8859-15\nContent-Transfer-Encoding: quoted-printable", "10 =A4 is a =\nprice",
      "10 € is a price"
    ),
    ("text/plain; charset=koi8-r\nContent-Transfer-Encoding: quoted-printable", "=D2=D5", "ру"),
    ("text/plain; charset=gb2312\nContent-Transfer-Encoding: base64", "1tDOxA==", "中文"),
  ]) func bodiesAreDecoded(_ type: String, _ body: String, _ wanted: String) {
    let thread = Fixture.thread([Fixture.mail(headers: "Content-Type: \(type)", body: body)])
    #expect(text(thread).split(separator: "\n").first.map(String.init) == wanted)
    #expect(Fixture.codes(thread) == [])
  }

  @Test func plainTextIsTakenAndTheRestIsNamed() {
    let thread = Fixture.thread([
      Fixture.mail(
        headers: "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"o\"",
        body: """
          preamble
          --o
          Content-Type: multipart/alternative; boundary*0=i; boundary*1=n

          --in
          Content-Type: text/html

          <p onclick="alert(1)">hostile</p>
          --in
          Content-Type: text/plain; charset=utf-8

          the text
          --in--
          --o
          Content-Type: image/svg+xml
          Content-Disposition: attachment; filename*=utf-8''b%C3%B6se.svg

          <svg onload="alert(1)"/>
          --o
          Content-Type: text/plain

          the list's footer
          --o--
          epilogue
          """)
    ])
    #expect(text(thread) == "the text\n\nthe list's footer")
    #expect(thread.tree.nodes[0].message.attachments == ["text/html", "böse.svg (image/svg+xml)"])
    #expect(!thread.file(of: thread.tree.nodes[0], foldingPatches: false).text.contains("alert"))
  }

  @Test func whatIsMissingIsSaidAndTheMessageIsRead() {
    let thread = raw(Array("From mboxrd@z Thu Jan  1 00:00:00 1970\nSubject: bare\n\nb\u{fc}rger\n".utf8))
    let message = thread.tree.nodes[0].message
    #expect(Fixture.codes(thread) == ["missing-author", "missing-charset", "missing-date", "missing-message-id"])
    #expect(thread.diagnostics.allSatisfy { $0.location?.line ?? 0 >= 2 })
    #expect(message.hasSynthesisedID)
    #expect(text(thread) == "bürger")
    let again = raw(Array("From mboxrd@z Thu Jan  1 00:00:00 1970\nSubject: bare\n\nb\u{fc}rger\n".utf8))
    #expect(again.tree.nodes[0].message.id == message.id)
    #expect(thread.file(of: thread.tree.nodes[0], foldingPatches: false).text.contains("synthesised-id: true"))
  }

  @Test func unknownCharsetsAndBrokenTextAreShownAndSaid() {
    let unknown = raw(
      Array(Fixture.mail(headers: "Content-Type: text/plain; charset=x-toy", body: "a").utf8) + [0xe4, 0x0a])
    #expect(Fixture.codes(unknown) == ["unknown-charset"])
    #expect(text(unknown) == "a\u{fffd}")
    let broken = raw(Array(Fixture.mail(body: "a").utf8) + [0xc3, 0x28, 0x0a])
    #expect(Fixture.codes(broken) == ["invalid-text"])
    #expect(text(broken) == "a\u{fffd}(")
    let gb = raw(
      Array(Fixture.mail(headers: "Content-Type: text/plain; charset=gb2312", body: "a").utf8) + [0xff, 0x62, 0x0a])
    #expect(Fixture.codes(gb) == ["invalid-text"])
    #expect(text(gb) == "a\u{fffd}b")
  }

  @Test func controlCharactersAreShownAndSaid() {
    let thread = raw(Array(Fixture.mail(body: "a\u{0}b\u{1b}[31m\u{202e}c\u{200b}\n\u{c}").utf8))
    #expect(text(thread) == "a\\u{0}b\\u{1b}[31m\\u{202e}c\\u{200b}\n\\u{c}")
    #expect(Fixture.codes(thread) == ["control-character"])
  }

  @Test func badTransferEncodingsAreSaid() {
    for (name, body) in [("base64", "R3L!!DvMOf"), ("quoted-printable", "a=ZZb"), ("toy", "a")] {
      let thread = Fixture.thread([
        Fixture.mail(headers: "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: \(name)", body: body)
      ])
      #expect(Fixture.codes(thread).contains("bad-encoding"), "\(name)")
      #expect(thread.tree.nodes.count == 1)
    }
  }

  @Test func fieldsOfAHostileMailCannotLeaveTheirScalar() throws {
    let thread = Fixture.thread([
      Fixture.mail(
        id: "a\"/b: [x]#y@x", author: "=?utf-8?q?a=22=0Ainjected:_1=0A---=0A?=", subject: "\\\" # & * ! | > %",
        body: "x")
    ])
    let text = thread.file(of: thread.tree.nodes[0], foldingPatches: false).text
    #expect(!text.contains("\ninjected"))
    let front = text.split(separator: "\n").prefix { !$0.hasPrefix("paragraphs") }
    #expect(front.contains(#"subject: "\\\" # & * ! | > %""#))
    #expect(ExcerptFile(text, file: "x").id == thread.tree.nodes[0].message.id)
  }

  /// Found by `make fuzz`: a mail that ends with its headers has no line behind them.
  @Test func whatIsMissingAtTheEndIsToldOfTheLastLine() {
    let bytes = Array("From: Ada <ada@private.example>\nContent-Type: multipart/mixed\n".utf8)
    let found = MailThread(reading: bytes, file: "m").diagnostics.filter { $0.code == "missing-boundary" }
    #expect(found.map(\.location?.line) == [2])
  }
}
