public import Diagnostics

/// Proof that an excerpt is in its message: in order, word for word, at its depth, with every gap marked.
///
/// White space does not count. Codes: `altered-quotation`, `altered-depth`, `unmarked-elision`, `reordered`,
/// `hash-mismatch`.
public enum QuotationCheck {
  /// What is wrong with `excerpt`, proved by the digests in its front matter alone.
  public static func verify(_ excerpt: ExcerptFile) -> [Diagnostic] {
    excerpt.diagnostics + QuotationProof(excerpt, excerpt.paragraphs, raw: nil).diagnostics
  }

  /// What is wrong with `excerpt`, proved by the messages of its mbox, near misses shown: the digests must be the
  /// message's, and the text must be in the message.
  public static func verify(_ excerpt: ExcerptFile, mbox thread: MailThread) -> [Diagnostic] {
    guard let id = excerpt.id else { return excerpt.diagnostics }
    guard let message = thread.message(id) else {
      let message = "message '\(id)' is not in \(thread.file)"
      let location = SourceLocation(file: excerpt.file, line: 2)
      return excerpt.diagnostics + [Diagnostic(.error, "hash-mismatch", message, at: location)]
    }
    let raw = thread.body(of: message).blocks
    let records = MailThread.records(of: raw)
    var diagnostics = excerpt.diagnostics
    if records != excerpt.paragraphs {
      let location = SourceLocation(file: excerpt.file, line: excerpt.paragraphsLine)
      let message = "the records of the raw message are not those of \(thread.file):\(message.firstLine)"
      diagnostics.append(Diagnostic(.error, "hash-mismatch", message, at: location))
    }
    return diagnostics + QuotationProof(excerpt, records, raw: raw).diagnostics
  }
}
