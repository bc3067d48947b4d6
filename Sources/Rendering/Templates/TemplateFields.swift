public import HTMLText
public import Mustache

/// What one page, or one element of a list on it, gives to its template: values under the keys of its schema.
///
/// Every value is HTML before the template sees it: text is escaped by ``HTMLText`` for any place in markup, and Mustache
/// itself escapes nothing. So a template cannot get it wrong, with two braces or three.
public struct TemplateFields: Sendable {
  var values: [String: TemplateValue] = [:]

  /// No values yet.
  public init() {}

  /// Gives `text` to `key`; an empty text makes the key's section empty.
  public mutating func set(_ key: String, text: String) { values[key] = .markup(Markup(text: text)) }

  /// Gives `html` to `key`; empty HTML makes the key's section empty.
  public mutating func set(_ key: String, html: HTMLText) { values[key] = .markup(Markup(html: html)) }

  /// Makes the section `key` shown or not.
  public mutating func set(_ key: String, flag: Bool) { values[key] = .flag(flag) }

  /// Gives a list to `key`: its section is repeated for each.
  public mutating func set(_ key: String, list: [TemplateFields]) { values[key] = .list(list) }

  /// The keys that have a value.
  public var keys: Set<String> { Set(values.keys) }

  mutating func merge(_ other: TemplateFields) { values.merge(other.values) { _, new in new } }
}

enum TemplateValue: Sendable {
  case markup(Markup)
  case flag(Bool)
  case list([TemplateFields])
}

/// Escaped text as Mustache takes it. A parent without children, or Mustache would look into it by reflection.
struct Markup: MustacheCustomRenderable, MustacheParent, Sendable {
  let renderText: String

  init(text: String) {
    // Most texts need no escaping; the scan is cheaper than two copies.
    if text.utf8.allSatisfy(Self.isPlain) {
      renderText = text
    } else {
      renderText = HTMLText { $0.textForAnyPlace(text) }.string
    }
  }

  init(html: HTMLText) { renderText = html.string }

  var isNull: Bool { renderText.isEmpty }

  func child(named: String) -> Any? { nil }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): false
    default: byte >= 0x20 && byte < 0x7f
    }
  }
}

extension TemplateFields: MustacheParent {
  /// The value of a key, for Mustache.
  public func child(named name: String) -> Any? {
    switch values[name] {
    case .markup(let markup): markup
    case .flag(let flag): flag
    case .list(let list): list
    case nil: nil
    }
  }
}
