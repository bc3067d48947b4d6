internal import Diagnostics
internal import KfuncModel
internal import Stages

/// What one reading of a folder leaves for the next: files that did not change are neither read nor parsed again.
///
/// A file's value depends on its own bytes and path alone, so the values are the same as those of a first reading.
public struct ContentMemory: Sendable {
  var files = FileMemory()
  var catalogues = FileResults<CataloguesReader.Outcome>()
  var texts = FileResults<Result<KernelTexts, Diagnostic>>()
  private var parsed = StageTable<String, [ContentFile], Parsed>()

  /// The memory of a folder that was never read.
  public init() {}

  /// How many files were read, and how many things parsed, in all.
  public var work: (reads: Int, parses: Int) { (files.reads + catalogues.reads + texts.reads, parsed.runs) }

  private struct Parsed: Sendable {
    let value: any Sendable
    let diagnostics: [Diagnostic]
  }

  /// What `parse` makes of `files`, remembered as the `kind` of thing called `name`.
  mutating func value<Value: Sendable>(
    _ kind: String, _ name: String, of files: [ContentFile], diagnostics: inout [Diagnostic],
    _ parse: (inout [Diagnostic]) -> Value
  ) -> Value {
    func make() -> Parsed {
      var found: [Diagnostic] = []
      let value = parse(&found)
      return Parsed(value: value, diagnostics: found)
    }
    let known = parsed.output(of: "\(kind)/\(name)", for: files) { _ in make() }
    // A kind of thing has one type; if two were ever called the same, it is parsed again.
    guard let value = known.value as? Value else { return parse(&diagnostics) }
    diagnostics += known.diagnostics
    return value
  }

  /// Forgets what is no longer in the folder.
  mutating func settle() {
    files.settle()
    parsed.settle()
  }
}
