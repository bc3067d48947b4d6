internal import CatalogueFacts
internal import KfuncModel

/// Files that moved between two releases with every kfunc in them: one change of the release, not one of each kfunc.
///
/// A file moved where all of its kfuncs that the newer release still has are defined in files that defined none before.
/// Where it was divided, each part is told by itself. A single kfunc that is defined elsewhere has moved alone: nothing
/// tells it from a function that was carried over.
struct FileMoves: Sendable {
  /// One file, or one part of it.
  struct Move: Sendable {
    let id: ReleaseWideChange.ID
    let title: String
    let evidence: [RecordedFact]
  }

  /// By old path, then by new path, in bytes.
  let moves: [Move]
  private let ids: Set<ReleaseWideChange.ID>

  static let explanation =
    "Every kfunc of the old file that the newer release has is defined in a file that held none before. No program can "
    + "tell."

  init(old: CatalogueIndex, new: CatalogueIndex) {
    let moved = FileMoves.moved(old, new)
    let known = moved.isEmpty ? [] : Set(old.kfuncs.compactMap { $0.definition?.source.file })
    var parts: [String: [String: [(KfuncFacts, KfuncFacts)]]] = [:]
    var staying = moved.isEmpty ? [] : FileMoves.staying(old, new)
    for (before, after) in moved {
      guard let file = before.definition?.source.file, let target = after.definition?.source.file else { continue }
      if known.contains(target) {
        staying.insert(file)
      } else {
        parts[file, default: [:]][target, default: []].append((before, after))
      }
    }
    var moves: [Move] = []
    for (file, targets) in parts.sorted(by: { $0.key.precedesInBytes($1.key) })
    where !staying.contains(file) {
      for (target, kfuncs) in targets.sorted(by: { $0.key.precedesInBytes($1.key) })
      where kfuncs.count > 1 {
        let (before, after) = kfuncs[0]
        moves.append(
          Move(
            id: FileMoves.id(from: file, to: target), title: "The kfuncs of \(file) are in \(target)",
            evidence: [
              before.fact("\(before.kfunc.name) is defined", before.definition?.source),
              after.fact("\(after.kfunc.name) is defined", after.definition?.source),
            ]))
      }
    }
    self.moves = moves
    ids = Set(moves.map(\.id))
  }

  /// The kfuncs of both releases that are defined in other files.
  private static func moved(_ old: CatalogueIndex, _ new: CatalogueIndex) -> [(KfuncFacts, KfuncFacts)] {
    var moved: [(KfuncFacts, KfuncFacts)] = []
    walk(old, new) { before, after, isSame in if !isSame { moved.append((before, after)) } }
    return moved
  }

  /// The files that still define what they defined.
  private static func staying(_ old: CatalogueIndex, _ new: CatalogueIndex) -> Set<String> {
    var files: Set<String> = []
    walk(old, new) { before, _, isSame in
      if isSame, let file = before.definition?.source.file { files.insert(file) }
    }
    return files
  }

  /// The kfuncs of both releases that have definitions, each with whether they are in the same file. Both list their kfuncs by
  /// name: one walk finds them.
  private static func walk(
    _ old: CatalogueIndex, _ new: CatalogueIndex, _ visit: (KfuncFacts, KfuncFacts, _ isSame: Bool) -> Void
  ) {
    let later = new.kfuncs
    var next = 0
    for kfunc in old.kfuncs {
      let name = kfunc.kfunc.name
      while next < later.count, later[next].kfunc.name.precedesInBytes(name) { next += 1 }
      guard next < later.count else { return }
      let after = later[next]
      guard after.kfunc.name == name else { continue }
      if kfunc.kfunc.sharesSoleDefinition(with: after.kfunc) {
        visit(kfunc, after, true)
      } else if let definition = kfunc.definition, let other = after.definition {
        visit(kfunc, after, definition.sharesContent(with: other) || definition.source.file == other.source.file)
      }
    }
  }

  /// The change that explains why a kfunc of `old` is now defined in `new`; nil where it moved alone.
  func explanation(from old: String, to new: String) -> ReleaseWideChange.ID? {
    let id = FileMoves.id(from: old, to: new)
    return ids.contains(id) ? id : nil
  }

  private static func id(from old: String, to new: String) -> ReleaseWideChange.ID {
    ReleaseWideChange.ID(rawValue: "file-moved:\(old):\(new)")
  }
}
