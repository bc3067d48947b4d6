internal import KfuncModel
internal import RecordWords
internal import Rendering
internal import TextBytes

/// What differs between two releases, as JSON.
struct ComparisonDocument: Sendable {
  static let schemaName = "kfuncdocs-comparison-1"

  let comparison: ReleaseComparison

  /// The text, without what `pieces` took.
  func bytes(_ pieces: TextPieces? = nil) -> [UInt8] {
    JSONStream.object(pieces: pieces) { json in
      json.text("schema", Self.schemaName)
      json.release("from", comparison.from)
      json.release("to", comparison.to)
      json.list("releaseWide", comparison.releaseWide) { json, change in
        json.text("id", change.id.rawValue)
        json.text("title", change.title)
        json.text("explanation", change.explanation)
        json.interval("when", change.interval)
        json.facts("evidence", change.evidence)
        json.texts("kfuncs", change.kfuncs)
      }
      json.list("changes", comparison.changes) { json, change in
        json.text("kfunc", change.kfunc)
        json.text("kind", change.kind.rawValue)
        json.interval("when", change.interval)
        json.text("summary") { ChangeWords.add(change, to: &$0) }
        json.members(of: change)
      }
    }
  }
}
