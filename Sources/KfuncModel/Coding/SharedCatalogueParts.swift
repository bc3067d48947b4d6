internal import JSONText

/// Parts that catalogues repeat, each kept once for all that are read with it: texts, prototypes, build conditions, and
/// definitions and entries of sets apart from their lines, which change with nearly every release.
public final class SharedCatalogueParts: Sendable {
  let strings = SharedStrings()
  let prototypes = SharedValues<Prototype>()
  let builds = SharedValues<BuildCondition>()
  let definitions = SharedValues<KfuncDefinition.Content>()
  let users = SharedValues<[InTreeUse]>()
  let members = SharedValues<IDSet.Member.Content>()

  /// Without any part yet.
  public init() {}
}
