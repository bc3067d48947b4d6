internal import JSONText

/// Parts that catalogues repeat, each kept once for all that are read with it: texts, prototypes, build conditions. What
/// has a line of the source changes with nearly every release, and is kept apart.
public final class SharedCatalogueParts: Sendable {
  let strings = SharedStrings()
  let prototypes = SharedValues<Prototype>()
  let builds = SharedValues<BuildCondition>()

  /// Without any part yet.
  public init() {}
}
