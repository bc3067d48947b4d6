internal import Foundation
internal import Glibc
internal import JSONText

/// The word of a publish that it changes a server's folder: a file there, under a name of its own.
///
/// Servers' folders have no locks, and none of rsync or rclone can write a file only where there is none. So each publish first
/// leaves its claim and then looks for others. Of two at once at least the one that looks later sees the other's, and gives way;
/// perhaps both do. That holds wherever a list shows what was written before.
struct PublishClaim: Equatable {
  /// The beginning of the names of claims.
  static let prefix = "site-manifest.claim-"

  /// Its file's name.
  let name: String
  /// A hash of what tells this boot of this machine, and this space of process numbers, from all others; nil where that is not
  /// known. Readers of the site can see it, so it is no name.
  let machine: String?
  /// The process.
  let process: Int
  /// When the process began, in ticks since the machine did.
  let started: Int

  /// The claim of this process, under a new name.
  init() {
    let digits = String(UInt64.random(in: 0 ... .max), radix: 16)
    name = Self.prefix + String(repeating: "0", count: 16 - digits.utf8.count) + digits
    machine = Self.thisMachine
    process = Int(getpid())
    started = Self.start(of: process) ?? 0
  }

  /// The claim that the file `name` makes by `bytes`; whatever cannot be understood is of a machine that is not known.
  init(name: String, bytes: [UInt8]) {
    self.name = name
    let words = String(decoding: bytes.prefix(200), as: UTF8.self).split(separator: " ").map(String.init)
    let isWhole = words.count == 4 && words[0] == "machine" && words[1].utf8.count == 32
    machine = isWhole ? words[1] : nil
    process = isWhole ? Int(words[2]) ?? 0 : 0
    started = isWhole ? Int(words[3]) ?? 0 : 0
  }

  /// The text of the file.
  var bytes: [UInt8] { Array("machine \(machine ?? "unknown") \(process) \(started)".utf8) }

  /// Whether the process that made it surely is no more: it was one of this machine. Of others nobody knows.
  var hasEnded: Bool {
    guard let machine, machine == Self.thisMachine, process > 0, let number = pid_t(exactly: process) else {
      return false
    }
    if kill(number, 0) != 0, errno == ESRCH { return true }
    // The number may have been given again.
    guard let now = Self.start(of: process) else { return false }
    return now != started
  }

  private static let thisMachine: String? = {
    guard let boot = FileManager.default.contents(atPath: "/proc/sys/kernel/random/boot_id"),
      let space = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")
    else { return nil }
    return String(FileDigest.hexadecimal(of: Array(boot) + Array(space.utf8)).prefix(32))
  }()

  /// proc_pid_stat(5): field 22; the second, a name in parentheses, may hold spaces.
  private static func start(of process: Int) -> Int? {
    guard let data = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return nil }
    let text = String(decoding: data, as: UTF8.self)
    guard let end = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ")
    return fields.count > 19 ? Int(fields[19]) : nil
  }
}
