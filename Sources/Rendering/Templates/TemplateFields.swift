public import HTMLText

/// What one page, or one element of a list on it, gives to its template: values under the keys of its schema.
///
/// Every value is HTML where the template shows it: text is escaped by ``HTMLText`` for any place in markup, and what is HTML
/// already is shown as it is. So a template cannot get it wrong, with two braces or three.
public struct TemplateFields: Sendable {
  /// The values in the order in which they were given; of several under one key the last counts.
  private(set) var values: [(key: String, value: TemplateValue)] = []

  /// No values yet.
  public init() {}

  /// Gives `text` to `key`; an empty text makes the key's section empty.
  public mutating func set(_ key: String, text: String) { values.append((key, .text(text))) }

  /// Gives `html` to `key`; empty HTML makes the key's section empty.
  public mutating func set(_ key: String, html: HTMLText) { values.append((key, .html(html.bytes))) }

  /// Makes the section `key` shown or not.
  public mutating func set(_ key: String, flag: Bool) { values.append((key, .flag(flag))) }

  /// Gives a list to `key`: its section is repeated for each.
  public mutating func set(_ key: String, list: [TemplateFields]) { values.append((key, .list(list))) }

  /// The keys that have a value.
  public var keys: Set<String> { Set(values.lazy.map(\.key)) }

  mutating func merge(_ other: TemplateFields) { values += other.values }
}

enum TemplateValue: Sendable {
  /// Escaped when it is shown.
  case text(String)
  case html([UInt8])
  case flag(Bool)
  case list([TemplateFields])
  /// One of a list, while its section is shown.
  case element(TemplateFields)

  /// Whether a section of it shows nothing.
  var isEmpty: Bool {
    switch self {
    case .text(let text): text.isEmpty
    case .html(let html): html.isEmpty
    case .flag(let flag): !flag
    case .list(let list): list.isEmpty
    case .element: false
    }
  }

  /// About as many bytes as it is shown with.
  var size: Int {
    switch self {
    case .text(let text): text.utf8.count
    case .html(let html): html.count
    case .flag, .element: 0
    case .list(let list): list.reduce(0) { $0 + $1.values.reduce(0) { $0 + $1.value.size } }
    }
  }
}
