internal import Diagnostics
internal import KfuncModel
internal import MarkdownSyntax

/// Whether links that writers made by hand lead somewhere: `#anchor`, `../policies/lifecycle.md#anchor` and
/// `/policies/lifecycle/`.
///
/// A path beside the document means another source of the site; a path from the top means a page.
struct LinkChecks {
  private let documents: [DocumentLinks]
  /// The documents by path, once a link was found.
  private lazy var places = Dictionary(
    zip(documents.lazy.map(\.source.document.path), documents.indices)
  ) { _, last in last }
  /// The anchors of those that links name one of.
  private var anchors: [String: Set<String>] = [:]
  private let askForPages: (() -> Set<String>)?
  /// The addresses, once somebody asked.
  private var pages: (known: Set<String>, near: NearNames)?
  /// The paths of the documents, once one was not found.
  private lazy var nearPaths = NearNames(places.keys.sorted())

  /// - Parameter pages: The addresses of the pages that are made, `/kfuncs/bpf_x/`; nil where nobody knows them.
  init(_ documents: [DocumentLinks], pages: (() -> Set<String>)?) {
    self.documents = documents
    askForPages = pages
  }

  /// The broken links of `document`: `broken-link`, `broken-anchor`.
  mutating func diagnostics(of document: DocumentLinks) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for link in document.handLinks {
      if let fault = fault(of: link.destination, at: link.range, in: document.source.document) { found.append(fault) }
    }
    return found
  }

  private mutating func fault(
    of destination: LinkDestination, at range: SourceRange?, in document: MarkdownDocument
  ) -> Diagnostic? {
    func make(_ code: Diagnostic.Code, _ message: String, _ near: String?) -> Diagnostic {
      let message = near.map { "\(message); did you mean '\($0)'?" } ?? message
      return DocumentDiagnostic.make(.error, code, message, at: range, in: document.source)
    }
    switch destination {
    case .web, .mail: return nil
    case .fragment(let anchor): return anchorFault(anchor, in: document.path, make)
    case .relative(let text):
      let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let path = String(parts[0].prefix { $0 != "?" })
      let fragment = parts.count > 1 ? String(parts[1]) : nil
      if path.hasPrefix("/") {
        guard let isKnown = hasPage(path), !isKnown else { return nil }
        let near = hasPage(path + "/") == true ? path + "/" : pages?.near.nearest(to: path)
        return make("broken-link", "no page has the address '\(path)'", near)
      }
      guard let target = Self.resolve(path, from: document.path) else {
        return make("broken-link", "'\(path)' leads out of the content", nil)
      }
      guard places[target] != nil else {
        return make("broken-link", "there is no document '\(target)'", nearPaths.nearest(to: target))
      }
      guard let fragment, !fragment.isEmpty else { return nil }
      return anchorFault(fragment, in: target, make)
    }
  }

  /// Whether a page has that address; nil where nobody knows.
  private mutating func hasPage(_ address: String) -> Bool? {
    if pages == nil, let addresses = askForPages?() { pages = (addresses, NearNames(addresses.sorted())) }
    return pages?.known.contains(address)
  }

  private mutating func anchorFault(
    _ anchor: String, in path: String, _ make: (Diagnostic.Code, String, String?) -> Diagnostic
  ) -> Diagnostic? {
    guard let known = anchors(of: path), !known.contains(Self.decoded(anchor)) else { return nil }
    var near = NearNames(known, budget: 1_000_000)
    return make("broken-anchor", "'\(path)' has no anchor '\(anchor)'", near.nearest(to: anchor))
  }

  /// The anchors of the document at `path`; nil where there is none.
  private mutating func anchors(of path: String) -> Set<String>? {
    if let known = anchors[path] { return known }
    guard let place = places[path] else { return nil }
    anchors[path] = documents[place].anchors
    return anchors[path]
  }

  /// `path` as seen from the folder of the file `base`; nil where it leaves the tree that `base` is relative to.
  static func resolve(_ path: String, from base: String) -> String? {
    var folders = base.split(separator: "/", omittingEmptySubsequences: false).dropLast().map(String.init)
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      switch part {
      case ".", "": continue
      case "..":
        guard folders.popLast() != nil else { return nil }
      default: folders.append(decoded(String(part)))
      }
    }
    return folders.joined(separator: "/")
  }

  /// `text` with `%41` as `A`; what is no such escape stays.
  private static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.count,
        let byte = UInt8(String(decoding: bytes[(at + 1)...(at + 2)], as: UTF8.self), radix: 16)
      {
        result.append(byte)
        at += 3
      } else {
        result.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
