/// The name of an object in a git repository: 40 hexadecimal digits, or 64 where it was made with SHA-256.
struct ObjectID: Hashable, Sendable {
  /// The digits.
  let text: String

  /// An id, if `text` is one: digits alone, so that it can stand in a command line or a list of commands.
  init?(_ text: some StringProtocol) {
    let digits = text.utf8
    guard digits.count == 40 || digits.count == 64 else { return nil }
    let isHexadecimal = digits.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
    }
    guard isHexadecimal else { return nil }
    self.text = String(text)
  }
}
