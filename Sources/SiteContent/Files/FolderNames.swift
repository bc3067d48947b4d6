internal import Foundation

/// The names in a folder, as its bytes spell them. Foundation replaces what is not UTF-8, and what it then names is not
/// there.
struct FolderNames {
  /// Why a folder cannot be listed.
  struct Failure: Error {
    let reason: String
  }

  /// What it holds, in the order of the names' bytes, `.` and `..` left out.
  private(set) var entries: [FolderEntry] = []
  /// Names that are not UTF-8, every byte that is not ASCII shown as `\xNN`.
  private(set) var unreadable: [String] = []

  static func read(_ path: String) throws(Failure) -> FolderNames {
    guard let stream = opendir(path) else { throw Failure(reason: String(cString: strerror(errno))) }
    defer { closedir(stream) }
    var listing = FolderNames()
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw Failure(reason: String(cString: strerror(errno))) }
        break
      }
      listing.add(entry)
    }
    listing.entries.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    listing.unreadable.sort()
    return listing
  }

  private mutating func add(_ entry: UnsafeMutablePointer<dirent>) {
    let isFolder: Bool? =
      switch Int(entry.pointee.d_type) {
      case Int(DT_DIR): true
      case Int(DT_REG): false
      default: nil
      }
    withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: UInt8.self, capacity: MemoryLayout.size(ofValue: entry.pointee.d_name)) { start in
        // Ends with a NUL, which its field has room for.
        var count = 0
        while start[count] != 0 { count += 1 }
        let bytes = UnsafeBufferPointer(start: start, count: count)
        if bytes.elementsEqual(".".utf8) || bytes.elementsEqual("..".utf8) { return }
        if let name = String(validating: bytes, as: UTF8.self) {
          entries.append(FolderEntry(name: name, isFolder: isFolder))
        } else {
          unreadable.append(bytes.map(Self.shown).joined())
        }
      }
    }
  }

  private static func shown(_ byte: UInt8) -> String {
    byte < 0x80 ? String(UnicodeScalar(byte)) : "\\x" + String(byte, radix: 16)
  }
}
