import Diagnostics
import KernelSources
import KfuncModel
import ParallelMap

/// The files of a kernel that matter here, sorted by what they are, C files lexed.
struct KernelTree: Sendable {
  /// Files of Kbuild and Kconfig by path.
  private let buildFiles: [String: [UInt8]]
  private let documents: [SourceFile]
  private let makefile: SourceFile?
  private let maintainersFile: SourceFile?
  /// Kernel code that may define, collect or register kfuncs, by path order.
  private(set) var kernel: [CSource]
  /// Files that may be compiled for BPF, by path order.
  let programs: [CSource]
  /// C files that contain others, not lexed.
  private let including: [SourceFile]
  private(set) var identity: SourceIdentity
  /// The day that the source gives itself, in UTC.
  let date: CalendarDate?
  private(set) var diagnostics: [Diagnostic]
  private(set) var filesExamined: Int
  private(set) var bytesExamined: Int
  private var read: [SourceFile]

  init(_ source: any KernelSource, progress: SourceProgress.Report?) async throws {
    let selected = try source.select(KernelSelection.first, progress: progress)
    read = selected.files
    identity = selected.identity
    date = selected.time.flatMap { CalendarDate(secondsSince1970: $0) }
    diagnostics = selected.diagnostics
    filesExamined = selected.filesExamined
    bytesExamined = selected.bytesExamined
    var buildFiles: [String: [UInt8]] = [:]
    var kernelFiles: [SourceFile] = []
    var programFiles: [SourceFile] = []
    var including: [SourceFile] = []
    let kernelSieve = WordSieve(words: KernelSelection.kernelWords)
    let programSieve = WordSieve(words: KernelSelection.programWords)
    let inclusionSieve = WordSieve(words: [KernelSelection.inclusionWord])
    for file in selected.files {
      guard KernelSelection.isC(file.path) else {
        buildFiles[file.path] = file.bytes
        continue
      }
      if file.holds(kernelSieve) || KernelSelection.verifierFiles.contains(file.path)
        || file.path == KernelSelection.flagHeader
      {
        kernelFiles.append(file)
      }
      if file.holds(programSieve) || file.path.hasSuffix(".h") { programFiles.append(file) }
      if file.holds(inclusionSieve) { including.append(file) }
    }
    makefile = selected.files.first { $0.path == KernelSelection.makefile }
    maintainersFile = selected.files.first { $0.path == KernelSelection.maintainers }
    documents = selected.files.filter { KernelSelection.policyDocuments.contains($0.path) }
    self.buildFiles = buildFiles
    self.including = including
    kernel = await kernelFiles.parallelMap { CSource($0) }
    programs = await programFiles.parallelMap { CSource($0) }
    diagnostics += kernel.flatMap(\.diagnostics)
  }

  /// Looks once more for the definitions of `missing`, in files that hold no kfunc word; answers whether any file was
  /// added.
  mutating func extend(_ source: any KernelSource, missing: Set<String>) async throws -> Bool {
    if missing.isEmpty { return false }
    let names = missing.sorted().prefix(KernelSelection.mostSoughtNames)
    if names.count < missing.count {
      diagnostics.append(
        Diagnostic(
          .warning, "many-undefined-kfuncs",
          "\(missing.count) kfuncs have no definition; those of the first \(names.count) were looked for in other files"
        ))
    }
    let selected = try source.select(KernelSelection.second(names: Array(names)))
    let known = Set(kernel.map(\.path))
    let added = selected.files.filter { !known.contains($0.path) }
    if added.isEmpty { return false }
    kernel = (kernel + (await added.parallelMap { CSource($0) })).sorted {
      $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
    }
    if identity.form == .tree {
      var byPath: [String: SourceFile] = [:]
      for file in read + added { byPath[file.path] = file }
      read = byPath.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
      identity.text = SourceIdentity.digest(of: read)
    }
    return true
  }

  /// The version by the tree's own Makefile; where that states none, as outside of a kernel, the release that was `named`.
  func version(named: KernelRelease?) throws(Diagnostic) -> TreeVersion {
    guard let makefile else {
      throw Diagnostic(.error, "not-a-kernel", "not a kernel tree: no Makefile at its top")
    }
    do {
      return try ReleaseReader.read(makefile)
    } catch {
      guard let named else { throw error }
      return TreeVersion(release: named, text: named.description)
    }
  }

  /// What the source is, as far as its name tells.
  var sourceDescription: String {
    guard let name = identity.rootName else { return "kernel source" }
    if name.hasPrefix("linux-source-") { return "Debian's patched source" }
    switch identity.form {
    case .git: return "commit tagged \(name)"
    default: return "kernel source"
    }
  }

  /// A warning for each file without which some facts stay unknown.
  var missingFileWarnings: [Diagnostic] {
    var missing: [(path: String, what: String)] = []
    if !kernel.contains(where: { $0.path == KernelSelection.flagHeader }) {
      missing.append((KernelSelection.flagHeader, "which flags the release knows is unknown"))
    }
    if annotations.isEmpty {
      missing.append((KernelSelection.verifierFiles[0], "which parameter names have a meaning is unknown"))
    }
    if !documents.contains(where: { $0.path == KernelSelection.policyDocuments[0] }) {
      missing.append((KernelSelection.policyDocuments[0], "the policy of the release is unknown"))
    }
    return missing.map { path, what in
      Diagnostic(
        .warning, "missing-file", "not found or without what is read from it: \(what)", at: SourceLocation(file: path))
    }
  }

  var flags: [FlagDefinition] {
    kernel.first { $0.path == KernelSelection.flagHeader }.map { FlagReader(source: $0).read() } ?? []
  }

  var annotations: [AnnotationDefinition] {
    var seen: Set<String> = []
    return KernelSelection.verifierFiles.flatMap { path in
      kernel.first { $0.path == path }.map { AnnotationReader(source: $0).read() } ?? []
    }.filter { seen.insert($0.name).inserted }
  }

  var policySections: [PolicySectionReader.Section] { documents.flatMap { PolicySectionReader($0).read() } }

  /// The build conditions of `paths`, in their order.
  func buildConditions(of paths: [String], diagnostics: inout [Diagnostic]) -> [BuildCondition] {
    let build = KbuildTree(files: buildFiles, diagnostics: &diagnostics)
    let inclusions = InclusionReader(files: including, of: paths)
    return build.conditions(of: paths) { inclusions.inclusions(of: $0) }
  }

  func maintainers(
    of files: Set<String>, diagnostics: inout [Diagnostic]
  ) -> (sections: [MaintainersSection], files: [FileMaintainers]) {
    guard let maintainersFile else {
      diagnostics.append(
        Diagnostic(
          .warning, "missing-maintainers", "no MAINTAINERS file: who decides is unknown",
          at: SourceLocation(file: KernelSelection.maintainers)))
      return ([], [])
    }
    let maintainers = MaintainersFile(bytes: maintainersFile.bytes, diagnostics: &diagnostics)
    return maintainers.maintainers(of: files.sorted())
  }
}

extension SourceIdentity {
  var recordForm: KernelSourceRecord.Form {
    switch form {
    case .tree: .tree
    case .archive: .archive
    case .git: .git
    }
  }
}
