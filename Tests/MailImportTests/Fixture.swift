import Diagnostics

@testable import MailImport

/// Mails of invented people, written for these tests.
enum Fixture {
  /// A mail with the usual headers and `body`.
  static func mail(
    id: String = "one@example.invalid", author: String = "Ada Example", date: String = "Mon, 5 Jun 2023 10:00:00 +0200",
    subject: String = "a question", headers: String = "", body: String
  ) -> String {
    """
    From: \(author) <someone@mailbox.example>
    Date: \(date)
    Subject: \(subject)
    Message-ID: <\(id)>
    \(headers.isEmpty ? "Content-Type: text/plain; charset=utf-8" : headers)

    \(body)
    """
  }

  /// An mbox as public-inbox writes it.
  static func mbox(_ mails: [String]) -> [UInt8] {
    var text = ""
    for mail in mails {
      text += "From mboxrd@z Thu Jan  1 00:00:00 1970\n"
      for line in mail.split(separator: "\n", omittingEmptySubsequences: false) {
        text += line.drop { $0 == ">" }.hasPrefix("From ") ? ">\(line)\n" : "\(line)\n"
      }
      text += "\n"
    }
    return Array(text.utf8)
  }

  /// The thread of `mails`.
  static func thread(_ mails: [String], limits: ImportLimits = ImportLimits()) -> MailThread {
    MailThread(reading: mbox(mails), file: "t.mbox", limits: limits)
  }

  /// The blocks of a mail with `body`.
  static func blocks(_ body: String, headers: String = "") -> [BodyBlock] {
    let thread = thread([mail(headers: headers, body: body)])
    return thread.tree.nodes.first.map { thread.body(of: $0.message).blocks } ?? []
  }

  /// The codes of a thread's diagnostics, sorted, without the notes.
  static func codes(_ thread: MailThread) -> [String] {
    thread.diagnostics.filter { $0.severity > .note }.map(\.code.rawValue).sorted()
  }
}
