internal import CatalogueFacts
internal import KfuncModel

/// The subsystem that a kfunc belongs to.
enum Subsystem {
  /// The most specific MAINTAINERS section of the file that defines it, else the file's folder; nil without a
  /// definition.
  static func name(of facts: KfuncFacts) -> String? {
    if let section = facts.maintainers.first { return section.title }
    guard let file = facts.kfunc.principalDefinition?.source.file else { return nil }
    let folders = file.split(separator: "/").dropLast()
    return folders.isEmpty ? file : folders.joined(separator: "/")
  }
}
