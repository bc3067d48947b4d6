internal import CLibArchive
internal import Diagnostics

/// One way through the entries of a tar.
struct TarScan: ~Copyable {
  /// Whether there is one folder that holds everything, and what it is called.
  enum Root: Equatable {
    /// Not known before the first file.
    case undecided
    /// All files so far lie in it.
    case folder(String)
    /// There is none.
    case absent

    var name: String? {
      if case .folder(let name) = self { return name }
      return nil
    }
  }

  /// How a scan ended.
  enum Outcome {
    case complete
    /// A file lies outside the folder that all files before it lay in: read again with ``Root/absent``.
    case rootWasWrong
  }

  private let path: String
  private let selection: SourceSelection
  private let sieve: WordSieve
  private let limits: SourceLimits
  private(set) var root: Root
  private(set) var files: [String: [UInt8]] = [:]
  private(set) var diagnostics: DiagnosticTally
  private(set) var filesExamined = 0
  private(set) var bytesExamined = 0
  /// The time of the top Makefile, in seconds since 1970.
  private(set) var time: Int?
  private var keptBytes = 0
  private var entries = 0
  private var data: [UInt8] = []

  init(path: String, selection: SourceSelection, sieve: WordSieve, limits: SourceLimits, root: Root) {
    self.path = path
    self.selection = selection
    self.sieve = sieve
    self.limits = limits
    self.root = root
    diagnostics = DiagnosticTally(limit: limits.diagnostics)
  }

  /// Reads the tar of `input` to its end.
  mutating func run(_ input: UnpackedInput) throws(Diagnostic) -> Outcome {
    guard let reader = LibArchiveReader() else { throw .damagedArchive(path, "out of memory") }
    archive_read_support_format_tar(reader.handle)
    return try reader.reading(input) { opened throws(Diagnostic) in
      guard opened == LibArchiveResult.fine else {
        throw input.failure
          ?? Diagnostic(.error, "not-an-archive", "the file is no tar archive", at: SourceLocation(file: path))
      }
      var end = archive_filter_bytes(reader.handle, 0)
      while true {
        var entry: OpaquePointer?
        let result = archive_read_next_header(reader.handle, &entry)
        if result == LibArchiveResult.endOfFile { break }
        guard let entry, result == LibArchiveResult.fine || result == LibArchiveResult.warning else {
          throw input.failure ?? notRead(reader.message)
        }
        entries += 1
        if entries > limits.entries { throw .tooManyEntries(limits.entries) }
        if try !visit(entry, reader) { return .rootWasWrong }
        // What is left of the data, so that the position is the entry's end.
        let skipped = reader.forEachDataBlock { _, _ in true }
        guard skipped == LibArchiveResult.endOfFile else { throw input.failure ?? notRead(reader.message) }
        end = archive_filter_bytes(reader.handle, 0)
      }
      // A tar ends with a block of zeros; libarchive takes one that just stops for complete, which a cut one is not.
      let hasEndMark = archive_filter_bytes(reader.handle, 0) - end >= 512
      input.drain()
      if let failure = input.failure { throw failure }
      if !hasEndMark { throw .damagedArchive(path, "the tar has no end mark") }
      return .complete
    }
  }

  private func notRead(_ message: String) -> Diagnostic {
    entries == 0 && message == "Unrecognized archive format"
      ? Diagnostic(.error, "not-an-archive", "the file is no tar archive", at: SourceLocation(file: path))
      : .damagedArchive(path, message)
  }

  /// Reads one entry; false when its place shows that the root was wrong.
  private mutating func visit(_ entry: OpaquePointer, _ reader: borrowing LibArchiveReader) throws(Diagnostic) -> Bool {
    guard let (name, isUTF8) = Self.name(of: entry) else {
      diagnostics.add(refused("an entry without a name", at: path))
      return true
    }
    let kind = EntryKind(entry)
    if name.utf8.count > limits.pathBytes {
      diagnostics.add(.pathTooLong(name, bytes: name.utf8.count, limit: limits.pathBytes))
      return true
    }
    let parts: ArchivePath
    do throws(ArchivePath.Refusal) { parts = try ArchivePath(name) } catch {
      // A folder named "./" is how tar names the folder that it was run in.
      if error != .empty || kind != .folder { diagnostics.add(refused(error.rawValue, at: name)) }
      return true
    }
    if kind == .folder { return true }
    if kind == .file, !settleRoot(parts) { return false }
    guard let inTree = parts.path(below: root.name) else { return true }
    if kind == .file, inTree == SourceTime.file {
      let seconds = Int(archive_entry_mtime(entry))
      time = archive_entry_mtime_is_set(entry) != 0 && seconds > 0 ? seconds : nil
    }
    let interest = selection.interest(in: inTree)
    if interest == .none { return true }
    switch kind {
    case .folder: break
    case .link(let what): diagnostics.add(.linkNotRead(inTree, what))
    case .other: diagnostics.add(.notRegular(inTree, "a device, pipe or socket"))
    case .file:
      if isUTF8 { try read(entry, reader, inTree, interest) } else { diagnostics.add(.pathNotUTF8(inTree)) }
    }
    return true
  }

  private mutating func settleRoot(_ parts: ArchivePath) -> Bool {
    switch root {
    case .absent: return true
    case .undecided:
      root = parts.components.count > 1 ? .folder(String(parts.components[0])) : .absent
      return true
    case .folder(let name): return parts.path(below: name) != nil
    }
  }

  private mutating func read(
    _ entry: OpaquePointer, _ reader: borrowing LibArchiveReader, _ inTree: String,
    _ interest: SourceSelection.Interest
  ) throws(Diagnostic) {
    removeEarlier(inTree)
    let size = Int(archive_entry_size(entry))
    if size > limits.fileBytes {
      diagnostics.add(.fileTooLarge(inTree, bytes: size, limit: limits.fileBytes))
      return
    }
    var bytes = data
    data = []  // Held by one name only, or the appending below copies it.
    bytes.removeAll(keepingCapacity: true)
    let result = reader.forEachDataBlock { block, offset in
      guard offset >= bytes.count, offset <= size, block.count <= size - offset else { return false }
      // A sparse file's holes are zeros.
      if offset > bytes.count { bytes.append(contentsOf: repeatElement(0, count: offset - bytes.count)) }
      bytes.append(contentsOf: block)
      return true
    }
    guard result == LibArchiveResult.endOfFile else {
      // The caller meets the same error when it reads on.
      return
    }
    if bytes.count < size { bytes.append(contentsOf: repeatElement(0, count: size - bytes.count)) }
    filesExamined += 1
    bytesExamined += bytes.count
    if interest == .whole || bytes.withUnsafeBytes({ sieve.matches($0) }) {
      keptBytes += bytes.count
      if keptBytes > limits.keptBytes { throw .tooManyBytesKept(limits.keptBytes) }
      // A copy of just its size; the buffer may be far larger.
      files[inTree] = bytes.withUnsafeBytes { Array($0) }
    }
    data = bytes
  }

  /// Forgets an earlier file of the same name: unpacked, the later would replace it.
  private mutating func removeEarlier(_ inTree: String) {
    guard let earlier = files.removeValue(forKey: inTree) else { return }
    keptBytes -= earlier.count
    diagnostics.add(
      Diagnostic(
        .warning, "duplicate-entry", "the archive holds the file twice; the last one is read",
        at: SourceLocation(file: inTree)))
  }

  private func refused(_ what: String, at name: String) -> Diagnostic {
    Diagnostic(.warning, "refused-entry", "\(what) is not read", at: SourceLocation(file: name))
  }
}
