import Foundation
import Testing

@testable import MailImport

@Suite struct AddressMaskTests {
  @Test(arguments: [
    ("jane@example.org", "jane@…"), ("<Jane.Doe+x@mail.example.co.uk>.", "<Jane.Doe+x@…>."),
    ("> > Signed-off-by: J <j@a-b.example>", "> > Signed-off-by: J <j@…>"), ("mailto:j@example.org?x", "mailto:j@…?x"),
    ("\"jane doe\"@example.org", "\"jane doe\"@…"), ("j@[192.0.2.1]", "j@…"),
    ("a@b.example,c@d.example", "a@…,c@…"), ("müller@exämple.org", "müller@…"), ("j%40example.org", "j%40…"),
    ("jane@example.org.I am", "jane@….I am"), ("jane@a.example.2.3", "jane@….2.3"),
    ("x@y.xn--p1ai", "x@…"), ("https://jane@example.org/x", "https://jane@…/x"),
    ("https://example.org/?to=jane@example.org", "https://example.org/?to=jane@…"),
  ]) func addressesAreMasked(_ text: String, _ wanted: String) {
    #expect(AddressMask().masked(text) == wanted)
  }

  @Test(arguments: [
    "* @mnt: the mount", "brauner@xxxxxxxxxx", "memcpy@GLIBC_2.14", "do_x@plt", "a @ b.c", "@example.org",
    "https://lore.kernel.org/bpf/20230706-x.y@example.org/T/", "Message-ID: <1.2@example.org>",
    "> In-Reply-To: <1.2@example.org>", "> > References: <1.2@example.org>\t<3@b.example>, <4@c.example>",
  ]) func whatIsNoAddressStays(_ text: String) { #expect(AddressMask().masked(text) == text) }

  /// What stands in such a line behind anything but Message-IDs is the address of a person.
  @Test(arguments: [
    ("References: Jane <jane@example.org>", "References: Jane <jane@…>"),
    ("> In-Reply-To: <1@a.example> (Jane <jane@example.org>)", "> In-Reply-To: <1@a.example> (Jane <jane@…>)"),
    ("Message-ID: jane@example.org", "Message-ID: jane@…"),
    ("References: <to me jane@example.org>", "References: <to me jane@…>"),
    ("References: <1@a.example> jane@example.org <2@b.example>", "References: <1@a.example> jane@… <2@…>"),
  ]) func peopleInFieldsOfIdentifiersAreMasked(_ text: String, _ wanted: String) {
    #expect(AddressMask().masked(text) == wanted)
  }

  @Test func listsStayByTheirFieldAlone() {
    let headers = "List-Id: Toys <toys.lists.example>\nList-Post: <mailto:play@lists.example>\nContent-Type: text/plain"
    let thread = Fixture.thread([
      Fixture.mail(headers: headers, body: "cc toys@lists.example, play@lists.example, other@lists.example")
    ])
    #expect(thread.lists == ["toys@lists.example", "play@lists.example"])
    #expect(
      thread.file(of: thread.tree.nodes[0], foldingPatches: false).bodyText
        == "cc toys@lists.example, play@lists.example, other@…\n")
  }

  /// Addresses in every field and corner of a message: none reaches a file, but the Message-ID.
  @Test func noAddressLeaks() {
    let secret = "jane.secret@private.example"
    let thread = Fixture.thread([
      Fixture.mail(
        id: "1.a@host.example", author: "\"\(secret)\"", subject: "from \(secret)",
        headers: "Content-Type: multipart/mixed; boundary=b",
        body: """
          --b

          mail \(secret)
          > > \(secret)
          ```
          \(secret)
          ```
          +\t"\(secret)";
          +\t{\(secret)}

          -- 
          \(secret)
          --b
          Content-Type: image/png; name="\(secret).png"

          x
          --b--
          """)
    ])
    let text = thread.file(of: thread.tree.nodes[0], foldingPatches: false).text
    #expect(!text.contains("private.example"))
    #expect(text.contains("1.a@host.example"))
    #expect(text.components(separatedBy: "jane.secret@…").count > 6)
  }
}
