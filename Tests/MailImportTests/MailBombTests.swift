import Diagnostics
import SeededNumbers
import Testing

@testable import MailImport

/// Mails built to cost: each is bounded by a limit, with a warning, and the rest is read. Sizes are small here,
/// and still large enough that work of a higher order than linear would take longer than is allowed.
@Suite struct MailBombTests {
  private static let second = Duration.seconds(5)  // debug builds on a busy machine

  private func timed(_ body: () -> Void) -> Duration { ContinuousClock().measure(body) }

  @Test func tooManyParts() {
    var body = ""
    for number in 0..<8_000 { body += "--b\nContent-Type: text/plain\n\npart \(number)\n" }
    var limits = ImportLimits()
    limits.parts = 100
    let mail = Fixture.mail(headers: "Content-Type: multipart/mixed; boundary=b", body: body + "--b--\n")
    let elapsed = timed {
      let thread = Fixture.thread([mail, Fixture.mail(id: "two@x", body: "unharmed")], limits: limits)
      #expect(Fixture.codes(thread) == ["part-limit"])
      #expect(thread.tree.nodes.count == 2)
      #expect(thread.tree.nodes[0].message.lines.filter { $0.content.starts(with: "part".utf8) }.count == 100)
    }
    #expect(elapsed < Self.second)
  }

  @Test func partsNestedTooDeep() {
    var body = ""
    let depth = 1_500
    for level in 0..<depth { body += "--b\(level)\nContent-Type: multipart/mixed; boundary=b\(level + 1)\n\n" }
    let mail = Fixture.mail(headers: "Content-Type: multipart/mixed; boundary=b0", body: body + "deep")
    let elapsed = timed {
      let thread = Fixture.thread([mail])
      #expect(Set(Fixture.codes(thread)) == ["depth-limit", "no-plain-text"])
    }
    #expect(elapsed < Self.second)
    let messages = String(repeating: "Content-Type: message/rfc822\n\n", count: depth)
    let nested = Fixture.thread([Fixture.mail(headers: "Content-Type: message/rfc822", body: messages)])
    #expect(nested.tree.nodes[0].message.attachments == ["message/rfc822"])
  }

  @Test func headersTooLong() {
    let long =
      "X-Long: " + String(repeating: "a", count: 300_000) + "\n folded\nContent-Type: text/plain; charset=utf-8"
    let thread = Fixture.thread([Fixture.mail(headers: long, body: "the text")])
    #expect(Fixture.codes(thread).contains("header-limit"))
    #expect(thread.tree.nodes[0].message.lines.map(\.content.text) == ["the text", ""])
    #expect(thread.tree.nodes[0].message.author == "Ada Example")
    // What stands after a field that is left out is read.
    let after = Fixture.thread([
      Fixture.mail(
        headers: "References: \(String(repeating: "<a@x> ", count: 20_000))\nList-Id: <t.x.example>", body: "x")
    ])
    #expect(after.lists == ["t@x.example"])
    #expect(Fixture.codes(after) == ["header-limit"])
    let boundary = String(repeating: "b", count: 200_000)
    let second = Fixture.thread([
      Fixture.mail(headers: "Content-Type: multipart/mixed;\n boundary=\"\(boundary)\"", body: "--\(boundary)\n\nx")
    ])
    #expect(Fixture.codes(second).contains("header-limit"))
    #expect(second.tree.nodes.count == 1)
  }

  @Test(arguments: 0..<17) func aHostileHeaderCostsLittle(_ index: Int) {
    let header = Self.hostileHeaders[index]
    let elapsed = timed {
      let thread = MailThread(reading: Array("\(header)\nMessage-ID: <a@x>\n\nbody".utf8), file: "t")
      #expect(thread.tree.nodes.count == 1)
    }
    #expect(elapsed < Self.second, "\(header.prefix(40))")
  }

