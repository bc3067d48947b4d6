import ArgumentParser
import CatalogueFacts
import Diagnostics
import Foundation
import KfuncModel
import ParallelMap
import Resolution
import SiteBuild
import SiteContent

/// `kfuncdocs check`: what is wrong with the content, without building anything.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find what is wrong with Content/, all of it, with file, line and column.",
    discussion: """
      Unknown kfuncs, clauses, threads and releases, with what was probably meant; selectors that reach nothing; links \
      between documents that lead nowhere; events that contradict the catalogues; quotations that are not in their \
      message; facts that nobody has verified for longer than site.yml allows, counted to SOURCE_DATE_EPOCH or the date of the \
      newest catalogue; threads that no page leads to. Nothing is written.

      Example: kfuncdocs check --format github

      Exit status: 0 nothing wrong; 1 errors were found (with --strict, warnings too); 2 could not run; 64 wrong usage.
      """)

  @Option(help: "The folder of written and imported content.") var content = "Content"
  @Option(help: "How findings are written to standard output: text, json or github (workflow annotations).")
  var format = CheckFormat.text
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A mailbox; excerpts of its messages are compared with them word for word. May be repeated.", valueName: "file"))
  var mbox: [String] = []
  @Flag(help: "Let warnings fail the check as well.") var strict = false
  @Flag(help: "Leave out notes and the summary.") var quiet = false

  func run() async throws {
    try ContentPlace.demand(content)
    AllocatorSettings.giveBackLargePieces()
    var found: [Diagnostic] = []
    let folder = ContentFolder.read(content)
    let texts = ContentFolder.localTexts(content, diagnostics: &found)
    let indices = CatalogueIndex.all(folder.catalogues)
    let date = ContentCheck.date(of: folder, epoch: try SourceDateEpoch.value())
    let (links, record) = concurrently {
      ContentLinks(folder, indices: indices, texts: texts)
    } beside: {
      RecordBuilder(indices: indices, releases: folder.releases, written: folder.events).build()
    }
    let pages = SiteAddresses(of: folder, links, indices, record.record)
    found += pages.diagnostics
    found += ContentCheck.diagnostics(
      of: folder, links: links, record: record.diagnostics,
      pages: { pages.addresses }, on: date)
    for path in mbox {
      do throws(Diagnostic) {
        found += try MailboxComparison(path).diagnostics(of: folder)
      } catch {
        StandardError.report([error])
        throw ExitStatus.couldNotRun
      }
    }
    found = Array(Set(found.filter { !quiet || $0.severity > .note }))
    let coloured = isatty(1) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    FileHandle.standardOutput.write(Data(format.text(of: found, coloured: coloured).utf8))
    if !quiet { StandardError.say(summary(found, folder)) }
    let gravest: Diagnostic.Severity = strict ? .warning : .error
    let isFaulty = found.contains { $0.severity >= gravest }
    ProcessEnd.end(isFaulty ? ExitStatus.foundErrors : .success, keeping: (folder, indices, record, links, pages))
  }

  private func summary(_ found: [Diagnostic], _ folder: ContentFolder) -> String {
    func count(_ number: Int, _ what: String) -> String { "\(number) \(what)\(number == 1 ? "" : "s")" }
    let errors = found.count { $0.severity == .error }
    let warnings = found.count { $0.severity == .warning }
    return "\(count(errors, "error")), \(count(warnings, "warning")) in "
      + [
        count(folder.clauses.count, "clause"), count(folder.threads.count, "thread"),
        count(folder.notes.count, "note"), count(folder.catalogues.count, "catalogue"),
      ].joined(separator: ", ")
  }
}
