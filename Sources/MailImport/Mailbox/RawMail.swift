/// One message of a mailbox as it stands there.
struct RawMail: Sendable {
  /// Headers, an empty line and the body, a piece of the mailbox.
  var quoted: ArraySlice<UInt8>
  /// The line of the mailbox, from 1, on which the message's first header stands.
  var firstLine: Int
  /// Whether `From ` at the start of a line is quoted by `>`, as in an mbox.
  var isInMailbox: Bool

  /// The message with the quoting of `From ` undone: one `>` is taken from lines of the form `>From `, `>>From `
  /// (mboxrd; for mboxo's `>From ` the same is right).
  var bytes: ArraySlice<UInt8> {
    guard isInMailbox, Self.holdsQuotedFrom(quoted) else { return quoted }
    var result: [UInt8] = []
    result.reserveCapacity(quoted.count)
    for line in ByteLines(quoted) {
      result += Self.isQuotedFrom(line) ? line.dropFirst() : line
      result.append(0x0a)
    }
    return result[...]
  }

  private static func holdsQuotedFrom(_ bytes: ArraySlice<UInt8>) -> Bool {
    for line in ByteLines(bytes) where isQuotedFrom(line) { return true }
    return false
  }

  private static func isQuotedFrom(_ line: ArraySlice<UInt8>) -> Bool {
    line.first == 0x3e && line.drop { $0 == 0x3e }.starts(with: "From ".utf8)
  }
}
