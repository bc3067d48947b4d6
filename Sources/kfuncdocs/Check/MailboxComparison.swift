import Diagnostics
import Foundation
import MailImport
import SiteContent

/// The comparison of excerpts with the messages of a mailbox.
struct MailboxComparison {
  private let thread: MailThread

  /// Reads the mailbox at `path`, `-` for standard input.
  init(_ path: String) throws(Diagnostic) {
    let name = path == "-" ? "<stdin>" : path
    guard let bytes = InputBytes.read(path, limit: ImportLimits().mailboxBytes + 1) else {
      let reason = String(cString: strerror(errno))
      throw Diagnostic(.error, "cannot-read", "cannot read: \(reason)", at: SourceLocation(file: name))
    }
    thread = MailThread(reading: bytes, file: name)
  }

  /// What the mailbox proves wrong of the excerpts of its messages; that it holds none of them is worth a warning,
  /// since nothing was then compared.
  func diagnostics(of content: ContentFolder) -> [Diagnostic] {
    var found = thread.diagnostics
    var compared = 0
    let ids = Set(thread.tree.nodes.lazy.map(\.message.id))
    for excerpt in content.threads.lazy.flatMap(\.excerpts) where ids.contains(excerpt.id) {
      compared += 1
      found += QuotationCheck.verify(excerpt.proof, mbox: thread)
    }
    if compared == 0 {
      let message = "none of the excerpted messages is in this mailbox"
      found.append(Diagnostic(.warning, "nothing-compared", message, at: SourceLocation(file: thread.file)))
    }
    return found
  }
}
