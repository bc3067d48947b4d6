import ArgumentParser
import AtomicFiles
import Diagnostics
import Foundation
import KfuncModel
import ReleaseNotes
import SiteContent

/// `kfuncdocs release-notes`: what changed between two imported releases.
struct ReleaseNotesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release-notes",
    abstract: "Tell what changed between two imported releases, as Markdown, HTML or JSON.",
    discussion: """
      The releases need not be neighbours: changes are summed, and what came and went in between is said. Notes go to \
      standard output, or with --output into a folder, as 6.12..7.2.md.

      --affected limits the notes to the kfuncs that your programs call: those of a list, or those found in a folder \
      of BPF programs, a C source or a compiled object, whose declarations are then compared with both releases. The \
      exit status is 1 when one of them has a change that can break a program, so the command can stand in a pipeline.

      --fail-on takes kinds of changes, separated by commas: \(NotesKinds.all.joined(separator: ", ")).

      Example: kfuncdocs release-notes 7.2..7.3 --affected src/

      Exit status: 0 done; 1 something of --fail-on or --affected was found; 2 could not run; 64 wrong usage.
      """)

  @Argument(help: "Two releases, the older first: 6.12..7.2.") var range: String
  @Option(help: "The folder of written and imported content.") var content = "Content"
  @Option(help: "What is written: markdown, html or json.") var format = NotesFormat.markdown
  @Option(help: ArgumentHelp("A folder for the notes, such as Output/release-notes.", valueName: "dir")) var output:
    String?
  @Option(
    help: ArgumentHelp(
      "BPF programs (a folder, a C source, an object), or a list of kfuncs, one a line; the notes tell of these alone.",
      valueName: "path"))
  var affected: String?
  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp("Kinds of changes for which the exit status is 1.", valueName: "kind,…"))
  var failOn: String?
  @Option(name: .customLong("base-url"), help: "Where the site is served: names of kfuncs then lead to their pages.")
  var baseURL: String?
  @Flag(help: "Say nothing but what is wrong.") var quiet = false

  func validate() throws {
    _ = try kinds()
    guard let baseURL else { return }
    guard let url = URL(string: baseURL), url.scheme == "https" || url.scheme == "http", url.host?.isEmpty == false
    else { throw ValidationError("--base-url must be an http or https address") }
  }

  func run() async throws {
    let source = try read()
    let request: NotesRequest
    do throws(NotesFaults) {
      request = try NotesRequest(range, releases: source.record.releases)
    } catch {
      StandardError.report(error.diagnostics)
      let isUsage = error.diagnostics.contains {
        ["no-range", "equal-releases", "reversed-range"].contains($0.code.rawValue)
      }
      throw isUsage ? ExitCode.validationFailure : ExitStatus.couldNotRun
    }
    let programs = try await programs(request, source)
    // Both ends are imported: the request says so.
    guard let record = source.notes(request, affected: programs?.kfuncs) else { throw ExitStatus.couldNotRun }
    try write(format.bytes(of: record, source, baseURL: base), request)
    let findings = findings(programs, request, source)
    StandardError.report(findings)
    let found = try report(record)
    let isFaulty = found || failOn == nil && findings.contains { $0.severity == .error }
    ProcessEnd.end(isFaulty ? ExitStatus.foundErrors : .success, keeping: (source, record))
  }

  /// What `--affected` names, nil without it.
  private func programs(_ request: NotesRequest, _ source: NotesSource) async throws -> AffectedReader.Result? {
    guard let affected else { return nil }
    do throws(Diagnostic) {
      return try await AffectedReader.read(
        affected, catalogues: source.content.catalogues, ends: [request.from, request.to])
    } catch {
      StandardError.report([error])
      throw ExitStatus.couldNotRun
    }
  }

  /// What is wrong with the programs, or will be.
  private func findings(
    _ programs: AffectedReader.Result?, _ request: NotesRequest, _ source: NotesSource
  ) -> [Diagnostic] {
    guard let programs else { return [] }
    let catalogues = source.content.catalogues
    guard let old = catalogues.first(where: { $0.release.mainline == request.from }),
      let new = catalogues.first(where: { $0.release.mainline == request.to })
    else { return programs.diagnostics }
    return (programs.diagnostics + ProgramFindings.diagnostics(programs, old: old, new: new)).sorted()
  }

  private var base: String? {
    var base = baseURL
    while base?.hasSuffix("/") == true { base?.removeLast() }
    return base
  }

  private func kinds() throws -> [String] {
    guard let failOn else { return [] }
    return try failOn.split(separator: ",", omittingEmptySubsequences: false).map { part in
      let kind = part.trimmingCharacters(in: .whitespaces)
      guard NotesKinds.all.contains(kind) else {
        let near = NotesKinds.near(to: kind).map { "; did you mean '\($0)'?" } ?? ""
        throw ValidationError("--fail-on knows no kind '\(kind)'\(near)")
      }
      return kind
    }
  }

  private func read() throws -> NotesSource {
    try ContentPlace.demand(content)
    AllocatorSettings.giveBackLargePieces()
    let folder = ContentFolder.read(content)
    // What is wrong with the content is the business of `check`; what could not be read is missing here too.
    StandardError.report(folder.diagnostics.filter { $0.severity == .error })
    return NotesSource(folder)
  }

  private func write(_ bytes: [UInt8], _ request: NotesRequest) throws {
    guard let output else { return FileHandle.standardOutput.write(Data(bytes)) }
    let path = output + "/\(request.from)..\(request.to).\(format.fileExtension)"
    do {
      try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
      try AtomicFile.write(bytes, to: path)
    } catch {
      let diagnostic =
        error as? Diagnostic
        ?? Diagnostic(
          .error, "cannot-write", "cannot write: \(error.localizedDescription)", at: SourceLocation(file: output))
      StandardError.report([diagnostic])
      throw ExitStatus.couldNotRun
    }
    if !quiet { StandardError.say("\(path): \(bytes.count) bytes") }
  }

  /// Says why the exit status is 1; whether it is.
  private func report(_ record: NotesRecord) throws -> Bool {
    let wanted = try kinds()
    let found = NotesKinds.found(in: record).filter(wanted.contains)
    var reasons: [Diagnostic] = found.map { Diagnostic(.error, "found-kind", "found: \($0)") }
    for kfunc in record.affected ?? [] {
      if let near = kfunc.near {
        reasons.append(
          Diagnostic(.warning, "unknown-kfunc", "no kfunc named '\(kfunc.use.name)'; did you mean '\(near)'?"))
      } else if kfunc.presence == .neither {
        reasons.append(
          Diagnostic(
            .warning, "absent-kfunc",
            "'\(kfunc.use.name)' is in neither \(record.from.release) nor \(record.to.release)"))
      }
    }
    let breaking = (record.affected ?? []).filter(\.canBreak).map(\.use.name)
    if failOn == nil, !breaking.isEmpty {
      let names = breaking.reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
      reasons.append(
        Diagnostic(.error, "affected", "changes that can break a program: \(names.joined(separator: ", "))"))
    }
    StandardError.report(reasons)
    return reasons.contains { $0.severity == .error }
  }
}
