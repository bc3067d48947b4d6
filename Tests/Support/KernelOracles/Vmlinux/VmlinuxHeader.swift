public import Foundation

/// The kfuncs of a `vmlinux.h`, as `bpftool btf dump file … format c` writes it from a kernel's BTF.
///
/// bpftool emits one line for each function that carries the BTF tag `bpf_kfunc`:
/// `extern [__bpf_fastcall ]TYPE NAME(ARGUMENTS) __weak __ksym;`. The tag comes from membership in an ID set opened with
/// `BTF_KFUNCS_START`, whether that set is registered or not.
public struct VmlinuxHeader: Sendable {
  /// The kfuncs in the order of the header.
  public var kfuncs: [OracleKfunc]

  /// Why a header is no usable answer.
  public enum Failure: Error, Hashable, CustomStringConvertible {
    /// A line with the mark of a kfunc that could not be read.
    case unreadLine(Int, String)
    /// Two declarations of a name.
    case repeated(String)
    /// Not one kfunc: no such header, or one from before bpftool wrote them.
    case noKfuncs

    /// The reason in words.
    public var description: String {
      switch self {
      case .unreadLine(let line, let reason): "line \(line) of vmlinux.h: \(reason)"
      case .repeated(let name): "vmlinux.h declares '\(name)' twice"
      case .noKfuncs: "vmlinux.h declares no kfunc"
      }
    }
  }

  /// Reads the header's text. Every line that declares a ksym is read, or the whole is refused.
  public init(_ text: [UInt8]) throws {
    let mark = Array("__ksym;".utf8)
    var kfuncs: [OracleKfunc] = []
    var names: Set<String> = []
    var line = 0
    for bytes in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      line += 1
      guard bytes.suffix(mark.count).elementsEqual(mark) else { continue }
      let declaration = String(decoding: bytes, as: UTF8.self)
      let start = "extern "
      let end = " __weak __ksym;"
      guard declaration.hasPrefix(start), declaration.hasSuffix(end) else {
        throw Failure.unreadLine(line, "neither 'extern' nor '__weak' where they are expected")
      }
      do {
        let kfunc = try OracleKfunc(
          declaration: String(declaration.dropFirst(start.count).dropLast(end.count)), line: line)
        guard names.insert(kfunc.name).inserted else { throw Failure.repeated(kfunc.name) }
        kfuncs.append(kfunc)
      } catch let error as DeclarationError {
        throw Failure.unreadLine(line, error.description)
      }
    }
    guard !kfuncs.isEmpty else { throw Failure.noKfuncs }
    self.kfuncs = kfuncs
  }

  /// Reads the one `vmlinux.h` below the folder of an unpacked linux-bpf-dev package.
  public init(packageFolder: URL) throws {
    let path = "usr/include/x86_64-linux-gnu/linux/bpf/vmlinux.h"
    try self.init([UInt8](Data(contentsOf: packageFolder.appending(path: path))))
  }
}
