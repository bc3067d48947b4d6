internal import MarkdownSyntax
internal import Reads

/// The words of a file: all of it that ``ContentOutline`` does not tell. They are read in one way alone, which is noted.
struct Words: Equatable, Sendable {
  /// The words for whoever makes nothing of a site from them.
  let document: MarkdownDocument

  init(_ document: MarkdownDocument) { self.document = document }

  /// The words, as something that is made now is made from them.
  var read: MarkdownDocument {
    ReadLog.note(ReadKey(.words, document.path))
    return document
  }
}
