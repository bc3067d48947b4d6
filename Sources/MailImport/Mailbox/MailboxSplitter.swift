import Diagnostics

/// The messages of an mbox as public-inbox and `b4 mbox` write it (mboxrd); mboxo and a single mail are read too.
///
/// A message begins at a `From ` line that starts the file or follows an empty line and ends in a date, as all
/// writers of the format make it: a `From ` that merely begins a sentence does not split a message.
struct MailboxSplitter {
  var file: String
  var limits: ImportLimits

  /// The messages in the order of the file, and warnings for what was cut.
  func split(_ input: [UInt8]) -> (mails: [RawMail], diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    var input = input[...]
    if input.count > limits.mailboxBytes {
      input = input.prefix(limits.mailboxBytes)
      let message = "the mailbox is larger than \(limits.mailboxBytes) bytes; the rest is not read"
      diagnostics.append(Diagnostic(.warning, "size-limit", message, at: SourceLocation(file: file)))
    }
    var mails: [RawMail] = []
    var start: Int?
    var firstLine = 1
    var lineNumber = 0
    var afterEmptyLine = true
    var isInMailbox = false
    for line in ByteLines(input) {
      lineNumber += 1
      if afterEmptyLine, Self.isSeparator(line) {
        if let start {
          let bytes = input[start..<line.startIndex]
          mails.append(RawMail(quoted: bytes, firstLine: firstLine, isInMailbox: isInMailbox))
        }
        if mails.count == limits.messages {
          let message = "more than \(limits.messages) messages; the rest is not read"
          let location = SourceLocation(file: file, line: lineNumber)
          diagnostics.append(Diagnostic(.warning, "message-limit", message, at: location))
          return (mails, diagnostics)
        }
        start = Swift.min(line.endIndex + 1, input.endIndex)
        firstLine = lineNumber + 1
        isInMailbox = true
        afterEmptyLine = false
        continue
      }
      afterEmptyLine = Self.isBlank(line)
      // Empty lines before a mail without a separator are no mail.
      if start == nil, !afterEmptyLine {
        start = line.startIndex
        firstLine = lineNumber
      }
    }
    if let start {
      mails.append(RawMail(quoted: input[start...], firstLine: firstLine, isInMailbox: isInMailbox))
    }
    return (mails, diagnostics)
  }

  static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    line.isEmpty || (line.count == 1 && line.first == 0x0d)
  }

  /// Whether `line` is `From ADDRESS … HH:MM… YYYY`: a word after `From `, and a clock time and a year among the rest.
  static func isSeparator(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.count >= 20, line.count < 1_000, line.starts(with: "From ".utf8) else { return false }
    let words = line.dropFirst(5).split(whereSeparator: { $0 == 0x20 || $0 == 0x0d })
    guard words.count >= 5 else { return false }
    let isTime = { (word: ArraySlice<UInt8>) in
      word.contains(0x3a) && word.allSatisfy { $0 == 0x3a || isDigit($0) }
    }
    let isYear = { (word: ArraySlice<UInt8>) in word.count == 4 && word.allSatisfy(isDigit) }
    return words.dropFirst(2).contains(where: isTime) && words.dropFirst(3).contains(where: isYear)
  }
}
