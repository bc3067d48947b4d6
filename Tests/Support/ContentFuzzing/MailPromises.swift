internal import Diagnostics
internal import Foundation
internal import ImportFuzzing
internal import MailImport
internal import MarkdownSyntax

/// Every mail becomes a file that proves itself, is Markdown within all limits, and holds no personal address.
enum MailPromises {
  static func check(_ file: ContentFuzzFile) throws {
    let thread = MailThread(reading: file.bytes, file: file.path)
    try FuzzPlaces.check(thread.diagnostics, [file])
    for (index, node) in thread.tree.nodes.enumerated() {
      for folds in [false, true] {
        let text = thread.file(of: node, foldingPatches: folds).text
        if let finding = QuotationCheck.verify(ExcerptFile(text, file: "excerpt.md")).first {
          throw FuzzCase.Broken(description: "message \(index) does not prove itself: \(finding.message)")
        }
        let document = MarkdownDocument(path: "excerpt.md", bytes: Array(text.utf8))
        guard document.fields != nil else {
          throw FuzzCase.Broken(description: "message \(index) has front matter that cannot be read")
        }
        try checkAddresses(document.bodyText, index)
      }
    }
  }

  /// The invented people of the corpus live at a few hosts; what stands before these with a letter or digit is an address.
  /// Message-IDs, which are no addresses, stand in the front matter, and in the body where a field begins with them.
  private static func checkAddresses(_ text: String, _ index: Int) throws {
    let body = text.split(whereSeparator: \.isNewline).map(withoutIdentifiers).joined(separator: "\n")
    for host in FuzzWords.personalHosts {
      let parts = body.components(separatedBy: "@" + host)
      for part in parts.dropLast() where part.last.map({ $0.isASCII && ($0.isLetter || $0.isNumber) }) ?? false {
        throw FuzzCase.Broken(description: "message \(index) shows an address at \(host)")
      }
    }
  }

  /// What is left of a line when the Message-IDs that a field begins with are taken away, and nothing else.
  private static func withoutIdentifiers(_ line: Substring) -> Substring {
    // Angle brackets are escaped in Markdown.
    var rest = line.filter { $0 != "\\" }[...].drop { " \t>".contains($0) }
    let start = rest.prefix(16).lowercased()
    guard let field = ["message-id:", "in-reply-to:", "references:"].first(where: { start.hasPrefix($0) }) else {
      return line
    }
    rest = rest.dropFirst(field.count)
    while true {
      rest = rest.drop { " \t,".contains($0) }
      let identifier = rest.prefix { $0 != ">" }
      guard identifier.first == "<", identifier.count < rest.count,
        !identifier.dropFirst().contains(where: { "< \t".contains($0) })
      else { return rest }
      rest = rest.dropFirst(identifier.count + 1)
    }
  }
}
