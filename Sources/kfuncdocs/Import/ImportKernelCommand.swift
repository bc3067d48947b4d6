import ArgumentParser
import Diagnostics
import KernelImport
import KernelSources
import KfuncModel

/// `kfuncdocs import kernel PATH`: reads kernel sources into `Content/catalogue/RELEASE.json`.
struct ImportKernelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kernel",
    abstract: "Read every kfunc of a kernel release into a catalogue.",
    discussion: """
      PATH is an unpacked tree, a .tar.xz, .tar.gz or .tar.zst of one, or a git clone.

      Examples:
        kfuncdocs import kernel ~/src/linux-6.12
        kfuncdocs import kernel linux-source-7.3.tar.xz
        kfuncdocs import kernel ~/src/linux --tags 'v6.*'

      A catalogue is written whole or not at all. One that was made from sources with errors (files that could not \
      be read), or that would lose most of its kfuncs or every fact of some kind, is only written with --force.

      Exit status: 0 imported, 1 the sources have errors, 2 nothing could be read or written, 64 wrong usage.
      """)

  @Argument(help: "A kernel tree, a tar archive of one, or a git clone (with --tags).", completion: .file())
  var path: String

  @Option(help: "The release that the catalogue stands for, instead of the Makefile's, such as 6.12.")
  var release: String?

  @Option(help: "Read every tag of the git clone that matches this pattern, such as 'v6.*'.")
  var tags: String?

  @Option(help: "What the source is, in words, such as \"Debian's patched source\".")
  var description: String?

  @Option(help: "The folder of the site's content.", completion: .directory)
  var content = "Content"

  @Flag(help: "Keep kernel-doc and policy texts in CONTENT/local, which is never committed.")
  var kernelDoc = false

  @Flag(help: "Write a catalogue even when it is incomplete or has far less than the one it replaces.")
  var force = false

  @Flag(help: "Show notes too, such as links that were not followed.")
  var verbose = false

  @Flag(help: "Print errors only.")
  var quiet = false

  func validate() throws {
    if let release, KernelRelease(release) == nil {
      throw ValidationError("'\(release)' is no release; write it like 6.12 or 7.0-rc3.")
    }
    if release != nil, tags != nil { throw ValidationError("--release cannot name the release of several tags.") }
  }

  func run() async throws {
    let sources: [any KernelSource]
    do {
      sources = try self.sources()
    } catch let diagnostic as Diagnostic {
      StandardError.report([diagnostic])
      throw ExitStatus.couldNotRun
    }
    var status: ExitCode?
    for source in sources {
      do {
        if try await importRelease(from: source), status == nil { status = ExitStatus.foundErrors }
      } catch let diagnostic as Diagnostic {
        // One release that cannot be read does not keep the others from being read.
        if diagnostic.location != nil { announce(source) }
        StandardError.report([located(diagnostic, in: source)])
        status = ExitStatus.couldNotRun
      }
    }
    if let status { throw status }
  }

  /// A failure without a place is about the source as a whole: the tag, or the path.
  private func located(_ diagnostic: Diagnostic, in source: any KernelSource) -> Diagnostic {
    var diagnostic = diagnostic
    if diagnostic.location == nil {
      diagnostic.location = SourceLocation(file: (source as? GitSource)?.name ?? path)
    }
    return diagnostic
  }

  /// Says which of several tags the diagnostics that follow are about: their places are places in its tree.
  private func announce(_ source: any KernelSource) {
    guard tags != nil, let name = (source as? GitSource)?.name else { return }
    StandardError.say("\(VisibleText.of(name)):")
  }

  private func sources() throws -> [any KernelSource] {
    guard let tags else { return [try openKernelSource(path: path)] }
    let found = try GitRepository(path: path).tags(matching: Glob(tags))
    report(found.diagnostics)
    let chosen = TagChoice(found.sources)
    if !quiet {
      for (left, taken) in chosen.superseded {
        StandardError.say("\(VisibleText.of(left)) is left out: \(VisibleText.of(taken)) stands for the same release")
      }
    }
    guard !chosen.sources.isEmpty else {
      throw Diagnostic(.error, "no-matching-tag", "no tag matches '\(tags)'", at: SourceLocation(file: path))
    }
    return chosen.sources
  }

  /// Imports one release; answers whether errors were found.
  private func importRelease(from source: any KernelSource) async throws -> Bool {
    let options = KernelImporter.Options(release: release.flatMap { KernelRelease($0) }, description: description)
    let bar = ProgressBar(title: "reading \(VisibleText.of(path))", isShown: !quiet && StandardError.isTerminal)
    defer { bar.finish() }
    let result = try await KernelImporter(options: options).catalogue(of: source) { bar.show($0) }
    bar.finish()
    if isShown(result.diagnostics) { announce(source) }
    report(result.diagnostics)
    let hasErrors = result.diagnostics.contains { $0.severity == .error }
    if hasErrors, !force {
      StandardError.report([
        Diagnostic(
          .error, "incomplete-source",
          "the catalogue of \(result.catalogue.release) was not written: the source could not be read whole; --force writes it",
          at: SourceLocation(file: path))
      ])
      return true
    }
    let writer = CatalogueFiles(content: content, force: force)
    let outcome = try writer.write(result.catalogue)
    if kernelDoc { try writer.write(result.texts) }
    if !quiet { StandardError.say(summary(of: result, outcome)) }
    return hasErrors
  }

  private var lowestShown: Diagnostic.Severity { quiet ? .error : verbose ? .note : .warning }

  private func isShown(_ diagnostics: [Diagnostic]) -> Bool { diagnostics.contains { $0.severity >= lowestShown } }

  private func report(_ diagnostics: [Diagnostic]) {
    StandardError.report(diagnostics.filter { $0.severity >= lowestShown })
    let hidden = diagnostics.filter { $0.severity == .note }.count
    if !quiet, !verbose, hidden > 0 { StandardError.say("\(hidden) notes are not shown; --verbose shows them") }
  }

  private func summary(of result: KernelImporter.Result, _ outcome: CatalogueFiles.Outcome) -> String {
    let catalogue = result.catalogue
    let change = outcome.isChanged ? "written" : "unchanged"
    return
      "\(catalogue.release) (\(catalogue.source.version), \(catalogue.source.description)): \(catalogue.kfuncs.count) kfuncs,"
      + " \(catalogue.registrations.count) registrations in \(result.filesExamined) files; \(outcome.path) \(change)"
  }
}
