internal import JSONText

/// Parts that catalogues repeat, each kept once for all that are read with it: texts, prototypes, build conditions, and
/// definitions apart from their lines, which change with nearly every release, and whole kfuncs and entries of sets so.
public final class SharedCatalogueParts: Sendable {
  let strings: SharedStrings
  let prototypes = SharedValues<Prototype>()
  let builds = SharedValues<BuildCondition>()
  let definitions = SharedValues<KfuncDefinition.Content>()
  let users = SharedValues<[InTreeUse]>()
  let kfuncs = RepeatedObjects(of: "kfuncs", depth: 0)
  let members = RepeatedObjects(of: "members", depth: 2)

  /// Without any part yet.
  ///
  /// - Parameter textsLast: Whether texts stay until the process ends; for catalogues that are read once.
  public init(textsLast: Bool = false) { strings = SharedStrings(areLasting: textsLast) }
}
