internal import Diagnostics
internal import Foundation
internal import Glibc
internal import ProgramStart

/// The program that indexes the texts of a site, as the environment names it.
public struct FullTextProgram: Sendable {
  /// The path that was asked for; nil for the first `pagefind` in `path`.
  public var named: String?
  /// Folders to look in, with colons between them.
  public var path: String?

  /// The program at `named`, else the first `pagefind` of the folders in `path`.
  public init(named: String?, path: String?) {
    self.named = named
    self.path = path
  }

  /// Its file.
  ///
  /// - Throws: ``BuildFailure`` of code `no-pagefind`.
  func file() throws -> String {
    if let named, !named.isEmpty {
      guard access(named, X_OK) == 0 else {
        throw BuildFailure("no-pagefind", "PAGEFIND names '\(named)', which cannot be run")
      }
      return named
    }
    // An empty part would be the working folder, which no one means here.
    for folder in (path ?? "").split(separator: ":") where access("\(folder)/pagefind", X_OK) == 0 {
      return "\(folder)/pagefind"
    }
    throw BuildFailure(
      "no-pagefind", "no program 'pagefind' in PATH; install it (pip install 'pagefind[bin]') or name it in PAGEFIND")
  }
}

/// Runs Pagefind over a finished site, before the site takes its place.
public struct FullTextIndexing: Sendable {
  /// What it came to.
  public struct Result: Sendable {
    /// Files of the index and of the script that reads it.
    public var files: Int
    /// All their bytes.
    public var bytes: Int
    /// How long the program ran.
    public var seconds: Double
  }

  private static let folder = "pagefind"
  /// Faces of a search that the site does not use; it has its own.
  private static let unused = ["pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight"]
  private let program: String

  /// Looks the program up, so that a build that cannot index does not begin.
  init(_ program: FullTextProgram) throws { self.program = try program.file() }

  /// Indexes the pages below `root`; only what they mark with `data-pagefind-body` is read.
  ///
  /// - Throws: ``BuildFailure`` of code `pagefind-failed` with what the program said last.
  func run(on root: String) throws -> Result {
    let start = ContinuousClock.now
    let output = Pipe()
    let words = [
      program, "--site", root, "--output-subdir", Self.folder, "--exclude-selectors", ".permalink", "--quiet",
    ]
    let writing = output.fileHandleForWriting.fileDescriptor
    let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer { close(nothing) }
    let started: StartedProgram
    do {
      started = try StartedProgram(
        program, words, environment: ProcessInfo.processInfo.environment,
        descriptors: (nothing, writing, writing))
    } catch {
      throw BuildFailure("pagefind-failed", "'\(program)' did not start: \(String(cString: strerror(error.code)))")
    }
    // The end of what it says is there when it alone had held the pipe.
    try? output.fileHandleForWriting.close()
    let said = (try? output.fileHandleForReading.readToEnd()) ?? Data()
    let status = started.end()
    guard status == 0 else {
      let last = String(decoding: said, as: UTF8.self).split(whereSeparator: \.isNewline).last ?? "it said nothing"
      throw BuildFailure("pagefind-failed", "'\(program)' ended with \(status): \(last.prefix(300))")
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    return try measured(root + "/" + Self.folder, seconds)
  }

  private func measured(_ folder: String, _ seconds: Double) throws -> Result {
    var result = Result(files: 0, bytes: 0, seconds: seconds)
    guard let paths = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
      throw BuildFailure("pagefind-failed", "'\(program)' wrote no index: does any page mark its text?")
    }
    for path in paths {
      let file = folder + "/" + path
      if Self.unused.contains(where: path.hasPrefix) {
        try? FileManager.default.removeItem(atPath: file)
        continue
      }
      var status = stat()
      guard lstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      result.files += 1
      result.bytes += Int(status.st_size)
    }
    return result
  }
}
