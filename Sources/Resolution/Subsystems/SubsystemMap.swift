public import KfuncModel

/// Which subsystem each kfunc belongs to, in one place for selectors and pages.
///
/// A file may belong to several MAINTAINERS sections. The most specific one, as `scripts/get_maintainer.pl` ranks
/// them, is the principal: the kfunc is listed there. What people wrote in a note goes before. Without a section it is
/// the folder of the file.
public struct SubsystemMap: Sendable {
  /// Every subsystem that is some kfunc's, principal or not, by title in bytes.
  public let subsystems: [Subsystem]
  private let byTitle: [String: Subsystem]
  private let bySlug: [String: Subsystem]
  private let principals: [String: Subsystem]

  /// The map over `catalogues`; `overrides` names the principal of kfuncs for which a note says so.
  public init(_ catalogues: [ReleaseCatalogue], overrides: [String: String] = [:]) {
    var titles: Set<String> = Set(overrides.values)
    var principals: [String: String] = [:]
    // The newest release that has a kfunc decides.
    for catalogue in catalogues.sorted(by: { $0.release < $1.release }) {
      let sections = Self.sections(catalogue)
      // A file defines ten kfuncs or more, which follow from it.
      var principalOfFile: [String: String?] = [:]
      for kfunc in catalogue.kfuncs {
        guard let file = kfunc.principalDefinition?.source.file else { continue }
        let principal: String?
        if let known = principalOfFile[file] {
          principal = known
        } else {
          let own = Self.titles(ofFile: file, sections)
          titles.formUnion(own)
          principal = own.first
          principalOfFile[file] = .some(principal)
        }
        if let principal { principals[kfunc.name] = principal }
      }
    }
    principals.merge(overrides) { $1 }
    let sorted = titles.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var count: [String: Int] = [:]
    for title in sorted { count[Subsystem.slug(of: title), default: 0] += 1 }
    var byTitle: [String: Subsystem] = [:]
    for title in sorted {
      var subsystem = Subsystem(title: title)
      // Titles that differ in signs alone get a digest, all of them: none depends on which came first.
      if count[subsystem.slug, default: 0] > 1 { subsystem.slug += "-" + PassageAnchors.digest(Array(title.utf8)) }
      byTitle[title] = subsystem
    }
    self.byTitle = byTitle
    subsystems = sorted.compactMap { byTitle[$0] }
    bySlug = Dictionary(subsystems.map { ($0.slug, $0) }, uniquingKeysWith: { first, _ in first })
    self.principals = principals.compactMapValues { byTitle[$0] }
  }

  /// The subsystem under which the kfunc `name` is listed; nil without a definition.
  public func principal(of name: String) -> Subsystem? { principals[name] }

  /// The subsystem of that title or slug.
  public func subsystem(_ titleOrSlug: String) -> Subsystem? { byTitle[titleOrSlug] ?? bySlug[titleOrSlug] }

  /// The sections of each defining file of `catalogue`, most specific first.
  static func sections(_ catalogue: ReleaseCatalogue) -> [String: [String]] {
    Dictionary(catalogue.fileMaintainers.map { ($0.file, $0.sections) }, uniquingKeysWith: { first, _ in first })
  }

  /// The titles that `kfunc` belongs to, the principal first.
  static func titles(of kfunc: Kfunc, _ sections: [String: [String]]) -> [String] {
    kfunc.principalDefinition.map { titles(ofFile: $0.source.file, sections) } ?? []
  }

  private static func titles(ofFile file: String, _ sections: [String: [String]]) -> [String] {
    if let own = sections[file], !own.isEmpty { return own }
    let folders = file.split(separator: "/").dropLast()
    return [folders.isEmpty ? file : folders.joined(separator: "/")]
  }
}
