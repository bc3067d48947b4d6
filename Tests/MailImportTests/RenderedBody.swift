import CCMarkGFM

@testable import MailImport

/// The blocks of Markdown as cmark-gfm sees them with GitHub's extensions: what a reader will see, found without any
/// of the code under test.
enum RenderedBody {
  private static let isReady: Bool = {
    cmark_gfm_core_extensions_ensure_registered()
    return true
  }()

  /// The leaf blocks of `markdown` with the number of block quotes around each. A block of another kind than a
  /// paragraph or fenced code, and an inline that is not text, show as themselves in the lines, so that they differ
  /// from any mail.
  static func blocks(_ markdown: String) -> [BodyBlock] {
    precondition(isReady)
    guard let parser = cmark_parser_new(CMARK_OPT_FOOTNOTES) else { return [] }
    defer { cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "autolink", "tasklist"] {
      cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
    }
    let bytes = Array(markdown.utf8)
    bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    }
    guard let document = cmark_parser_finish(parser) else { return [] }
    defer { cmark_node_free(document) }
    var result: [BodyBlock] = []
    var depth = 0
    guard let iterator = cmark_iter_new(document) else { return [] }
    defer { cmark_iter_free(iterator) }
    var text: String?
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { break }
      let node = cmark_iter_get_node(iterator)
      let type = cmark_node_get_type(node)
      let enters = event == CMARK_EVENT_ENTER
      switch type {
      case CMARK_NODE_DOCUMENT: break
      case CMARK_NODE_BLOCK_QUOTE: depth += enters ? 1 : -1
      case CMARK_NODE_PARAGRAPH:
        if enters {
          text = ""
        } else if let lines = text {
          result.append(BodyBlock(.prose, depth: depth, lines: split(lines).map(indented)))
          text = nil
        }
      case CMARK_NODE_CODE_BLOCK:
        var lines = split(literal(node))
        if lines.last == "" { lines.removeLast() }
        let info = cmark_node_get_fence_info(node).map { String(cString: $0) } ?? ""
        result.append(BodyBlock(info == "diff" ? .diff : .code, depth: depth, lines: lines, language: info))
      case CMARK_NODE_TEXT: text? += literal(node)
      case CMARK_NODE_SOFTBREAK: text? += "\n"
      case CMARK_NODE_LINK: break
      default:
        let name = cmark_node_get_type_string(node).map { String(cString: $0) } ?? "?"
        if text != nil {
          text? += "<<\(name)>>"
        } else if enters {
          result.append(BodyBlock(.prose, depth: depth, lines: ["<<\(name)>>"]))
        }
      }
    }
    return result
  }

  private static func literal(_ node: OpaquePointer?) -> String {
    cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
  }

  private static func split(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// No-break spaces at a line's start stand for spaces.
  private static func indented(_ line: String) -> String {
    let rest = line.drop { $0 == "\u{a0}" }
    return String(repeating: " ", count: line.count - rest.count) + rest
  }
}
