/// Every name that the site knows as a kfunc's: those of all releases, former ones that people wrote about, and those
/// that were proposed and never merged.
public struct KfuncNames: Sendable {
  /// Why a name is known.
  public enum Standing: Hashable, Sendable {
    /// Some imported release has it.
    case catalogued
    /// People wrote about it; no imported release has it.
    case written
    /// It was proposed; no release has it.
    case proposed
  }

  /// A part of a text.
  public enum TextPart: Hashable, Sendable {
    /// Text that names nothing.
    case text(String)
    /// A name as it is spelled (a flavour `___x` included), and the kfunc that it means.
    case kfunc(spelled: String, name: String)
  }

  let table: NameTable
  private let standings: [String: Standing]

  /// The names of the three kinds; a name of several counts as the first of them.
  public init(catalogued: some Sequence<String>, written: some Sequence<String>, proposed: some Sequence<String>) {
    var standings: [String: Standing] = [:]
    for name in catalogued { standings[name] = .catalogued }
    for name in proposed where standings[name] == nil { standings[name] = .proposed }
    for name in written where standings[name] == nil { standings[name] = .written }
    self.standings = standings
    table = NameTable(standings.keys)
  }

  /// All names, in the order of their bytes.
  public var names: [String] { table.names }

  /// Why `name` is known; nil for a name that is not.
  public func standing(of name: String) -> Standing? { standings[name] }

  /// `text` cut at the names in it, for rendering text or a code span that stands in no link.
  public func parts(of text: String) -> [TextPart] {
    let bytes = Array(text.utf8)
    var scan = NameScan(table)
    var parts: [TextPart] = []
    var start = 0
    for hit in scan.hits(in: bytes) {
      guard let name = hit.name else { continue }
      if hit.bytes.lowerBound > start {
        parts.append(.text(String(decoding: bytes[start..<hit.bytes.lowerBound], as: UTF8.self)))
      }
      parts.append(.kfunc(spelled: String(decoding: bytes[hit.bytes], as: UTF8.self), name: table.names[name]))
      start = hit.bytes.upperBound
    }
    if start < bytes.count { parts.append(.text(String(decoding: bytes[start...], as: UTF8.self))) }
    return parts
  }

  /// Calls `body` for each kfunc that `text` names, in order, with its name and the bytes of the name as it is spelled there,
  /// a flavour `___x` included.
  public func visitHits(in text: UnsafeBufferPointer<UInt8>, _ body: (_ name: String, _ bytes: Range<Int>) -> Void) {
    var scan = NameScan(table)
    scan.visitHits(in: text) { hit in
      if let name = hit.name { body(table.names[name], hit.bytes) }
    }
  }
}
