internal import Diagnostics
internal import Foundation
internal import ParallelMap

/// Reads files below one folder: nothing outside it, nothing too large, in the order of their names.
struct ContentTree {
  /// How large a file that people write may be, in bytes.
  static let largestText = 4 << 20
  /// How large a catalogue may be, in bytes.
  static let largestCatalogue = 256 << 20
  /// How many entries a folder may have.
  static let mostEntries = 100_000

  private(set) var diagnostics: [Diagnostic] = []
  private let root: String
  private let resolvedRoot: String
  private let shownRoot: String
  /// Folders that were found to lie inside.
  private var inside: Set<String> = []
  /// What is known of files from an earlier reading, and what this one adds.
  private(set) var remembered: FileMemory

  /// The folder at `root`, called `shownRoot` in diagnostics.
  init(root: String, shownAs shownRoot: String, files: FileMemory = FileMemory()) {
    self.root = root
    self.shownRoot = shownRoot
    remembered = files
    resolvedRoot = Self.resolved(root) ?? root
  }

  /// The same folder, of which nothing was read or found wrong before.
  var forgetful: ContentTree {
    var tree = self
    tree.remembered = FileMemory(isKept: false)
    tree.diagnostics = []
    return tree
  }

  /// The path of `relative` as diagnostics show it.
  func shown(_ relative: String) -> String { relative.isEmpty ? shownRoot : "\(shownRoot)/\(relative)" }

  /// Whether something of that name is there, be it a link to nothing: that is reported when it is read.
  func exists(_ relative: String) -> Bool {
    var status = stat()
    return lstat(relative.isEmpty ? root : "\(root)/\(relative)", &status) == 0
  }

  /// The names in a folder, in the order of their bytes, hidden ones left out; none where there is no folder.
  mutating func names(in folder: String) -> [String] { entries(in: folder).map(\.name) }

  /// The names with what the folder says of each.
  private mutating func entries(in folder: String) -> [FolderEntry] {
    guard exists(folder), isInside(folder) else { return [] }
    do throws(FolderNames.Failure) {
      let listing = try FolderNames.read(folder.isEmpty ? root : "\(root)/\(folder)")
      for name in listing.unreadable where !name.hasPrefix(".") {
        report(.error, "file-name", "not read: its name is not UTF-8", (folder.isEmpty ? "" : folder + "/") + name)
      }
      var entries = listing.entries.filter { !$0.name.hasPrefix(".") }
      if entries.count > Self.mostEntries {
        report(.error, "too-many-files", "more than \(Self.mostEntries) files; the rest is left out", folder)
        entries.removeLast(entries.count - Self.mostEntries)
      }
      return entries
    } catch {
      report(.error, "unreadable", "the folder cannot be read: \(error.reason)", folder)
      return []
    }
  }

  /// The files of `folder` whose names end in `ending`; what else lies there is reported, except `others`.
  mutating func files(in folder: String, ending: String, except others: Set<String> = []) -> [ContentFile] {
    let limit = ending == ".json" ? Self.largestCatalogue : Self.largestText
    let request = [ending] + others.sorted()
    var known = remembered.takeFolder(folder)
    if let last = known, folderIsInside(of: folder + "/"), last.holds(at: "\(root)/\(folder)", for: request) {
      diagnostics += last.diagnostics
    } else {
      known = look(into: folder, ending: ending, except: others, request, knowing: known?.files ?? [])
    }
    guard var known else { return [] }
    for place in known.files.indices {
      var status = stat()
      if let signature = known.files[place].signature, lstat(known.files[place].path, &status) == 0,
        FileMemory.Signature(status) == signature
      {
        continue
      }
      read(&known.files[place], limit: limit)
    }
    remembered.keep(known, of: folder)
    return known.files.compactMap(\.file)
  }

