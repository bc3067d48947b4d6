internal import Diagnostics
internal import HTMLInspection
internal import HTMLText
internal import ImportFuzzing
internal import MarkdownHTML
internal import MarkdownSyntax

/// Markdown never becomes markup of its own, and every range that is given lies in the file.
enum MarkdownPromises {
  private static let refused: Set<String> = [
    "script", "style", "svg", "iframe", "object", "embed", "base", "meta", "link", "form",
  ]
  private static let schemes = ["http:", "https:", "mailto:"]

  static func check(_ file: ContentFuzzFile) throws {
    let document = MarkdownDocument(path: file.path, bytes: file.bytes)
    try FuzzPlaces.check(document.diagnostics, [file])
    try checkRanges(of: document, in: file)
    let tokens = HTMLTokens.of(MarkdownRenderer().html(of: document).bytes)
    if let fault = tokens.faults.first { throw FuzzCase.Broken(description: "HTML: \(fault)") }
    if let name = tokens.elementNames.intersection(refused).first {
      throw FuzzCase.Broken(description: "an element <\(name)>")
    }
    if let name = tokens.attributeNames.first(where: { $0.hasPrefix("on") || $0 == "style" }) {
      throw FuzzCase.Broken(description: "an attribute \(name)")
    }
    for link in tokens.values(of: "href") + tokens.values(of: "src") {
      let start = link.prefix { $0 != "/" && $0 != "?" && $0 != "#" }.lowercased()
      guard !link.hasPrefix("//"), !start.contains(":") || schemes.contains(where: start.hasPrefix) else {
        throw FuzzCase.Broken(description: "a link to \(link.prefix(80))")
      }
    }
  }

  private static func checkRanges(of document: MarkdownDocument, in file: ContentFuzzFile) throws {
    var outside = 0
    document.visit { _, place in
      guard let place else { return }
      if place.lowerBound > place.upperBound || place.upperBound > file.bytes.count { outside += 1 }
    }
    if outside > 0 { throw FuzzCase.Broken(description: "\(outside) ranges lie outside of the file") }
  }
}