  static let hostileHeaders = [
    "From: \(String(repeating: "(", count: 90_000))", "From: \(String(repeating: "<", count: 90_000))",
    "From: \(String(repeating: "a:", count: 45_000))", "From: \(String(repeating: "\"", count: 90_000))",
    "From: \(String(repeating: "a,", count: 45_000))", "Subject: \(String(repeating: "=?utf-8?q?a?= ", count: 6_000))",
    "Subject: \(String(repeating: "=?", count: 45_000))", "References: \(String(repeating: "<", count: 90_000))",
    "References: \(String(repeating: "(", count: 90_000))", "Date: \(String(repeating: "1 ", count: 45_000))",
    "Content-Type: text/plain\(String(repeating: "; a=b", count: 18_000))",
    "Content-Type: \(String(repeating: "/", count: 90_000))",
    "Content-Disposition: \(String(repeating: "a*0*=", count: 18_000))",
    "List-Id: \(String(repeating: "<", count: 90_000))",
    "References: \((0..<6_000).map { "<\($0)@x>" }.joined(separator: " "))",
    String(repeating: "X: y\n", count: 15_000) + "X: z", String(repeating: "no header line\n", count: 5_000) + "x",
  ]

  @Test func textTooLongIsCutAtALineAndTheCutShows() {
    var limits = ImportLimits()
    limits.textBytes = 1_000
    let thread = Fixture.thread([Fixture.mail(body: String(repeating: "line of text\n", count: 1_000))], limits: limits)
    #expect(Fixture.codes(thread) == ["size-limit"])
    let file = thread.file(of: thread.tree.nodes[0], foldingPatches: false)
    #expect(file.blocks.last == BodyBlock(.elision, depth: 0, lines: ["[… the message is longer]"]))
    #expect(file.blocks.first?.lines.allSatisfy { $0 == "line of text" } == true)
    #expect(QuotationCheck.verify(ExcerptFile(file.text, file: "x")) == [])
  }

  @Test func mailboxesAndThreadsTooLong() {
    var limits = ImportLimits()
    limits.messages = 3
    let mails = (0..<6).map { Fixture.mail(id: "\($0)@x", body: "x") }
    let few = Fixture.thread(mails, limits: limits)
    #expect(few.tree.nodes.count == 3)
    #expect(Fixture.codes(few) == ["message-limit"])
    limits = ImportLimits()
    limits.mailboxBytes = 600
    #expect(Fixture.codes(Fixture.thread(mails, limits: limits)).contains("size-limit"))
  }

  @Test func quotedTooDeepIsText() {
    let thread = Fixture.thread([Fixture.mail(body: String(repeating: ">", count: 10_000) + " deep")])
    #expect(Fixture.codes(thread) == ["quote-depth-limit"])
    let blocks = thread.body(of: thread.tree.nodes[0].message).blocks
    #expect(blocks.map(\.depth) == [30])
    #expect(RenderedBody.blocks(MarkdownBody.text(of: blocks)) == blocks)
  }

  @Test(arguments: 0..<18) func aHostileBodyCostsLittle(_ index: Int) {
    let body = Self.hostileBodies[index]
    let elapsed = timed {
      let thread = Fixture.thread([Fixture.mail(body: body)])
      let file = thread.file(of: thread.tree.nodes[0], foldingPatches: true)
      #expect(QuotationCheck.verify(ExcerptFile(file.text, file: "x")) == [])
    }
    #expect(elapsed < Self.second, "\(body.prefix(20))")
  }

  static let hostileBodies = [
    String(repeating: "_", count: 10_000), String(repeating: "@", count: 10_000),
    String(repeating: "a@b.", count: 2_500), String(repeating: "http://", count: 1_500),
    "http://x/" + String(repeating: ")", count: 10_000), String(repeating: "[…", count: 2_000),
    String(repeating: "`", count: 10_000), String(repeating: "```x\n", count: 2_000),
    String(repeating: "&a", count: 5_000), String(repeating: "%40a", count: 2_500),
    String(repeating: "a. A", count: 2_500), String(repeating: "> x\n\nx\n", count: 500),
    String(repeating: "@@ -1,99999 +1,99999 @@\n", count: 500), String(repeating: "+\n", count: 5_000),
    String(repeating: "same.\n\n", count: 1_000), String(repeating: " \n", count: 5_000),
    String(repeating: "-- \n", count: 2_000), String(repeating: "w:\nint a;\n", count: 1_000),
  ]

