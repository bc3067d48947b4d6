internal import Diagnostics
internal import Glibc

/// One thread's way through the folders of a tree.
struct FolderScan {
  let root: Int32
  let selection: SourceSelection
  let sieve: WordSieve
  let limits: SourceLimits
  private let reader: FileReader

  init(root: Int32, selection: SourceSelection, sieve: WordSieve, limits: SourceLimits) {
    self.root = root
    self.selection = selection
    self.sieve = sieve
    self.limits = limits
    reader = FileReader(limit: limits.fileBytes)
  }

  /// Reads what is wanted of `folder` (a path below the root, empty for the root itself).
  ///
  /// Hands on its folders, and what it finds in portions, so that a folder with millions of entries is not held whole;
  /// ends where `onFindings` says false, and says so too.
  func scan(
    _ folder: [UInt8], onFolder: ([UInt8]) -> Void, onFindings: (FolderFindings) -> Bool
  ) -> Bool {
    var findings = FolderFindings()
    let opened: Int32
    do throws(SystemFailure) {
      opened = try (folder.isEmpty ? [UInt8(ascii: ".")] : folder).withCPath { path throws(SystemFailure) in
        try FileDescriptor(at: root, path, flags: O_DIRECTORY).release()
      }
    } catch {
      findings.diagnostics.append(unreadableFolder(folder, error.number))
      return onFindings(findings)
    }
    guard let stream = fdopendir(opened) else {
      findings.diagnostics.append(unreadableFolder(folder, errno))
      close(opened)
      return onFindings(findings)
    }
    defer { closedir(stream) }  // closes `opened` too

    let prefix = folder.isEmpty ? [] : folder + [UInt8(ascii: "/")]
    var path = prefix
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { findings.diagnostics.append(unreadableFolder(folder, errno)) }
        return onFindings(findings)
      }
      // Nil only for a computed property, which this is not.
      guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return false }
      // By address: the name may end before the 256 bytes that copying the structure would read.
      let name = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self)
      let bytes = UnsafeRawBufferPointer(start: name, count: strlen(name))
      if bytes.elementsEqual(".".utf8) || bytes.elementsEqual("..".utf8) { continue }
      // What git keeps for itself is not part of the tree: a folder, or a file in a linked work tree or submodule.
      if bytes.elementsEqual(".git".utf8) { continue }
      findings.entries += 1
      path.removeSubrange(prefix.count...)
      path.append(contentsOf: bytes)
      visit(path, name: name, kind: kind(of: entry, name, in: opened), in: opened, &findings, onFolder)
      if findings.isPortion {
        if !onFindings(findings) { return false }
        findings = FolderFindings()
      }
    }
  }

  /// Kinds of directory entry that are told apart.
  private enum Kind {
    case file, folder, link, other
  }

  private func kind(of entry: UnsafeMutablePointer<dirent>, _ name: UnsafePointer<CChar>, in folder: Int32) -> Kind {
    switch Int(entry.pointee.d_type) {
    case Int(DT_REG): return .file
    case Int(DT_DIR): return .folder
    case Int(DT_LNK): return .link
    case Int(DT_UNKNOWN):
      // Some file systems do not say.
      var status = stat()
      guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .other }
      if status.isRegularFile { return .file }
      if status.isFolder { return .folder }
      return status.st_mode & S_IFMT == S_IFLNK ? .link : .other
    default: return .other
    }
  }

  private func visit(
    _ bytes: [UInt8], name: UnsafePointer<CChar>, kind: Kind, in folder: Int32, _ findings: inout FolderFindings,
    _ onFolder: ([UInt8]) -> Void
  ) {
    if kind == .folder {
      onFolder(bytes)
      return
    }
    guard let path = String(validating: bytes, as: UTF8.self) else {
      let shown = String(decoding: bytes, as: UTF8.self)
      if selection.interest(in: shown) != .none { findings.diagnostics.append(.pathNotUTF8(shown)) }
      return
    }
    let interest = selection.interest(in: path)
    if interest == .none { return }
    if bytes.count > limits.pathBytes {
      findings.diagnostics.append(.pathTooLong(path, bytes: bytes.count, limit: limits.pathBytes))
      return
    }
    switch kind {
    case .link: findings.diagnostics.append(.linkNotRead(path, "a symbolic link"))
    case .folder, .other: findings.diagnostics.append(.notRegular(path, "a device, pipe or socket"))
    case .file: read(path, name: name, interest, in: folder, &findings)
    }
  }

  private func read(
    _ path: String, name: UnsafePointer<CChar>, _ interest: SourceSelection.Interest, in folder: Int32,
    _ findings: inout FolderFindings
  ) {
    switch reader.read(name, in: folder) {
    case .read(let count):
      findings.examined += 1
      findings.examinedBytes += count
      let bytes = reader.bytes(count)
      if interest == .whole || sieve.matches(bytes) {
        findings.files.append(SourceFile(path: path, bytes: Array(bytes)))
        findings.keptBytes += count
      }
    case .notRegular: findings.diagnostics.append(.notRegular(path, "a link, device, pipe or socket"))
    case .tooLarge(let size):
      findings.diagnostics.append(.fileTooLarge(path, bytes: size, limit: limits.fileBytes))
    case .failed(let number): findings.diagnostics.append(.unreadable(path, systemMessage(number)))
    }
  }

  private func unreadableFolder(_ folder: [UInt8], _ number: Int32) -> Diagnostic {
    Diagnostic(
      .error, "unreadable-folder", "cannot read the folder: \(systemMessage(number))",
      at: SourceLocation(file: folder.isEmpty ? "." : String(decoding: folder, as: UTF8.self)))
  }
}

extension [UInt8] {
  /// Calls `body` with the bytes ended by a zero byte, as the system wants a path.
  func withCPath<Result, Failure: Error>(
    _ body: (UnsafePointer<CChar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try (map(CChar.init(bitPattern:)) + [0]).withUnsafeBufferPointer { characters throws(Failure) in
      guard let start = characters.baseAddress else { return try body("") }
      return try body(start)
    }
  }
}
