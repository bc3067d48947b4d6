public import Diagnostics
public import KernelSources
public import KfuncModel
import ParallelMap

/// Reads a kernel's sources into a catalogue.
///
/// The stages are those of the kernel itself: functions are collected in BTF ID sets, sets are registered for program
/// types, hooks and filters decide who may call. What is no member of a registered set is no kfunc.
public struct KernelImporter: Sendable {
  /// What a person may decide about an import.
  public struct Options: Sendable {
    /// The release that the catalogue stands for, instead of the Makefile's.
    public var release: KernelRelease?
    /// What the source is, in words, instead of what its name tells.
    public var description: String?

    /// Options, none set unless given.
    public init(release: KernelRelease? = nil, description: String? = nil) {
      self.release = release
      self.description = description
    }
  }

  /// The outcome of an import.
  public struct Result: Sendable {
    /// The facts.
    public var catalogue: ReleaseCatalogue
    /// Texts that are the kernel's own and never committed.
    public var texts: KernelTexts
    /// What was not understood or is wrong in the tree, sorted.
    public var diagnostics: [Diagnostic]
    /// Files that were opened.
    public var filesExamined: Int
    /// Bytes of those files.
    public var bytesExamined: Int
  }

  private let options: Options

  /// An importer with `options`.
  public init(options: Options = Options()) { self.options = options }

  /// The catalogue of `source`.
  ///
  /// - Throws: a ``Diagnostic`` when the source is no kernel tree or cannot be read as a whole.
  public func catalogue(
    of source: any KernelSource, progress: SourceProgress.Report? = nil
  ) async throws -> Result {
    var tree = try await KernelTree(source, progress: progress)
    let sets = SetFacts(tree)
    let names = Set(sets.registeredNames)
    var definitions = await DefinitionFacts(tree, names: names, implicit: sets.implicitNames)
    if try await tree.extend(source, missing: definitions.undefined(of: names)) {
      definitions = await DefinitionFacts(tree, names: names, implicit: sets.implicitNames)
    }
    let uses = await UseFacts(tree, names: names)
    return try assemble(tree, sets, definitions, uses)
  }

  /// The diagnostics sorted, each once; of more than two hundred of a kind in a file the rest are counted.
  private static func bounded(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    struct Kind: Hashable {
      var file: String?
      var code: Diagnostic.Code
    }
    let most = 200
    var counts: [Kind: Int] = [:]
    var kept = Set(diagnostics).sorted().filter { diagnostic in
      let kind = Kind(file: diagnostic.location?.file, code: diagnostic.code)
      counts[kind, default: 0] += 1
      return counts[kind, default: 0] <= most
    }
    for (kind, count) in counts where count > most {
      let location = kind.file.map { SourceLocation(file: $0) }
      let severity = diagnostics.first { $0.code == kind.code }?.severity ?? .warning
      kept.append(Diagnostic(severity, kind.code, "\(count - most) more of this kind", at: location))
    }
    return kept.sorted()
  }

  private func assemble(
    _ tree: KernelTree, _ sets: SetFacts, _ definitions: DefinitionFacts, _ uses: UseFacts
  ) throws -> Result {
    let version = try tree.version(named: options.release)
    var diagnostics = tree.missingFileWarnings + tree.diagnostics + sets.diagnostics + definitions.diagnostics
    let release = options.release ?? version.release
    let record = KernelSourceRecord(
      version: version.text, description: options.description ?? tree.sourceDescription, form: tree.identity.recordForm,
      identity: tree.identity.text, date: tree.date)
    var catalogue = ReleaseCatalogue(release: release.mainline, source: record)
    catalogue.flags = tree.flags
    catalogue.annotations = tree.annotations
    catalogue.hooks = sets.hooks
    catalogue.idSets = sets.published
    catalogue.registrations = sets.registrations
    catalogue.filters = sets.filters
    catalogue.kfuncs = sets.registeredNames.map { name in
      Kfunc(
        name: name, definitions: definitions.byName[name] ?? [],
        markedDeclarations: definitions.declarations[name] ?? [],
        users: uses.byName[name] ?? [])
    }
    let files = Set(catalogue.kfuncs.flatMap(\.definitions).map(\.source.file))
    (catalogue.maintainers, catalogue.fileMaintainers) = tree.maintainers(of: files, diagnostics: &diagnostics)
    let policy = tree.policySections
    catalogue.policySections = policy.map(\.section)
    diagnostics += sets.undefinedWarnings(of: definitions.undefined(of: Set(sets.registeredNames)))
    diagnostics += sets.unknownFlagWarnings(knowing: Set(tree.flags.map(\.flag)))
    let texts = KernelTexts(
      release: catalogue.release, kernelDoc: definitions.kernelDoc,
      policySections: policy.map { KernelTexts.Section(section: $0.section, text: $0.text) })
    return Result(
      catalogue: catalogue, texts: texts, diagnostics: KernelImporter.bounded(diagnostics),
      filesExamined: tree.filesExamined,
      bytesExamined: tree.bytesExamined)
  }
}
