import Foundation
import TestFiles

/// An unpacked kernel tree of the folder that `KFUNCDOCS_KERNELS` names.
struct KernelTree: Sendable, CustomStringConvertible {
  /// `7.3`, from the folder's name `linux-source-7.3`.
  let release: String
  let root: URL

  var description: String { release }

  /// The trees, in order of their names; none where the variable is not set.
  static let all: [KernelTree] = {
    guard let folder = ProcessInfo.processInfo.environment["KFUNCDOCS_KERNELS"] else { return [] }
    let url = URL(fileURLWithPath: folder, isDirectory: true)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().compactMap { name in
      let root = url.appendingPathComponent(name, isDirectory: true)
      guard name.hasPrefix("linux-source-"), FileManager.default.fileExists(atPath: root.path + "/MAINTAINERS") else {
        return nil
      }
      return KernelTree(release: String(name.dropFirst("linux-source-".count)), root: root)
    }
  }()

  static var isAvailable: Bool { !all.isEmpty }

  func bytes(of path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appendingPathComponent(path)))
  }

  func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: root.path + "/" + path, isDirectory: &isFolder)
    return exists && isFolder.boolValue
  }

  /// Runs a program in the tree's top folder and returns its standard output; standard error is dropped.
  func output(of arguments: [String]) throws -> String {
    let files = try TemporaryFolder()
    try ChildProcess(arguments, in: root.path, output: files("output")).wait()
    return String(decoding: files.bytes(of: "output") ?? [], as: UTF8.self)
  }

  /// Files that hold one of `words`, in order.
  func files(with words: [String]) throws -> [String] {
    let arguments = ["grep", "-rlF"] + words.flatMap { ["-e", $0] } + ["."]
    return try output(of: arguments).split(separator: "\n").map { String($0.dropFirst(2)) }.sorted()
  }
}
