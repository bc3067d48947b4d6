/// One message of a mailbox as bytes, with `From ` quoting undone.
struct RawMail: Sendable {
  /// Headers, an empty line and the body.
  var bytes: ArraySlice<UInt8>
  /// The line of the mailbox, from 1, on which the message's first header stands.
  var firstLine: Int
}
