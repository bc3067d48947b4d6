internal import KfuncModel

/// Whether two releases surely say the same of a kfunc, fact by fact, found without making the words of either: most facts of
/// most kfuncs never change, and tables of releases show each of them for every release.
///
/// False where it takes more to know.
extension KfuncFacts {
  /// The same prototype for programs.
  package func hasSamePrototype(as other: KfuncFacts) -> Bool {
    sharesDefinition(with: other) || bpfPrototype == other.bpfPrototype
  }

  /// The same ID sets, by name, with the same flags.
  package func hasSameFlags(as other: KfuncFacts) -> Bool {
    memberships.hasSameElements(as: other.memberships) {
      $0.identity.name == $1.identity.name
        && ($0.member.sharesContent(with: $1.member) || $0.member.flags == $1.member.flags)
    }
  }

  /// No filter has a say.
  package func isUnfiltered(like other: KfuncFacts) -> Bool { isUnfiltered && other.isUnfiltered }

  /// The same program types, without filters.
  package func hasSameTypes(as other: KfuncFacts) -> Bool {
    isUnfiltered(like: other) && (sets === other.sets || sets.answers == other.sets.answers)
  }

  /// One definition, in the same file.
  package func hasSameFile(as other: KfuncFacts) -> Bool {
    let (own, others) = (kfunc.definitions, other.kfunc.definitions)
    return own.count == 1 && others.count == 1 && own[0].source.file == others[0].source.file
  }

  /// The same condition of being built.
  package func hasSameBuild(as other: KfuncFacts) -> Bool {
    sharesDefinition(with: other)
      || definition?.build == other.definition?.build && definition?.condition == other.definition?.condition
  }

  /// One definition, all but its lines and notices the same for sure: both releases share what they say.
  private func sharesDefinition(with other: KfuncFacts) -> Bool {
    guard let definition, let others = other.definition else { return false }
    return definition.sharesContent(with: others)
  }

  /// Surely one definition without notices and the same entries of sets in both releases, all but lines.
  package func isSameApartFromLines(as other: KfuncFacts) -> Bool {
    kfunc.sharesSoleDefinition(with: other.kfunc) && !kfunc.hasNotices && !other.kfunc.hasNotices
      && memberships.areSameApartFromLines(as: other.memberships)
  }

  /// All of these.
  package func hasSameOutline(as other: KfuncFacts) -> Bool {
    let (own, others) = (kfunc.definitions, other.kfunc.definitions)
    // One definition that both releases share speaks for prototype, file and build at once.
    let isShared = own.count == 1 && others.count == 1 && own[0].sharesContent(with: others[0])
    guard hasSameTypes(as: other), hasSameFlags(as: other) else { return false }
    return isShared || hasSamePrototype(as: other) && hasSameFile(as: other) && hasSameBuild(as: other)
  }
}

extension KfuncHistory {
  /// For each release, whether it and the one read before it have the kfunc and surely say the same of it: prototype, flags,
  /// program types, file and build. As every fact that is surely the same is an equal one, so it goes through any number of
  /// releases.
  package var isAsBefore: [Bool] {
    facts.indices.map { position in
      guard position > 0, let own = facts[position], let before = facts[position - 1] else { return false }
      return before.hasSameOutline(as: own)
    }
  }
}
