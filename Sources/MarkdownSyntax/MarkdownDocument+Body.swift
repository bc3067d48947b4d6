extension MarkdownDocument {
  /// The text under the front matter as it was written, without empty lines around it.
  public var bodyText: String {
    var text = ""
    withBodyText { text = String(decoding: $0, as: UTF8.self) }
    return text
  }

  /// Calls `body` with the bytes of ``bodyText``.
  package func withBodyText(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    source.clean.withUnsafeBufferPointer { clean in
      var (start, end) = (bodyStart, clean.count)
      while start < end, clean[start] == 0x0a || clean[start] == 0x0d { start += 1 }
      while end > start, Bytes.isBlankOrEnd(clean[end - 1]) { end -= 1 }
      body(UnsafeBufferPointer(rebasing: clean[start..<end]))
    }
  }
}
