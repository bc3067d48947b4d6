import Foundation
import KernelOracles
import KfuncModel
import TestFiles

/// The folder that `make kernels` fills, named by the environment variable `KFUNCDOCS_KERNELS`.
struct KernelFolder {
  /// Whether these tests were asked for.
  static var isGiven: Bool { ProcessInfo.processInfo.environment["KFUNCDOCS_KERNELS"] != nil }

  let url: URL

  init() throws {
    guard let path = ProcessInfo.processInfo.environment["KFUNCDOCS_KERNELS"] else {
      throw CocoaError(.fileNoSuchFile)
    }
    url = URL(filePath: path, directoryHint: .isDirectory)
  }

  func tree(_ release: String) -> URL { url.appending(path: "linux-source-\(release)") }

  /// The upstream version of a product, by the note that the fetch left: `6.12.107` of `6.12.107-1`.
  func upstreamVersion(of product: String) throws -> String {
    let note = try String(contentsOf: url.appending(path: "versions/\(product)"), encoding: .utf8)
    for line in note.split(separator: "\n") where line.hasPrefix("got ") {
      return String(line.dropFirst("got ".count).prefix { $0 != "-" })
    }
    throw CocoaError(.fileReadCorruptFile)
  }

  /// The kfuncs that Debian's compiled kernel declares.
  func compiledKfuncs(_ release: String) throws -> [OracleKfunc] {
    try VmlinuxHeader(packageFolder: url.appending(path: "bpf-dev-\(release)")).kfuncs
  }

  /// The configuration of Debian's kernel for amd64, the one that `vmlinux.h` was made from.
  func configuration(_ release: String) throws -> KernelConfiguration {
    let path = "config-\(release)/usr/src/linux-config-\(release)/config.amd64_none_amd64.xz"
    return KernelConfiguration(text: try run("xz", "-dc", url.appending(path: path).path))
  }

  /// Functions of the tree that stand in sets for fmodret alone, found by grep.
  func fmodretMembers(_ release: String) throws -> [String: SourceReference] {
    let top = tree(release).path + "/"
    let files = try run("grep", "-rlF", "--include=*.c", "register_btf_fmodret_id_set", top)
    var members: [String: SourceReference] = [:]
    for path in files.split(separator: "\n") {
      let text = try String(contentsOfFile: String(path), encoding: .utf8)
      members.merge(FmodretSets.members(of: text, file: String(path.dropFirst(top.count)))) { first, _ in first }
    }
    return members
  }
}
