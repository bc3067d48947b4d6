/// Makes HTML comparable where it may differ without meaning anything else.
enum HTMLNormalizer {
  /// `html` without: ids of headings, `/` of void elements, line ends beside block tags, escapes of quotes.
  static func normal(_ html: String) -> String {
    var text = html
    text = text.replacing(#/<(h[1-6]) id="[^"]*">/#) { "<\($0.1)>" }
    text = text.replacing(" />", with: ">")
    text = text.replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&#10;", with: "\n")
    text = text.replacing(#/\n*(<\/?(?:p|ul|ol|li|blockquote|pre|h[1-6]|hr|div)(?: [^>]*)?>)\n*/#) { "\($0.1)" }
    return text.trimmingSuffix { $0 == "\n" }
  }
}

extension String {
  fileprivate func trimmingSuffix(_ drop: (Character) -> Bool) -> String {
    var text = self
    while let last = text.last, drop(last) { text.removeLast() }
    return text
  }
}
