/// Tar archives that no honest archiver writes (POSIX ustar headers, byte by byte).
public struct TarWriter {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []

  /// An archive without entries.
  public init() {}

  /// Kinds of entry by ustar's type flag.
  public enum Kind: Character {
    case file = "0"
    case hardLink = "1"
    case symbolicLink = "2"
    case characterDevice = "3"
    case blockDevice = "4"
    case folder = "5"
    case pipe = "6"
  }

  /// Adds an entry; `size` overrides the number of bytes that the header claims.
  public mutating func add(
    _ name: String, _ kind: Kind = .file, _ data: String = "", link: String = "", size: Int? = nil
  ) {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at offset: Int) {
      header.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
    }
    func octal(_ number: Int, digits: Int) -> String {
      let text = String(number, radix: 8)
      return String(repeating: "0", count: digits - text.count) + text
    }
    put(name, at: 0)
    put("0000644", at: 100)
    put("0000000", at: 108)
    put("0000000", at: 116)
    put(octal(size ?? data.utf8.count, digits: 11), at: 124)
    put("00000000000", at: 136)
    put("        ", at: 148)
    put(String(kind.rawValue), at: 156)
    put(link, at: 157)
    put("ustar", at: 257)
    put("00", at: 263)
    put(octal(header.reduce(0) { $0 + Int($1) }, digits: 6) + "\0 ", at: 148)
    bytes += header
    bytes += Array(data.utf8)
    bytes += [UInt8](repeating: 0, count: (512 - data.utf8.count % 512) % 512)
  }

  /// The archive with its end mark, two blocks of zeros.
  public var finished: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }
}
