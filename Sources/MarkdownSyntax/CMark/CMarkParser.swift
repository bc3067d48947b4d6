internal import CCMarkGFM
internal import CParseRoom
internal import Foundation
internal import Synchronization

/// The one file that touches cmark-gfm (Debian's 0.29.0.gfm.6).
///
/// The library's positions are copied as claims and verified elsewhere. Its renderers are never called: the HTML one
/// knows no policy for links, and the plain-text and CommonMark ones are open to CVE-2023-26485.
enum CMarkParser {
  /// What the library keeps in unguarded statics, set up once before anything is parsed; every entry touches it first.
  ///
  /// Besides the registry there are the tables of characters at which text is cut. Each parser enters its extensions'
  /// characters before inlines and removes them after, whoever else is parsing meanwhile: two threads lose each other's
  /// links and strikes. So the characters of bare addresses (`:` and `w`) are entered here for good and taken from the
  /// extension, which leaves no parser anything to remove.
  private static let prepared: Void = {
    cmark_gfm_core_extensions_ensure_registered()
    guard let addresses = cmark_find_syntax_extension("autolink"), let parser = cmark_parser_new(0) else { return }
    defer { cmark_parser_free(parser) }
    cmark_parser_attach_syntax_extension(parser, addresses)
    cmark_manage_extensions_special_characters(parser, 1)
    cmark_syntax_extension_set_special_inline_chars(addresses, nil)
  }()

  /// Held while a text with `~` is parsed. Strikethrough finds its extension by that character, so it cannot be entered
  /// for good; a text without it reads no table at that place and needs neither extension nor lock.
  private static let strikes = Mutex(())

  /// The tree of `bytes`, which must be valid UTF-8 within `ComplexityLimits`.
  static func parse(_ bytes: ArraySlice<UInt8>) -> RawTree {
    _ = prepared
    let hasStrikes = bytes.withUnsafeBytes { bytes in
      bytes.baseAddress.map { memchr($0, Int32(UInt8(ascii: "~")), bytes.count) != nil } ?? false
    }
    guard hasStrikes else { return parse(bytes, extensions: plain) }
    return strikes.withLock { _ in parse(bytes, extensions: all) }
  }

  private static let plain: [StaticString] = ["table", "autolink", "tasklist"]
  private static let all: [StaticString] = ["table", "strikethrough", "autolink", "tasklist"]

  /// The tree of `bytes`, which are parsed in a room of their own: 3.6 million pieces of memory for 12,000 documents were a
  /// ninth of all that a build of 10,000 kfuncs takes from the heap.
  private static func parse(_ bytes: ArraySlice<UInt8>, extensions: [StaticString]) -> RawTree {
    // A node takes 180 bytes, and there is one for every sixteen bytes of a note.
    let size = min(16 << 10 + bytes.count * 24, 256 << 10)
    let room = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    kfuncdocs_room_begin(room, size)
    defer {
      kfuncdocs_room_end()
      room.deallocate()
    }
    // The library keeps the address, and nothing of it is left when the parse ends.
    var memory = cmark_mem(
      calloc: kfuncdocs_room_calloc, realloc: kfuncdocs_room_realloc, free: kfuncdocs_room_free)
    return withUnsafeMutablePointer(to: &memory) { parse(bytes, extensions: extensions, memory: $0) }
  }

  private static func parse(
    _ bytes: ArraySlice<UInt8>, extensions: [StaticString], memory: UnsafeMutablePointer<cmark_mem>
  ) -> RawTree {
    // Source positions are on because without them lines are not counted inside code spans. The whole info string
    // is kept. Smart punctuation and unsafe HTML stay off.
    let options = CMARK_OPT_SOURCEPOS | CMARK_OPT_FOOTNOTES | CMARK_OPT_FULL_INFO_STRING
    guard let parser = cmark_parser_new_with_mem(options, memory) else { return RawTree() }
    defer { cmark_parser_free(parser) }
    for name in extensions {
      let name = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
      if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
    }
    bytes.withUnsafeBytes { buffer in
      if let base = buffer.baseAddress {
        cmark_parser_feed(parser, base.assumingMemoryBound(to: CChar.self), buffer.count)
      }
    }
    guard let root = cmark_parser_finish(parser) else { return RawTree() }
    defer { cmark_node_free(root) }
    guard let iterator = cmark_iter_new(root) else { return RawTree() }
    defer { cmark_iter_free(iterator) }
    var copy = TreeCopy(byteCount: bytes.count)
    copy.walk(iterator)
    return copy.tree
  }

  /// What the entity `bytes` (`&name;` or `&#n;`) stands for, or nil if it stands for itself.
  static func entity(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    let tree = parse(bytes)
    guard let text = tree.nodes.first(where: { $0.kind == .text }) else { return nil }
    let decoded = Array(tree.bytes[text.literal])
    return decoded == Array(bytes) ? nil : decoded
  }
}

