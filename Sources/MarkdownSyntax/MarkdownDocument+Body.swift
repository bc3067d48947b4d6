extension MarkdownDocument {
  /// The text under the front matter as it was written, without empty lines around it.
  public var bodyText: String {
    var rest = source.clean[bodyStart...]
    while let first = rest.first, first == 0x0a { rest = rest.dropFirst() }
    while let last = rest.last, last == 0x0a || last == 0x20 { rest = rest.dropLast() }
    return String(decoding: rest, as: UTF8.self)
  }
}
