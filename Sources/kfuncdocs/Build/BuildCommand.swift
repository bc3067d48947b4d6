import ArgumentParser
import Diagnostics
import Foundation
import SiteBuild

/// `kfuncdocs build`: the site from `Content/`.
struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Build the site from Content/.",
    discussion: """
      The new site is written beside the old one and takes its place in one step; a build that fails leaves the old
      site whole. A folder that kfuncdocs did not make is never replaced.

      Templates are built in. A file of the same name in the folder of --templates stands in for one of them.

      With --search the program pagefind makes an index of the texts in the finished site: the one that the environment
      variable PAGEFIND names, else the first in PATH. Search by name needs neither.

      With --watch the program stays: after each save under --content or --templates the files that the edit changes are
      written, and no others, and the site is replaced in one step. An edit with errors (with --strict, warnings too)
      leaves the site as it was and is told; the next good save clears it. All that is read stays in memory, and a folder
      beside the site (.NAME.building) shares its files. Until Ctrl-C no other build writes the site. --search indexes a
      finished site: build once more with it in the end.

      Examples:
        kfuncdocs build --base-url https://kfuncs.example.org
        kfuncdocs build --watch

      Exit status: 0 built, or ended while watching; 1 errors were found (with --strict, warnings too); 2 could not run;
      64 wrong usage.
      """)

  @Option(help: "The folder of written and imported content.") var content = "Content"
  @Option(help: "A folder of templates and assets that stand in for the built-in ones.") var templates = "Templates"
  @Option(help: "The folder that the site is written to.") var output = "Output/site"
  @Option(name: .customLong("base-url"), help: "Where the site will be served, such as https://kfuncs.example.org.")
  var baseURL: String?
  @Flag(help: "Write nothing when anything is wrong, warnings included.") var strict = false
  @Flag(help: "Let links end in index.html, for opening the site from disk.") var offline = false
  @Flag(help: "Index policies, threads and notes for full-text search, by the program pagefind.") var search = false
  @Flag(help: "Stay, and bring the site up to date after each save.") var watch = false
  @Flag(help: "Say nothing but what is wrong.") var quiet = false

  func validate() throws {
    if search, offline {
      throw ValidationError("--search and --offline: full-text search needs a server; search by name does not")
    }
    if search, watch {
      throw ValidationError(
        "--search and --watch: the index is made of a finished site; build with --search in the end")
    }
    guard let baseURL else { return }
    guard let url = URL(string: baseURL), url.scheme == "https" || url.scheme == "http", url.host?.isEmpty == false,
      url.query == nil, url.fragment == nil
    else { throw ValidationError("--base-url must be an http or https address without query and fragment") }
  }

  func run() async throws {
    AllocatorSettings.giveBackLargePieces()
    var base = baseURL
    while base?.hasSuffix("/") == true { base?.removeLast() }
    let environment = ProcessInfo.processInfo.environment
    let options = BuildOptions(
      content: content, templates: templates, output: output, baseURL: base, isOffline: offline, isStrict: strict,
      sourceDateEpoch: try SourceDateEpoch.value(),
      fullText: search ? FullTextProgram(named: environment["PAGEFIND"], path: environment["PATH"]) : nil)
    if watch { return try await WatchedBuild(options: options, isQuiet: quiet).run() }
    let report: BuildReport
    do {
      report = try await SitePipeline(options).run()
    } catch let failure as BuildFailure {
      StandardError.report([failure.diagnostic])
      throw ExitStatus.couldNotRun
    }
    StandardError.report(report.diagnostics)
    if let written = report.written, !quiet {
      var text = "\(output): \(written.files) files, \(written.bytes / 1000) kB\n"
      if let index = written.fullText {
        let tenths = Int((index.seconds * 10).rounded())
        text +=
          "\(output)/pagefind: \(index.files) files, \(index.bytes / 1000) kB in \(tenths / 10).\(tenths % 10) s\n"
      }
      FileHandle.standardError.write(Data(text.utf8))
    }
    let gravest: Diagnostic.Severity = strict ? .warning : .error
    let isFaulty = report.written == nil || report.diagnostics.contains { $0.severity >= gravest }
    ProcessEnd.end(isFaulty ? ExitStatus.foundErrors : .success, keeping: report)
  }
}
