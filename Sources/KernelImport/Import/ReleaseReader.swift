import Diagnostics
import KernelSources
import KfuncModel

/// The version that a tree's Makefile states.
struct TreeVersion {
  var release: KernelRelease
  /// With EXTRAVERSION as written: `6.12.107`, `7.0-rc3`, `6.6.1-rt20`.
  var text: String
}

/// Reads VERSION, PATCHLEVEL, SUBLEVEL and EXTRAVERSION of a kernel's own Makefile.
enum ReleaseReader {
  /// The version.
  ///
  /// - Throws: `no-kernel-version` when the Makefile gives no numbers: then the tree is no kernel's.
  static func read(_ makefile: SourceFile) throws(Diagnostic) -> TreeVersion {
    var values: [String: String] = [:]
    for line in makefile.bytes.split(separator: 0x0a).prefix(40) {
      let parts = line.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      let key = String(decoding: parts[0], as: UTF8.self).filter { !$0.isWhitespace }
      if values[key] == nil { values[key] = String(decoding: parts[1], as: UTF8.self).filter { !$0.isWhitespace } }
    }
    guard let major = number(values["VERSION"]), let minor = number(values["PATCHLEVEL"]),
      let point = number(values["SUBLEVEL"])
    else {
      throw Diagnostic(
        .error, "no-kernel-version", "not the Makefile of a kernel: VERSION, PATCHLEVEL or SUBLEVEL is missing",
        at: SourceLocation(file: makefile.path))
    }
    let extra = values["EXTRAVERSION"] ?? ""
    var candidate: Int?
    if extra.hasPrefix("-rc") { candidate = number(String(extra.dropFirst(3).prefix { $0.isNumber })) }
    let release = KernelRelease(major: major, minor: minor, point: point, candidate: candidate)
    let text = "\(major).\(minor)" + (point > 0 ? ".\(point)" : "") + extra
    return TreeVersion(release: release, text: text)
  }

  private static func number(_ text: String?) -> Int? {
    guard let text, !text.isEmpty, text.count <= 6, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
      return nil
    }
    return Int(text)
  }
}
