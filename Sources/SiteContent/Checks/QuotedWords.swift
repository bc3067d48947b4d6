internal import Diagnostics
internal import KfuncModel
internal import MarkdownSyntax

/// Whether the official words that a clause quotes stand in the messages that it names.
enum QuotedWords {
  static func diagnostics(of content: ContentFolder) -> [Diagnostic] {
    let quotes = content.clauses.flatMap(\.quotes)
    // Of thousands of messages few are quoted.
    let wanted = Set(quotes.lazy.map(\.messageID))
    var texts: [String: [UInt8]] = [:]
    for entry in content.threads.lazy.flatMap(\.entries) {
      guard let message = entry.excerpt, wanted.contains(message.id) else { continue }
      texts[message.id] = words(of: message.document.blocks)
    }
    var diagnostics: [Diagnostic] = []
    for quote in quotes {
      guard let text = texts[quote.messageID] else {
        let message = "no excerpted message has the id '\(quote.messageID)'"
        diagnostics.append(Diagnostic(.error, "unknown-message", message, at: quote.location))
        continue
      }
      if !contains(text, quote.words) {
        let message = "the quoted words do not stand in message '\(quote.messageID)'"
        diagnostics.append(Diagnostic(.error, "quotation-not-found", message, at: quote.location))
      }
    }
    return diagnostics
  }

  /// Whether the parts of `quote` between gaps (`[…]`) stand in `text` in order.
  private static func contains(_ text: [UInt8], _ quote: String) -> Bool {
    var from = 0
    for part in quote.split(separator: "[…]", omittingEmptySubsequences: true) {
      let wanted = normalised(String(part))
      guard !wanted.isEmpty else { continue }
      guard let end = text.find(wanted, from: from) else { return false }
      from = end
    }
    return from > 0
  }

  /// The letters and digits of a text in lower case, parted by single spaces: case, space (the no-break space of
  /// imported indentation too), line ends, quotation marks and other punctuation do not count.
  static func normalised(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    var needsSpace = false
    for scalar in text.unicodeScalars {
      let isWord: Bool
      switch scalar.value {
      case 0x41...0x5a, 0x61...0x7a, 0x30...0x39: isWord = true
      case ..<0x80: isWord = false
      default: isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      }
      guard isWord else {
        needsSpace = true
        continue
      }
      if needsSpace, !result.isEmpty { result.append(0x20) }
      needsSpace = false
      if (0x41...0x5a).contains(scalar.value) {
        result.append(UInt8(truncatingIfNeeded: scalar.value) + 0x20)
      } else {
        result += Array(String(scalar).utf8)
      }
    }
    return result
  }

  /// The words of `blocks`, those of quotations inside them too, in order.
  private static func words(of blocks: [Block]) -> [UInt8] {
    var result: [UInt8] = []
    // Nesting is bounded by the Markdown reader's own limits.
    func add(_ text: String) {
      let words = normalised(text)
      guard !words.isEmpty else { return }
      if !result.isEmpty { result.append(0x20) }
      result += words
    }
    func visit(_ blocks: [Block]) {
      for block in blocks {
        switch block.kind {
        case .paragraph(let content): add(content.plainText)
        case .heading(let heading): add(heading.content.plainText)
        case .list(let list): list.items.forEach { visit($0.blocks) }
        case .blockQuote(let blocks), .alert(_, let blocks): visit(blocks)
        case .codeBlock(_, let text), .shownAsWritten(let text), .unparsed(let text): add(text)
        case .table(let table):
          for row in [table.header] + table.rows { row.cells.forEach { add($0.content.plainText) } }
        case .thematicBreak: break
        }
      }
    }
    visit(blocks)
    return result
  }
}

extension [UInt8] {
  /// The end of the first occurrence of `wanted` at or behind `start`, where words begin and end.
  fileprivate func find(_ wanted: [UInt8], from start: Int) -> Int? {
    guard !wanted.isEmpty, count >= wanted.count else { return nil }
    return withUnsafeBufferPointer { text in
      wanted.withUnsafeBufferPointer { wanted in
        var at = start
        while at + wanted.count <= text.count {
          var matched = 0
          while matched < wanted.count, text[at + matched] == wanted[matched] { matched += 1 }
          let end = at + matched
          let isWhole = matched == wanted.count && (end == text.count || text[end] == 0x20)
          if isWhole, at == 0 || text[at - 1] == 0x20 { return end }
          at += 1
        }
        return nil
      }
    }
  }
}
