public import HTMLText

/// What one page, or one element of a list on it, gives to its template: values under the keys of its schema.
///
/// Every value is HTML where the template shows it: text is escaped by ``HTMLText`` for any place in markup, and what is HTML
/// already is shown as it is. So a template cannot get it wrong, with two braces or three.
public struct TemplateFields: Sendable {
  /// The values in the order in which they were given; of several under one key the last counts.
  private(set) var values: [(key: String, value: TemplateValue)] = []
  /// The HTML that was written for these fields, all values one behind another: with memory of its own for each of the thirty
  /// parts of a page, asking for it and letting it go was 2 % of a build.
  private(set) var written = HTMLText()

  /// No values yet.
  public init() {}

  /// No values yet; there will be about `count`, with about `room` bytes of HTML.
  init(count: Int, room: Int) {
    values.reserveCapacity(count)
    written = HTMLText(capacity: room)
  }

  /// Gives `text` to `key`; an empty text makes the key's section empty.
  public mutating func set(_ key: String, text: String) { values.append((key, .text(text))) }

  /// Gives `html` to `key`; empty HTML makes the key's section empty.
  public mutating func set(_ key: String, html: HTMLText) { values.append((key, .html(html.bytes))) }

  /// Gives the HTML that `build` adds to `key`; where it adds nothing, the key's section is empty.
  public mutating func set(_ key: String, _ build: (inout HTMLText) -> Void) {
    let start = written.bytes.count
    build(&written)
    values.append((key, .written(start..<written.bytes.count)))
  }

  /// Makes the section `key` shown or not.
  public mutating func set(_ key: String, flag: Bool) { values.append((key, .flag(flag))) }

  /// Gives a list to `key`: its section is repeated for each.
  public mutating func set(_ key: String, list: [TemplateFields]) { values.append((key, .list(list))) }

  /// The keys that have a value.
  public var keys: Set<String> { Set(values.lazy.map(\.key)) }

  /// About as many bytes as the values are shown with.
  var size: Int { values.reduce(written.bytes.count) { $0 + $1.value.size } }
}

enum TemplateValue: Sendable {
  /// Escaped when it is shown.
  case text(String)
  case html([UInt8])
  /// A part of ``TemplateFields/written``.
  case written(Range<Int>)
  case flag(Bool)
  case list([TemplateFields])

  /// Whether a section of it shows nothing.
  var isEmpty: Bool {
    switch self {
    case .text(let text): text.isEmpty
    case .html(let html): html.isEmpty
    case .written(let range): range.isEmpty
    case .flag(let flag): !flag
    case .list(let list): list.isEmpty
    }
  }

  /// About as many bytes as it is shown with, where they stand nowhere else.
  var size: Int {
    switch self {
    case .text(let text): text.utf8.count
    case .html(let html): html.count
    case .written, .flag: 0
    case .list(let list): list.reduce(0) { $0 + $1.size }
    }
  }
}