  /// Mutated mails: nothing crashes, and what is read renders back to itself.
  @Test func mutatedMailsAreRead() {
    let seeds = [
      Fixture.mbox([
        Fixture.mail(id: "a@x", headers: "References: <b@x>", body: "> a\n>> b\n```\nx\n```\n@@ -1 +1 @@\n-a\n+b")
      ]),
      Fixture.mbox([
        Fixture.mail(
          author: "=?utf-8?q?=C3=A4?=", headers: "Content-Type: multipart/mixed; boundary=\"b\"",
          body:
            "--b\nContent-Type: text/plain; charset=gb2312; format=flowed\nContent-Transfer-Encoding: base64\n\nR3LDvA==\n--b--"
        )
      ]),
      Fixture.mbox([
        Fixture.mail(
          headers: "Content-Type: text/plain; charset=iso-2022-jp\nContent-Transfer-Encoding: quoted-printable",
          body: "=1B$B%F=1B(B a@b.example https://x.example/_a_ \\[x]\n    indented\n\ttab")
      ]),
    ]
    let tokens = [
      "\n", "\n\n", "--b\n", "From mboxrd@z Thu Jan  1 00:00:00 1970\n", "Content-Type: ", "=?utf-8?b?", "?=",
      "boundary=", "\0", "\r",
      ">", "> ", "```\n", "@@ -9,9 +9,9 @@\n", "[…]", "\\", "&#0;", "utf-16", "base64", "\u{202e}", "@x.example", "<",
      "_", "-- \n",
    ].map { Array($0.utf8) }
    var random = SeededNumbers(seed: 1)
    for round in 0..<600 {
      var bytes = seeds[round % seeds.count]
      for _ in 0...random.below(8) {
        let at = random.below(bytes.count)
        switch random.below(4) {
        case 0: bytes[at] = UInt8(truncatingIfNeeded: random.next())
        case 1: bytes.removeSubrange(at..<min(bytes.count, at + 1 + random.below(20)))
        case 2: bytes.insert(contentsOf: tokens[random.below(tokens.count)], at: at)
        default: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 40)], at: at)
        }
        if bytes.isEmpty { bytes = [0x41] }
      }
      let thread = MailThread(reading: bytes, file: "t")
      for node in thread.tree.nodes {
        let file = thread.file(of: node, foldingPatches: false)
        #expect(RenderedBody.blocks(file.bodyText) == file.blocks, "round \(round):\n\(file.bodyText)")
        #expect(QuotationCheck.verify(ExcerptFile(file.text, file: "x")) == [], "round \(round):\n\(file.text)")
      }
    }
  }

  /// Found by `make fuzz`: the file of such a mail had more front matter than is read again.
  @Test func moreSentencesThanAFileCanProveAreCut() {
    var limits = ImportLimits()
    #expect(limits.provenParts * 120 < 1 << 20, "YAML of a file is read up to 1 MiB; a line of it has about 90 bytes")
    limits.provenParts = 100
    let mail = Fixture.mail(body: (0..<200).map { "One \($0). Two.\n\nThree.\n\n" }.joined())
    let thread = Fixture.thread([mail, Fixture.mail(id: "two@x", body: "unharmed")], limits: limits)
    #expect(Fixture.codes(thread) == ["paragraph-limit"])
    #expect(thread.tree.nodes.count == 2)
    let text = thread.file(of: thread.tree.nodes[0], foldingPatches: false).text
    #expect(text.contains("One 10.") && !text.contains("One 40."))
    #expect(QuotationCheck.verify(ExcerptFile(text, file: "m")).isEmpty)
  }
}
