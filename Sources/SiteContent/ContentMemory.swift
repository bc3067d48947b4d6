internal import Diagnostics
internal import KfuncModel
public import Stages

/// What one reading of a folder leaves for the next: files that did not change are neither read nor parsed again.
///
/// A file's value depends on its own bytes and path alone, so the values are the same as those of a first reading.
public struct ContentMemory: Sendable {
  var files: FileMemory
  var catalogues = FileResults<CataloguesReader.Outcome>()
  var texts = FileResults<Result<KernelTexts, Diagnostic>>()
  var catalogueNames = Stage<[ReleaseCatalogue], Set<String>>()
  var outline = Stage<ContentOutline, ContentOutline>()
  var outlined = ContentOutline.Parts()
  var checks = Stage<CheckSources, [Diagnostic]>()
  var notes = ParsedFiles<KfuncNote>()
  var policies = ParsedFiles<PolicyDocument>()
  var pages = ParsedFiles<ContentPage>()
  var leads = ParsedFiles<ReleaseLead>()
  var allThreads = Stage<[ExcerptedThread], [ExcerptedThread]>()
  var threads = StageList<String, ThreadFiles, ParsedFiles<ExcerptedThread>.Parsed>()

  /// What was done and is forgotten.
  private var past = (reads: 0, parses: 0)

  /// The memory of a folder that was never read.
  ///
  /// - Parameter isKept: Whether the folder is read again; where it is read once, what its files were parsed from and to is
  ///   let go as soon as all is read.
  public init(isKept: Bool = true) { files = FileMemory(isKept: isKept) }

  /// How many files were read, and how many things parsed, in all.
  public var work: (reads: Int, parses: Int) {
    (
      past.reads + files.reads + catalogues.reads + texts.reads,
      past.parses + notes.runs + policies.runs + pages.runs + leads.runs + threads.runs
    )
  }

  /// The outline of `content`, which was read last.
  public mutating func outline(of content: ContentFolder) -> Versioned<ContentOutline> {
    outline.versioned(ContentOutline(content, &outlined))
  }

  /// What the checks between files depend on.
  struct CheckSources: Equatable, Sendable {
    let outline: Versioned<ContentOutline>
    let shownRoot: String
  }

  /// Forgets what is no longer in the folder, and all that only another reading would ask for.
  mutating func settle() {
    files.settle()
    guard !files.isKept else { return }
    // What is counted by others stays with them.
    past = (work.reads - catalogues.reads - texts.reads, work.parses)
    files = FileMemory(isKept: false)
    (notes, policies, pages, leads) = (ParsedFiles(), ParsedFiles(), ParsedFiles(), ParsedFiles())
    threads = StageList()
    allThreads = Stage()
  }
}
