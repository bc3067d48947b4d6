internal import Diagnostics
internal import Glibc
internal import KernelSources

/// The files of a BPF project that are read.
struct ProgramFiles {
  var sources: [SourceFile] = []
  var objects: [SourceFile] = []
  var diagnostics: [Diagnostic] = []
  var isFolder = false

  /// Bytes of all files of a folder together.
  static let mostBytes = 256 << 20
  /// Headers that are followed from one source.
  static let mostHeaders = 1_000

  /// The files at `path`: those of a folder, or the one file and its headers.
  static func at(_ path: String) throws(Diagnostic) -> ProgramFiles {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw Diagnostic(
        .error, "unreadable-file", "cannot open the program: \(systemMessage(errno))",
        at: SourceLocation(file: path))
    }
    return status.st_mode & S_IFMT == S_IFDIR ? try inFolder(path) : try ofFile(path)
  }

  // MARK: Folders

  private static func inFolder(_ path: String) throws(Diagnostic) -> ProgramFiles {
    var limits = SourceLimits()
    limits.entries = 500_000
    limits.fileBytes = ObjectUses.largestObject
    limits.keptBytes = mostBytes
    let selection = SourceSelection(
      always: { $0.hasSuffix(".c") || $0.hasSuffix(".h") || $0.hasSuffix(".o") }, examine: { _ in false }, words: [])
    let selected: SelectedSources
    do { selected = try TreeSource(path: path, limits: limits).select(selection) } catch {
      var error = error
      error.location = error.location ?? SourceLocation(file: path)
      error.message = error.message.replacing("; this is not a kernel", with: "; name a smaller folder")
      throw error
    }
    var files = ProgramFiles(diagnostics: selected.diagnostics, isFolder: true)
    for file in selected.files { files.add(file) }
    return files
  }

  /// Adds a file of a folder as what it is.
  mutating func add(_ file: SourceFile) {
    if Self.isObject(file.bytes) {
      objects.append(file)
    } else if !file.path.hasSuffix(".o") {
      sources.append(file)
    } else {
      diagnostics.append(
        Diagnostic(.warning, "not-an-object", "not an ELF file; not read", at: SourceLocation(file: file.path)))
    }
  }

  // MARK: Files

  private static func ofFile(_ path: String) throws(Diagnostic) -> ProgramFiles {
    let bytes = try bytes(of: path)
    let slash = path.lastIndex(of: "/")
    let name = String(path[(slash.map(path.index(after:)) ?? path.startIndex)...])
    if isObject(bytes) || name.hasSuffix(".o") {
      return ProgramFiles(objects: [SourceFile(path: name, bytes: bytes)])
    }
    let folder = slash.map { String(path[...$0]) } ?? ""
    var files = ProgramFiles(sources: [SourceFile(path: name, bytes: bytes)])
    files.addHeaders(below: folder)
    return files
  }

  /// Adds the headers that the sources include and that lie below `folder`, which ends in a slash or is empty.
  private mutating func addHeaders(below folder: String) {
    var known = Set(sources.map(\.path))
    var next = 0
    var size = sources.reduce(0) { $0 + $1.bytes.count }
    while next < sources.count, sources.count <= Self.mostHeaders {
      let file = sources[next]
      next += 1
      for include in SourceFacts.includes(of: file) {
        guard let path = InclusionGraph.resolved(include, from: file.path), known.insert(path).inserted else {
          continue
        }
        // Most inclusions name headers of the system; those are not there, and no one's fault.
        guard Self.isRegular(folder, path) else { continue }
        do throws(Diagnostic) {
          let bytes = try Self.bytes(of: folder + path)
          size += bytes.count
          guard size <= Self.mostBytes else {
            throw Diagnostic(
              .warning, "source-too-large", "the headers hold more than \(Self.mostBytes) bytes; this one is not read")
          }
          sources.append(SourceFile(path: path, bytes: bytes))
        } catch {
          diagnostics.append(
            Diagnostic(.warning, error.code, error.message, at: SourceLocation(file: path)))
        }
      }
    }
  }

  /// Whether a path below a folder leads to a regular file without a link on the way.
  private static func isRegular(_ folder: String, _ path: String) -> Bool {
    var status = stat()
    var place = folder
    for part in path.split(separator: "/") {
      place += (place.isEmpty || place.hasSuffix("/") ? "" : "/") + part
      guard lstat(place, &status) == 0, status.st_mode & S_IFMT != S_IFLNK else { return false }
    }
    return status.st_mode & S_IFMT == S_IFREG
  }

  /// The bytes of a regular file; a pipe is opened without waiting and refused.
  private static func bytes(of path: String) throws(Diagnostic) -> [UInt8] {
    func refusal(_ message: String) -> Diagnostic {
      Diagnostic(.error, "unreadable-file", message, at: SourceLocation(file: path))
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw refusal("cannot read the file: \(systemMessage(errno))") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw refusal("a device, pipe or socket is not read")
    }
    let limit = ObjectUses.largestObject
    guard status.st_size <= limit else {
      throw Diagnostic(
        .error, "file-too-large", "the file has \(status.st_size) bytes, more than the \(limit) that are read",
        at: SourceLocation(file: path))
    }
    var bytes: [UInt8] = []
    var portion = [UInt8](repeating: 0, count: 1 << 18)
    while bytes.count <= limit {
      let count = portion.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw refusal("cannot read the file: \(systemMessage(errno))") }
      if count == 0 { break }
      bytes += portion[..<count]
    }
    return bytes
  }

  private static func isObject(_ bytes: [UInt8]) -> Bool { bytes.starts(with: ELFObject.magic) }
}
