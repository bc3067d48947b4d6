import Foundation
#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The rules of RFC 4287 that a feed can break, written from its text (sections in brackets) and read with Foundation's XML
/// parser: another hand than the writer's.
final class AtomRules: NSObject, XMLParserDelegate {
  static let namespace = "http://www.w3.org/2005/Atom"

  /// An element with what it holds.
  final class Element {
    let name: String
    let attributes: [String: String]
    var children: [Element] = []
    var text = ""
    init(_ name: String, _ attributes: [String: String]) {
      self.name = name
      self.attributes = attributes
    }
    func all(_ name: String) -> [Element] { children.filter { $0.name == name } }
  }

  private(set) var faults: [String] = []
  private(set) var root: Element?
  private var stack: [Element] = []

  /// The rules applied to the text of a feed.
  init(_ bytes: [UInt8]) {
    super.init()
    let parser = XMLParser(data: Data(bytes))
    parser.shouldProcessNamespaces = true
    parser.delegate = self
    if !parser.parse() { faults.append("not well-formed: \(parser.parserError.map { "\($0)" } ?? "")") }
    // The parser is content with a document that ends too soon.
    if !stack.isEmpty { faults.append("\(stack.map(\.name)) never closed") }
    if let root { check(feed: root) } else { faults.append("no element") }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    if namespaceURI != Self.namespace { faults.append("\(name) is not of Atom's namespace") }
    let element = Element(name, attributes)
    stack.last?.children.append(element)
    if root == nil { root = element }
    stack.append(element)
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) { stack.removeLast() }

  func parser(_ parser: XMLParser, foundCharacters text: String) { stack.last?.text += text }

  private func check(feed: Element) {
    if feed.name != "feed" { faults.append("the document element is \(feed.name) [2]") }
    once(feed, ["id", "title", "updated"])
    atMostOnce(feed, ["generator", "icon", "logo", "rights", "subtitle"])
    known(
      feed,
      [
        "author", "category", "contributor", "generator", "icon", "id", "link", "logo", "rights", "subtitle", "title",
        "updated", "entry",
      ])
    if feed.all("author").isEmpty, feed.all("entry").contains(where: { $0.all("author").isEmpty }) {
      faults.append("no author [4.1.1]")
    }
    for author in feed.all("author") { once(author, ["name"]) }
    if !feed.all("link").contains(where: { $0.attributes["rel"] == "self" }) {
      faults.append("no link to itself [4.1.1]")
    }
    common(feed)
    var ids: Set<String> = []
    for entry in feed.all("entry") {
      once(entry, ["id", "title", "updated"])
      atMostOnce(entry, ["content", "published", "rights", "source", "summary"])
      known(
        entry,
        [
          "author", "category", "content", "contributor", "id", "link", "published", "rights", "source", "summary",
          "title", "updated",
        ])
      if entry.all("content").isEmpty, !entry.all("link").contains(where: { $0.attributes["rel"] == "alternate" }) {
        faults.append("an entry without content has no alternate link [4.1.2]")
      }
      common(entry)
      let key = (entry.all("id").first?.text ?? "") + " " + (entry.all("updated").first?.text ?? "")
      if !ids.insert(key).inserted { faults.append("two entries share id and updated: \(key) [4.1.1]") }
      for content in entry.all("content") {
        if !["text", "html", "xhtml"].contains(content.attributes["type"] ?? "text") {
          faults.append("content of type \(content.attributes["type"] ?? "") [4.1.3.1]")
        }
        // Of html nothing but text is inside: it is escaped [4.1.3.3].
        if !content.children.isEmpty { faults.append("elements in content [4.1.3.3]") }
      }
    }
  }

  /// What feed and entry have in common.
  private func common(_ element: Element) {
    for id in element.all("id") where !Self.isAbsolute(id.text) { faults.append("'\(id.text)' is no IRI [4.2.6]") }
    for date in element.all("updated") + element.all("published")
    where date.text.wholeMatch(of: /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})/) == nil {
      faults.append("'\(date.text)' is no date of RFC 3339 with capital T and Z [3.3]")
    }
    var alternates: Set<String> = []
    for link in element.all("link") {
      guard let href = link.attributes["href"] else {
        faults.append("a link without href [4.2.7.1]")
        continue
      }
      if href.isEmpty || href.contains(" ") { faults.append("'\(href)' is no IRI reference [4.2.7.1]") }
      let relation = link.attributes["rel"] ?? "alternate"
      if relation == "alternate",
        !alternates.insert("\(link.attributes["type"] ?? "") \(link.attributes["hreflang"] ?? "")").inserted
      {
        faults.append("two alternate links of one type [4.1.1]")
      }
      if let type = link.attributes["type"], type.wholeMatch(of: /[a-z]+\/[a-z0-9.+-]+/) == nil {
        faults.append("'\(type)' is no media type [4.2.7.3]")
      }
    }
    for category in element.all("category") where (category.attributes["term"] ?? "").isEmpty {
      faults.append("a category without term [4.2.2.1]")
    }
  }

  private static func isAbsolute(_ text: String) -> Bool { text.firstMatch(of: /^[a-z][a-z0-9+.-]*:[^\s]+$/) != nil }

  private func once(_ element: Element, _ names: [String]) {
    for name in names where element.all(name).count != 1 {
      faults.append("\(element.all(name).count) \(name) in \(element.name) [4.1]")
    }
  }

  private func atMostOnce(_ element: Element, _ names: [String]) {
    for name in names where element.all(name).count > 1 { faults.append("\(name) twice in \(element.name) [4.1]") }
  }

  private func known(_ element: Element, _ names: Set<String>) {
    for child in element.children where !names.contains(child.name) {
      faults.append("\(child.name) in \(element.name) [4.1]")
    }
  }
}