  /// The files of a folder that is looked through anew; what is known of those of `files` that are still there is kept.
  private mutating func look(
    into folder: String, ending: String, except others: Set<String>, _ request: [String],
    knowing files: [FolderFiles.File]
  ) -> FolderFiles {
    let known = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
    let moment = FileMemory.Moment("\(root)/\(folder)", S_IFDIR)
    let count = diagnostics.count
    let (listed, isCertain) = listed(in: folder, ending: ending, except: others)
    return FolderFiles(
      signature: isCertain && moment?.isTrusted == true ? moment?.signature : nil, request: request,
      files: listed.map { relative, stem in
        let path = "\(root)/\(relative)"
        return known[path] ?? FolderFiles.File(relative: relative, path: path, stem: stem)
      }, diagnostics: Array(diagnostics[count...]))
  }

  /// Reads a file of a folder.
  private mutating func read(_ file: inout FolderFiles.File, limit: Int) {
    let moment = remembered.isKept ? FileMemory.Moment(file.path) : nil
    let count = diagnostics.count
    let bytes = bytes(of: file.relative, limit: limit)
    // The same words once more keep their storage, and what was made of them is known to be the same at once.
    if bytes == nil || file.file?.bytes != bytes {
      file.file = bytes.map { ContentFile(path: shown(file.relative), stem: file.stem, bytes: $0) }
    }
    // What could not be read is tried and told again the next time, and so is what grew or was exchanged meanwhile.
    let isTrusted =
      moment?.isTrusted == true && moment?.signature.size == bytes?.count && diagnostics.count == count
    file.signature = isTrusted ? moment?.signature : nil
  }

  /// What `transform` makes of the files of `folder`, in the order of their names, several read and worked on side by
  /// side: no more than these are in memory at once. What `memory` knows of unchanged ones is taken from there.
  mutating func mapFiles<Result: Sendable>(
    in folder: String, ending: String, limit: Int, memory: inout FileResults<Result>,
    _ transform: @Sendable (ContentFile) -> Result
  ) -> [Result] {
    var reader = self
    reader.remembered = FileMemory(isKept: false)
    let files = listed(in: folder, ending: ending, except: []).files.map { relative, stem in
      (relative, stem, memory.known("\(root)/\(relative)"))
    }
    let results = files.concurrentMap { [reader] (relative, stem, known) -> FileResults<Result>.Outcome in
      if let known { return known }
      var own = reader
      own.diagnostics = []
      let before = FileMemory.Moment("\(own.root)/\(relative)")
      let bytes = own.bytes(of: relative, limit: limit)
      return FileResults.Outcome(
        result: bytes.map { transform(ContentFile(path: own.shown(relative), stem: stem, bytes: $0)) },
        diagnostics: own.diagnostics, moment: before)
    }
    for (file, outcome) in zip(files, results) { memory.remember("\(root)/\(file.0)", outcome) }
    memory.settle()
    diagnostics += results.flatMap(\.diagnostics)
    return results.compactMap(\.result)
  }

  /// The files that `files` reads, each as its path in the tree and its name without `ending`, and whether the folder
  /// alone told which these are.
  private mutating func listed(
    in folder: String, ending: String, except others: Set<String>
  ) -> (files: [(relative: String, stem: String)], isCertain: Bool) {
    var files: [(relative: String, stem: String)] = []
    let entries = entries(in: folder).filter { !others.contains($0.name) }
    // Of names that differ in case alone the one in lower case is read: it is the one that an address can have.
    var kept: [String: String] = [:]
    let mayShare = entries.contains { !$0.name.utf8.allSatisfy(Self.isLower) }
    for name in entries.lazy.map(\.name) where mayShare {
      if kept[name.lowercased()] == nil || name == name.lowercased() { kept[name.lowercased()] = name }
    }
    for entry in entries {
      let name = entry.name
      let relative = "\(folder)/\(name)"
      guard name.hasSuffix(ending), !(entry.isFolder ?? isFolder(relative)) else {
        report(.warning, "stray-file", "not read: only files named *\(ending) belong here", relative)
        continue
      }
      let stem = String(name.dropLast(ending.count))
      if let other = kept[name.lowercased()], other != name {
        report(
          .error, "same-address", "'\(name)' and '\(other)' would share an address; the file is left out", relative)
        continue
      }
      files.append((relative, stem))
    }
    return (files, entries.allSatisfy { $0.isFolder != nil })
  }

