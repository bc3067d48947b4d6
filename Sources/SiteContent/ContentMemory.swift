internal import Diagnostics
internal import KfuncModel
public import Stages

/// What one reading of a folder leaves for the next: files that did not change are neither read nor parsed again.
///
/// A file's value depends on its own bytes and path alone, so the values are the same as those of a first reading.
public struct ContentMemory: Sendable {
  var files = FileMemory()
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

  /// The memory of a folder that was never read.
  public init() {}

  /// How many files were read, and how many things parsed, in all.
  public var work: (reads: Int, parses: Int) {
    (
      files.reads + catalogues.reads + texts.reads,
      notes.runs + policies.runs + pages.runs + leads.runs + threads.runs
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

  /// Forgets what is no longer in the folder.
  mutating func settle() {
    files.settle()
  }
}
