import Diagnostics
import Foundation
import Testing

@testable import MailImport

/// The folder of a thread: written whole, added to, and never over what people wrote.
@Suite struct ThreadFolderTests {
  private let root: URL

  init() throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("kfuncdocs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
  }

  private func mail(_ id: String, _ author: String, _ answered: String? = nil, hour: Int = 10) -> String {
    let headers = answered.map { "In-Reply-To: <\($0)>\n" } ?? ""
    return Fixture.mail(
      id: id, author: author, date: "Mon, 5 Jun 2023 \(hour):00:00 +0000", subject: "Re: [PATCH] toys: count from one",
      headers: headers + "Content-Type: text/plain; charset=utf-8\nList-Id: <toys.lists.example>",
      body: "Words of \(id).")
  }

  private func read(_ name: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
  }

  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path).sorted()
  }

  @Test func whatAKilledImportLeftIsRemoved() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    let left = root.appendingPathComponent(".toys.99999.partial")
    try FileManager.default.createDirectory(at: left, withIntermediateDirectories: true)
    try "half".write(to: left.appendingPathComponent("01-ada.md"), atomically: false, encoding: .utf8)
    // A folder that is only called alike is somebody's.
    let other = root.appendingPathComponent(".toys.mine.partial")
    try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
    let thread = Fixture.thread([mail("a@x", "Ada Example")])
    _ = try ThreadFolder(slug: "toys", among: root.path).write(thread, ThreadFolder.Options())
    #expect(try names("") == [".toys.mine.partial", "toys"])
  }

  /// A folder that is added to stays the same for whoever looks in the middle: links to the same files, renamed at the end.
  @Test func filesThatAreKeptStayTheSameFiles() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    let folder = ThreadFolder(slug: "toys", among: root.path)
    _ = try folder.write(Fixture.thread([mail("a@x", "Ada Example")]), ThreadFolder.Options())
    func inode() throws -> Int? {
      let path = root.appendingPathComponent("toys/01-ada-example.md").path
      return try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
    }
    let before = try inode()
    let both = Fixture.thread([mail("a@x", "Ada Example"), mail("b@x", "Bob Toy", "a@x", hour: 11)])
    let outcome = try folder.write(both, ThreadFolder.Options())
    #expect(outcome.written == ["02-bob-toy.md", "thread.yml"])
    #expect(try inode() == before)
    #expect(try names("") == ["toys"])
    #expect(try folder.write(both, ThreadFolder.Options()).written == [])
  }

  @Test func aThreadBecomesAFolder() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    let thread = Fixture.thread([
      mail("b@x", "Bob Toy", "a@x", hour: 11), mail("a@x", "Ada Éxample"), mail("c@x", "Cy", "gone@x", hour: 12),
    ])
    var options = ThreadFolder.Options()
    options.only = ["a@x", "c@x"]
    let outcome = try ThreadFolder(slug: "toys", among: root.path).write(thread, options)
    #expect(outcome.written == ["01-ada-example.md", "03-cy.md", "thread.yml"])
    #expect(try names("toys") == ["01-ada-example.md", "03-cy.md", "thread.yml"])
    #expect(try names("") == ["toys"])
    #expect(
      try read("toys/thread.yml") == """
        subject: "Re: [PATCH] toys: count from one"
        lists:
          - "toys@lists.example"
        outcome: ""  # one or two sentences, once it is known
        kfuncs: []  # what the thread concerns, mentioned or not
        subsystems: []
        # Below, import writes: a change made here is lost when the thread is imported again.
        missing:  # answered by messages below, and not in the mailbox
          - "gone@x"
        messages:
          - id: "a@x"
            author: "Ada Éxample"
            date: 2023-06-05T10:00:00Z
            excerpted: true
            file: "01-ada-example.md"
          - id: "b@x"
            author: "Bob Toy"
            date: 2023-06-05T11:00:00Z
            in-reply-to: "a@x"
            excerpted: false
          - id: "c@x"
            author: "Cy"
            date: 2023-06-05T12:00:00Z
            in-reply-to: "gone@x"
            under: null
            excerpted: true
            file: "03-cy.md"

        """)
    #expect(Slug.ofSubject("Re: [PATCH] toys: count from one") == "toys-count-from-one")
  }

  @Test func whatPeopleWroteIsKeptAndNewMessagesAreAdded() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    let folder = ThreadFolder(slug: "toys", among: root.path)
    var options = ThreadFolder.Options()
    options.only = ["a@x"]
    _ = try folder.write(Fixture.thread([mail("a@x", "Ada"), mail("b@x", "Bob", "a@x", hour: 12)]), options)
    let shortened = try read("toys/01-ada.md").replacing("Words of a@x.", with: "[…]")
    try shortened.write(to: root.appendingPathComponent("toys/01-ada.md"), atomically: true, encoding: .utf8)
    let index = try read("toys/thread.yml").replacing("outcome: \"\"", with: "outcome: \"Toys count from one.\"")
    try index.write(to: root.appendingPathComponent("toys/thread.yml"), atomically: true, encoding: .utf8)
    // Later the list shows a message from between, and the first is no longer in the mailbox.
    let later = Fixture.thread([mail("b@x", "Bob", "a@x", hour: 12), mail("n@x", "New", "a@x", hour: 11)])
    let outcome = try folder.write(later, ThreadFolder.Options())
    #expect(outcome.written == ["02-new.md", "thread.yml"])
    #expect(try read("toys/01-ada.md") == shortened)
    let merged = try read("toys/thread.yml")
    #expect(merged.contains("outcome: \"Toys count from one.\""))
    #expect(merged.contains("id: \"a@x\"") && merged.contains("file: \"02-new.md\""))
    // Bob was listed without a file on purpose; naming him brings him in.
    #expect(try names("toys") == ["01-ada.md", "02-new.md", "thread.yml"])
    options.only = ["b@x"]
    #expect(try folder.write(later, options).written == ["03-bob.md", "thread.yml"])
    // The same again changes nothing.
    let again = try folder.write(later, ThreadFolder.Options())
    #expect(again.written == [])
    #expect(again.kept == ["02-new.md", "03-bob.md"])
    // Asked to, it overwrites.
    options = ThreadFolder.Options()
    options.replaces = true
    _ = try folder.write(Fixture.thread([mail("a@x", "Ada")]), options)
    #expect(try read("toys/01-ada.md").contains("Words of a@"))
  }

  @Test func aListThatImportDidNotWriteIsNotOverwritten() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    let folder = root.appendingPathComponent("toys")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try "mine: true\n".write(to: folder.appendingPathComponent("thread.yml"), atomically: true, encoding: .utf8)
    let error = #expect(throws: Diagnostic.self) {
      try ThreadFolder(slug: "toys", among: root.path).write(
        Fixture.thread([mail("a@x", "Ada")]), ThreadFolder.Options())
    }
    #expect(error?.message.contains("toys/thread.yml") == true)
    #expect(try names("toys") == ["thread.yml"])
    #expect(try read("toys/thread.yml") == "mine: true\n")
  }

  @Test func aLinkIsNotWrittenThrough() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    let elsewhere = root.appendingPathComponent("elsewhere")
    try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: root.appendingPathComponent("toys"), withDestinationURL: elsewhere)
    #expect(throws: Diagnostic.self) {
      try ThreadFolder(slug: "toys", among: root.path).write(
        Fixture.thread([mail("a@x", "Ada")]), ThreadFolder.Options())
    }
    #expect(try names("elsewhere") == [])
  }

  @Test func aFolderThatCannotBeWrittenLeavesNothing() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    try "a file".write(to: root.appendingPathComponent("threads"), atomically: true, encoding: .utf8)
    #expect(throws: Diagnostic.self) {
      try ThreadFolder(slug: "toys", among: root.path + "/threads").write(
        Fixture.thread([mail("a@x", "Ada")]), ThreadFolder.Options())
    }
    #expect(try names("") == ["threads"])
  }

  @Test(arguments: ["", "-x", "..", "a/b", "A", "a b", "ä", String(repeating: "a", count: 101)])
  func namesThatAreNoSlugsAreRefused(_ name: String) { #expect(!Slug.isValid(name)) }

  @Test func slugsAreMadeOfAnything() {
    #expect(Slug.of("Jiří  Ol'ša <x>") == "jiri-olsa-x")
    #expect(Slug.of("漢字") == "")
    #expect(Slug.ofSubject("Re: Re: [PATCH v2 0/9] [RFC]") == "thread")
    #expect(Slug.isValid(Slug.ofSubject(String(repeating: "word ", count: 99))))
  }
}
