import ArgumentParser
import Diagnostics
import Foundation
import MailImport

/// Reads a mailbox into a folder of excerpts.
struct ImportThreadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "thread",
    abstract: "Reads a mailing-list thread into Content/threads/SLUG.",
    discussion: """
      Each message becomes a Markdown file that renders back to its text; addresses are masked. Shorten the files by \
      hand: put a paragraph '[…]' where paragraphs are left out, or '[…]' between two sentences. 'kfuncdocs check' \
      proves that what is left is in the message.

      Files that exist are kept; messages that are new are added.

      Example: b4 mbox -o - ID | kfuncdocs import thread - --slug idmapped-mounts --fold-patches
      """
  )

  @Argument(
    help: ArgumentHelp(
      "The mailbox (mboxrd, as public-inbox and b4 write it), or - for standard input.", valueName: "file"))
  var file: String

  @Option(help: "The folder's name; made from the subject if left out.")
  var slug: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Message-IDs to excerpt; the other messages are listed as not excerpted.", valueName: "id"))
  var only: [String] = []

  @Flag(help: "Fold patches to their list of files, with a visible mark.")
  var foldPatches = false

  @Option(help: "The folder of threads.")
  var output = "Content/threads"

  @Flag(help: "Overwrite files that exist, also those edited by hand.")
  var force = false

  @Flag(name: .shortAndLong, help: "Print errors and warnings only.")
  var quiet = false

  func validate() throws {
    if let slug, !Slug.isValid(slug) {
      throw ValidationError("--slug takes small letters, digits and hyphens, not '\(VisibleText.of(slug))'")
    }
  }

  func run() async throws {
    let name = file == "-" ? "<stdin>" : file
    // One byte more than the limit: the reader of mailboxes then says that there is more.
    guard let bytes = InputBytes.read(file, limit: ImportLimits().mailboxBytes + 1) else {
      let reason = String(cString: strerror(errno))
      report([Diagnostic(.error, "cannot-read", "cannot read: \(reason)", at: SourceLocation(file: name))])
      throw ExitStatus.couldNotRun
    }
    let thread = MailThread(reading: bytes, file: name)
    var diagnostics = thread.diagnostics
    let chosen = choose(from: thread, &diagnostics)
    guard !diagnostics.contains(where: { $0.severity == .error }) else {
      report(diagnostics)
      throw ExitStatus.foundErrors
    }
    let subject = thread.tree.nodes.first?.message.subject ?? ""
    let folder = ThreadFolder(slug: slug ?? Slug.ofSubject(AddressMask().masked(subject)), among: output)
    var options = ThreadFolder.Options()
    options.only = chosen
    options.foldsPatches = foldPatches
    options.replaces = force
    do {
      let outcome = try folder.write(thread, options)
      report(diagnostics + outcome.diagnostics)
      summarise(thread, outcome)
    } catch {
      report(diagnostics + [error])
      throw ExitStatus.couldNotRun
    }
    print(folder.path)
  }

  /// The Message-IDs of `--only`; one that the mailbox does not hold is an error.
  private func choose(from thread: MailThread, _ diagnostics: inout [Diagnostic]) -> Set<String> {
    var chosen: Set<String> = []
    for id in only {
      if let message = thread.message(id) {
        chosen.insert(message.id)
      } else {
        let message = "no message '\(id)' in this mailbox"
        diagnostics.append(Diagnostic(.error, "unknown-message", message, at: SourceLocation(file: thread.file)))
      }
    }
    return chosen
  }

  private func report(_ diagnostics: [Diagnostic]) {
    StandardError.report(quiet ? diagnostics.filter { $0.severity > .note } : diagnostics)
  }

  private func summarise(_ thread: MailThread, _ outcome: ThreadFolder.Outcome) {
    guard !quiet else { return }
    let messages = thread.tree.nodes.count
    var text =
      "\(messages) message\(messages == 1 ? "" : "s"), \(outcome.written.count) file\(outcome.written.count == 1 ? "" : "s") written"
    if !outcome.kept.isEmpty { text += ", \(outcome.kept.count) kept" }
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