/// The copy of a C tree into values, by the library's event iterator: nothing recurses, however deep the tree is.
private struct TreeCopy {
  var tree = RawTree()
  private var open: [Int] = []

  init(byteCount: Int) {
    tree.bytes.reserveCapacity(byteCount * 2)
    tree.nodes.reserveCapacity(byteCount / 16 + 8)
    open.reserveCapacity(16)
  }

  mutating func walk(_ iterator: OpaquePointer) {
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { break }
      guard let node = cmark_iter_get_node(iterator) else { break }
      if event == CMARK_EVENT_ENTER {
        enter(node)
      } else if let index = open.popLast() {
        tree.nodes[index].end = tree.nodes.count
      }
    }
  }

  private mutating func enter(_ pointer: OpaquePointer) {
    let kind = Self.kind(of: pointer)
    var node = RawTree.Node(kind: kind)
    node.startLine = cmark_node_get_start_line(pointer)
    node.startColumn = cmark_node_get_start_column(pointer)
    node.endLine = cmark_node_get_end_line(pointer)
    node.endColumn = cmark_node_get_end_column(pointer)
    var isLeaf = false
    switch kind {
    case .text, .code, .htmlInline, .htmlBlock:
      node.literal = copy(cmark_node_get_literal(pointer))
      isLeaf = true
    case .codeBlock:
      node.literal = copy(cmark_node_get_literal(pointer))
      node.detail = copy(cmark_node_get_fence_info(pointer))
      isLeaf = true
    case .softBreak, .lineBreak, .thematicBreak: isLeaf = true
    case .footnoteReference: node.literal = copy(cmark_node_get_literal(pointer))
    case .link, .image:
      node.literal = copy(cmark_node_get_url(pointer))
      node.detail = copy(cmark_node_get_title(pointer))
    case .paragraph, .tableCell, .table:
      node.content = copy(cmark_node_get_string_content(pointer))
    case .heading:
      node.content = copy(cmark_node_get_string_content(pointer))
      node.number = cmark_node_get_heading_level(pointer)
    case .list:
      let isOrdered = cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST
      node.number = isOrdered ? cmark_node_get_list_start(pointer) : -1
      node.isTight = cmark_node_get_list_tight(pointer) != 0
    case .entry:
      // Only items that the tasklist extension made answer; the name tells them from plain items.
      if cmark_node_get_syntax_extension(pointer) != nil {
        node.number = cmark_gfm_extensions_get_tasklist_item_checked(pointer) ? 2 : 1
      }
    default: break
    }
    if kind == .table { copyAlignments(pointer) }
    node.end = tree.nodes.count + 1
    tree.nodes.append(node)
    if !isLeaf { open.append(tree.nodes.count - 1) }
  }

  private mutating func copy(_ text: UnsafePointer<CChar>?) -> Range<Int> {
    let start = tree.bytes.count
    guard let text else { return start..<start }
    // No NUL can be inside: `SourceText` replaced them, and the library turns `&#0;` into U+FFFD.
    let length = strlen(text)
    text.withMemoryRebound(to: UInt8.self, capacity: length) {
      tree.bytes.append(contentsOf: UnsafeBufferPointer(start: $0, count: length))
    }
    return start..<start + length
  }

  private mutating func copyAlignments(_ pointer: OpaquePointer) {
    let count = Int(cmark_gfm_extensions_get_table_columns(pointer))
    guard count > 0, let alignments = cmark_gfm_extensions_get_table_alignments(pointer) else { return }
    tree.alignments[tree.nodes.count] = Array(UnsafeBufferPointer(start: alignments, count: count))
  }

  private static func kind(of pointer: OpaquePointer) -> RawTree.Kind {
    switch cmark_node_get_type(pointer) {
    case CMARK_NODE_TEXT: .text
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_CODE: .code
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_HTML_INLINE: .htmlInline
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK: .link
    case CMARK_NODE_IMAGE: .image
    case CMARK_NODE_FOOTNOTE_REFERENCE: .footnoteReference
    case CMARK_NODE_DOCUMENT: .document
    case CMARK_NODE_BLOCK_QUOTE: .blockQuote
    case CMARK_NODE_LIST: .list
    case CMARK_NODE_ITEM: .entry
    case CMARK_NODE_CODE_BLOCK: .codeBlock
    case CMARK_NODE_HTML_BLOCK: .htmlBlock
    case CMARK_NODE_HEADING: .heading
    case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
    case CMARK_NODE_FOOTNOTE_DEFINITION: .footnoteDefinition
    default: extensionKind(of: pointer)
    }
  }

  /// Extensions number their nodes when they are registered; what is stable is the name.
  private static func extensionKind(of pointer: OpaquePointer) -> RawTree.Kind {
    guard let name = cmark_node_get_type_string(pointer) else { return .unknown }
    return switch String(cString: name) {
    case "table_cell": .tableCell
    case "table_row": .tableRow
    case "table_header": .tableHeader
    case "table": .table
    case "strikethrough": .strikethrough
    case "tasklist": .entry
    default: .unknown
    }
  }
}
