/// What is taken from the headers of a message or of a MIME part, decoded.
struct MIMEHeaders: Sendable {
  /// `text/plain` and the like, in lower case.
  var mediaType = "text/plain"
  /// Whether a `Content-Type` was given at all.
  var declaresType = false
  var boundary: [UInt8]?
  var charset: String?
  /// RFC 3676: `format=flowed`.
  var isFlowed = false
  /// RFC 3676: `delsp=yes`.
  var deletesSpace = false
  /// The transfer encoding's name in lower case, or empty.
  var transferEncoding = ""
  var isAttachment = false
  var fileName: String?

  // Of messages alone.
  var authorName: String?
  var subject: String?
  var date: MailDate?
  var declaresDate = false
  var messageID: String?
  var references: [String] = []
  var inReplyTo: [String] = []
  /// The addresses of lists: `List-Id`'s and `List-Post`'s.
  var lists: [String] = []
  /// What the parser found odd: the offset in the headers, and words.
  var warnings: [(offset: Int, message: String)] = []
}
