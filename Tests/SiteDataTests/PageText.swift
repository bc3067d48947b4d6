import Glibc

/// What a page shows, read straight from its bytes: its words without white space, where its links lead, its code.
struct PageText {
  /// Words between tags, entities resolved, white space left out; ended by a zero byte.
  private(set) var words: [CChar] = []
  /// The words with a space wherever white space or a tag stood: names and numbers stay apart.
  private(set) var spaced = ""
  /// Every `href`.
  private(set) var links: [String] = []
  /// The text of every `code` element, without white space.
  private(set) var code: [String] = []

  /// The main part of `html`; of the section "Calling it defensively", which tells C and no facts, nothing.
  init(_ html: [UInt8]) {
    var isMain = false
    var isCalling = false
    var codeStart: Int?
    var apart: [UInt8] = []
    var index = 0
    html.withUnsafeBufferPointer { html in
      while index < html.count {
        if html[index] == UInt8(ascii: "<") {
          var end = index + 1
          while end < html.count, html[end] != UInt8(ascii: ">") { end += 1 }
          let tag = String(decoding: html[(index + 1)..<min(end, html.count)], as: UTF8.self)
          index = end + 1
          apart.append(0x20)
          if tag.hasPrefix("main") { isMain = true }
          if tag == "/main" { isMain = false }
          if tag.hasPrefix("h2 ") { isCalling = tag.contains("id=\"calling\"") }
          guard isMain, !isCalling else { continue }
          if let href = tag.firstMatch(of: /href="([^"]*)"/) { links.append(String(href.1)) }
          if tag.hasPrefix("code") { codeStart = words.count }
          if tag == "/code", let start = codeStart {
            code.append(String(decoding: words[start...].map { UInt8(bitPattern: $0) }, as: UTF8.self))
            codeStart = nil
          }
          continue
        }
        guard isMain, !isCalling else {
          index += 1
          continue
        }
        if html[index] == UInt8(ascii: "&") {
          var end = index
          while end < html.count, html[end] != UInt8(ascii: ";") { end += 1 }
          let name = String(decoding: html[index..<min(end, html.count)], as: UTF8.self)
          let known = ["&amp": "&", "&lt": "<", "&gt": ">", "&quot": "\"", "&#39": "'"]
          words += (known[name] ?? name).utf8.map { CChar(bitPattern: $0) }
          apart += (known[name] ?? name).utf8
          index = end + 1
          continue
        }
        apart.append(max(0x20, html[index]))
        if html[index] > 0x20 { words.append(CChar(bitPattern: html[index])) }
        index += 1
      }
    }
    words.append(0)
    spaced = String(decoding: apart, as: UTF8.self)
  }

  /// Whether the page says `text`, white space aside.
  func says(_ text: String) -> Bool {
    var wanted = text.utf8.filter { $0 > 0x20 }.map { CChar(bitPattern: $0) }
    if wanted.isEmpty { return false }
    wanted.append(0)
    return strstr(words, wanted) != nil
  }
}
