internal import Diagnostics
internal import Stages

/// What the files of a folder were parsed to, each parsed again only when its own bytes changed.
struct ParsedFiles<Value: Sendable>: Sendable {
  /// What became of a file.
  struct Parsed: Sendable {
    /// Nil where nothing could be made of it.
    let value: Value?
    let diagnostics: [Diagnostic]
  }

  private var list = StageList<String, ContentFile, Parsed>()
  /// What all files came to together, the last time.
  private var values: [Value] = []
  private var found: [Diagnostic] = []

  /// How many files were parsed.
  var runs: Int { list.runs }

  /// What `parse` makes of `files`, in their order; what is wrong with them is added to `diagnostics`.
  mutating func values(
    of files: [ContentFile], diagnostics: inout [Diagnostic],
    _ parse: @Sendable (ContentFile, inout [Diagnostic]) -> Value?
  ) -> [Value] {
    let round = list.round(of: files, by: \.path, shared: 0) { file in
      var found: [Diagnostic] = []
      let value = parse(file, &found)
      return Parsed(value: value, diagnostics: found)
    }
    if !mend(round) {
      values = round.outputs.compactMap(\.value)
      found = round.outputs.flatMap(\.diagnostics)
    }
    diagnostics += found
    return values
  }

  /// Puts what changed in its place, where every file has a value, before and now, and nothing is wrong with those that
  /// changed.
  private mutating func mend(_ round: StageList<String, ContentFile, Parsed>.Round) -> Bool {
    guard let changes = round.changes, values.count == round.outputs.count else { return false }
    var mended: [(place: Int, value: Value)] = []
    for (place, before) in changes {
      let now = round.outputs[place]
      guard let value = now.value, before.diagnostics.isEmpty, now.diagnostics.isEmpty else { return false }
      mended.append((place, value))
    }
    for (place, value) in mended { values[place] = value }
    return true
  }
}