  /// Whether a byte of a name has no other form in capitals.
  private static func isLower(_ byte: UInt8) -> Bool { byte < 0x80 && !(0x41...0x5a).contains(byte) }

  /// The folders in `folder`; what else lies there is reported.
  mutating func folders(in folder: String) -> [String] {
    names(in: folder).filter { name in
      if isFolder("\(folder)/\(name)") { return isInside("\(folder)/\(name)") }
      report(.warning, "stray-file", "not read: only folders belong here", "\(folder)/\(name)")
      return false
    }
  }

  /// The bytes of a file, nil (and a diagnostic) where it cannot or must not be read.
  mutating func bytes(of relative: String, limit: Int = ContentTree.largestText) -> [UInt8]? {
    let path = "\(root)/\(relative)"
    var status = stat()
    // What is no link lies where its folder lies.
    if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, folderIsInside(of: relative) {
      guard status.st_size <= limit else {
        report(.error, "file-too-large", "larger than \(limit >> 20) MiB", relative)
        return nil
      }
      if let bytes = remembered.bytes(of: path, status, { Self.regularFile(path, size: Int(status.st_size)) }) {
        return bytes
      }
      report(.error, "unreadable", "the file cannot be read", relative)
      return nil
    }
    return linkedFile(relative, limit: limit)
  }

  /// Whether the folder that holds `relative` lies in the tree; looked up once.
  private mutating func folderIsInside(of relative: String) -> Bool {
    let folder = relative.lastIndex(of: "/").map { String(relative[..<$0]) } ?? ""
    if inside.contains(folder) { return true }
    guard Self.isInside(resolved: Self.resolved(folder.isEmpty ? root : "\(root)/\(folder)"), resolvedRoot) else {
      return false
    }
    inside.insert(folder)
    return true
  }

  /// The bytes of a file that is a symbolic link, of one in a folder that is one, and of what is no file.
  private mutating func linkedFile(_ relative: String, limit: Int) -> [UInt8]? {
    guard isInside(relative) else { return nil }
    let path = "\(root)/\(relative)"
    do {
      let attributes = try FileManager.default.attributesOfItem(atPath: Self.resolved(path) ?? path)
      guard attributes[.type] as? FileAttributeType == .typeRegular else {
        report(.error, "unreadable", "not a regular file", relative)
        return nil
      }
      let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
      guard size <= limit else {
        report(.error, "file-too-large", "larger than \(limit >> 20) MiB", relative)
        return nil
      }
      // Read no further than the limit, should the file grow in between.
      guard let handle = FileHandle(forReadingAtPath: path) else {
        report(.error, "unreadable", "the file cannot be read", relative)
        return nil
      }
      defer { try? handle.close() }
      return Array(try handle.read(upToCount: max(size, 1)) ?? Data())
    } catch {
      report(.error, "unreadable", "the file cannot be read", relative)
      return nil
    }
  }

  private func isFolder(_ relative: String) -> Bool {
    var status = stat()
    return stat("\(root)/\(relative)", &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether `relative`, every link followed, lies in the folder; reported if it does not.
  private mutating func isInside(_ relative: String) -> Bool {
    guard let resolved = Self.resolved("\(root)/\(relative)") else {
      report(.error, "unreadable", "a link to nothing, or unreadable", relative)
      return false
    }
    if Self.isInside(resolved: resolved, resolvedRoot) { return true }
    report(.error, "symlink-outside", "a symbolic link that leaves the folder is not followed", relative)
    return false
  }

  private static func isInside(resolved: String?, _ root: String) -> Bool {
    guard let resolved else { return false }
    return resolved == root || resolved.hasPrefix(root + "/")
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  mutating func report(_ severity: Diagnostic.Severity, _ code: Diagnostic.Code, _ message: String, _ at: String) {
    diagnostics.append(Diagnostic(severity, code, message, at: SourceLocation(file: shown(at))))
  }
}
