import Diagnostics
import KfuncModel
import ProgramInspection

/// What the newer of two releases does to programs, at the places of their declarations.
enum ProgramFindings {
  /// What differs from `new`: an error where a program no longer loads and did on `old`, else a warning.
  ///
  /// A weak extern that resolves to 0 is a warning: the program was written for that. Names that are a kfunc of neither
  /// release say nothing here, since an extern may name any symbol of the kernel.
  static func diagnostics(
    _ programs: AffectedReader.Result, old: ReleaseCatalogue, new: ReleaseCatalogue
  ) -> [Diagnostic] {
    programs.uses.flatMap { use -> [Diagnostic] in
      guard old.kfunc(use.name) != nil || new.kfunc(use.name) != nil else { return [] }
      let before = Set(use.differences(in: old).map(\.kind))
      return use.differences(in: new).filter { $0.kind != .notCompared }.map { difference in
        let isNew = !before.contains(difference.kind)
        let isError = isNew && difference.effect == .doesNotLoad
        return Diagnostic(
          isError ? .error : .warning, Diagnostic.Code(rawValue: "program-\(difference.kind.rawValue)"),
          difference.text + (isNew ? "" : " (as in \(old.release))"), at: location(use, in: programs.folder))
      }
    }
  }

  private static func location(_ use: KfuncUse, in folder: String) -> SourceLocation? {
    use.place.map { SourceLocation(file: folder + $0.file, line: $0.line) }
  }
}
