import ArgumentParser
import Diagnostics
import Foundation
import Publish
import SiteBuild
import SiteContent

/// `kfuncdocs publish TARGET`: the site, checked, to a place where readers find it.
struct PublishCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Build, check and publish the site to a target of Content/site.yml.",
    discussion: """
      Before anything leaves, the content is checked, the site is built strictly into a temporary folder, and every link \
      and anchor of the result is followed. Anything wrong stops it. So does an address or an anchor of the last publish \
      that would vanish, unless site.yml redirects it or --allow-removal names it.

      Examples:
        kfuncdocs publish staging --dry-run
        kfuncdocs publish pages --allow-removal /kfuncs/bpf_old/
        kfuncdocs publish staging --rollback
        kfuncdocs publish --verify https://kfuncs.example.org

      Exit status: 0 published, nothing to do, or as promised; 1 errors were found, nothing was changed; 2 could not run \
      or finish, run it again; 64 wrong usage.
      """)

  @Argument(help: "The name of a target under 'publish:' in site.yml.") var target: String?
  @Flag(help: "Index texts for full-text search, as build --search does.") var search = false
  @Flag(help: "List what would be added, changed and removed; send nothing.") var dryRun = false
  @Flag(help: "Put the publish before the present one back (directory and git targets).") var rollback = false
  @Flag(
    help: ArgumentHelp(
      "Go on where another publish said that it writes and was stopped (rsync and rclone targets; one of this machine "
        + "is found out without)."))
  var takeOver = false
  @Option(
    name: .customLong("allow-removal"), parsing: .singleValue,
    help: ArgumentHelp(
      "An address or anchor that may vanish, as the refusal names it. May be repeated.", valueName: "address"))
  var allowedRemovals: [String] = []
  @Option(help: ArgumentHelp("Compare a published site with its manifest.", valueName: "url-or-folder"))
  var verify: String?
  @Option(help: "The folder of written and imported content.", completion: .directory) var content = "Content"
  @Option(help: "A folder of templates and assets that stand in for the built-in ones.", completion: .directory)
  var templates = "Templates"
  @Flag(help: "Say nothing but what is wrong, and what --dry-run lists.") var quiet = false

  func validate() throws {
    guard (target == nil) != (verify == nil) else {
      throw ValidationError("name either a target or what to --verify")
    }
    if rollback, dryRun || search {
      throw ValidationError("--rollback builds nothing: it takes neither --dry-run nor --search")
    }
    if rollback, !allowedRemovals.isEmpty { throw ValidationError("--rollback takes no --allow-removal") }
    if takeOver, dryRun || rollback { throw ValidationError("--take-over goes with publishing alone") }
    if verify != nil, dryRun || rollback || search || takeOver || !allowedRemovals.isEmpty {
      throw ValidationError("--verify takes no other option of a publish")
    }
  }

  func run() async throws {
    do {
      if let verify { return try check(verify) }
      if let target { try await publish(to: target) }
    } catch let failure as PublishFailure {
      StandardError.report([failure.diagnostic])
      throw ExitStatus.couldNotRun
    } catch let failure as BuildFailure {
      StandardError.report([failure.diagnostic])
      throw ExitStatus.couldNotRun
    } catch let diagnostic as Diagnostic {
      StandardError.report([diagnostic])
      throw ExitStatus.couldNotRun
    }
  }

  private func check(_ place: String) throws {
    let isAddress = place.hasPrefix("https://") || place.hasPrefix("http://")
    let (manifest, findings) = isAddress ? try SiteVerification.server(place) : try SiteVerification.folder(place)
    StandardError.report(findings)
    if !findings.isEmpty { throw ExitStatus.foundErrors }
    say("\(place): \(manifest.files.count) files are as the manifest says")
  }

  private func publish(to name: String) async throws {
    AllocatorSettings.giveBackLargePieces()
    let folder = ContentFolder.read(content)
    let faults = folder.diagnostics.filter { $0.severity == .error }
    guard faults.isEmpty else {
      StandardError.report(faults)
      throw ExitStatus.foundErrors
    }
    let targets = folder.settings.publishTargets
    guard let settings = targets.first(where: { $0.name == name }) else {
      let known = targets.isEmpty ? "none is named there" : "there are \(targets.map(\.name).joined(separator: ", "))"
      throw ValidationError("no target '\(name)' under 'publish:' in \(content)/site.yml; \(known)")
    }
    let epoch = try SourceDateEpoch.value()
    let root = (content as NSString).standardizingPath
    let publisher = Publisher(
      settings, root: (root as NSString).deletingLastPathComponent, date: epoch,
      takesOver: takeOver)
    if rollback { return say(try publisher.rollBack().summary) }

    let environment = ProcessInfo.processInfo.environment
    let builder = PublicationBuilder(
      BuildOptions(
        content: content, templates: templates, sourceDateEpoch: epoch,
        fullText: search ? FullTextProgram(named: environment["PAGEFIND"], path: environment["PATH"]) : nil),
      content: folder, target: settings)
    let report = try await builder.build()
    StandardError.report(report.diagnostics)
    guard let built = report.publication else { throw ExitStatus.foundErrors }
    let old = try publisher.published()
    let publication = try built.keeping(partsOf: old)
    let comparison = ManifestComparison(from: old, to: publication.manifest, redirected: publication.redirected)
    if dryRun { list(comparison) }
    let losses = publisher.losses(comparison, allowed: allowedRemovals)
    StandardError.report(losses)
    if !losses.isEmpty { throw ExitStatus.foundErrors }
    let counts =
      "\(comparison.added.count) added, \(comparison.changed.count) changed, \(comparison.removed.count) removed"
    if dryRun { return say("\(name): \(counts); nothing was sent") }
    if comparison.isEmpty, old != nil {
      let finished = try publisher.finish(publication)
      return say(
        "\(name): nothing changed" + (finished.map { "; a stopped publish was finished: \($0.summary)" } ?? ""))
    }
    say("\(name): \(counts); \(try publisher.publish(publication, replacing: old).summary)")
  }

  /// The lists of a dry run, on standard output: one word and one path in a line.
  private func list(_ comparison: ManifestComparison) {
    var lines = ""
    for (word, paths) in [("add", comparison.added), ("change", comparison.changed), ("remove", comparison.removed)] {
      for path in paths { lines += "\(word) \(path)\n" }
    }
    FileHandle.standardOutput.write(Data(lines.utf8))
  }

  private func say(_ text: String) {
    if !quiet { StandardError.say(text) }
  }
}
