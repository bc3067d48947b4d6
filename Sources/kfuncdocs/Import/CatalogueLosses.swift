import Diagnostics
import KfuncModel

/// What a catalogue would lose by being replaced: the mark of a source that was cut down or damaged.
///
/// A kernel that really changes loses a kfunc here and there, never most of them, nor every fact of one kind.
struct CatalogueLosses {
  let old: ReleaseCatalogue
  let new: ReleaseCatalogue

  /// A refusal that names the losses, nil when there is none worth it.
  func refusal(at path: String) -> Diagnostic? {
    if new.kfuncs.count * 2 < old.kfuncs.count {
      return Diagnostic(
        .error, "loses-kfuncs",
        "\(new.kfuncs.count) kfuncs would replace \(old.kfuncs.count); if that is right, say --force",
        at: SourceLocation(file: path))
    }
    let lost = kinds.filter { $0.has(old) && !$0.has(new) }.map(\.name)
    guard !lost.isEmpty else { return nil }
    return Diagnostic(
      .error, "loses-facts",
      "a catalogue without \(lost.joined(separator: ", ")) would replace one with them; if that is right, say --force",
      at: SourceLocation(file: path))
  }

  private var kinds: [(name: String, has: (ReleaseCatalogue) -> Bool)] {
    [
      ("registrations", { !$0.registrations.isEmpty }), ("hooks", { !$0.hooks.isEmpty }),
      ("flags", { !$0.flags.isEmpty }), ("parameter annotations", { !$0.annotations.isEmpty }),
      ("MAINTAINERS sections", { !$0.maintainers.isEmpty }), ("policy sections", { !$0.policySections.isEmpty }),
      ("in-tree users", { $0.kfuncs.contains { !$0.users.isEmpty } }),
    ]
  }
}
