public import KfuncModel

extension KfuncUse {
  /// How the use differs from what `catalogue` has, gravest first; empty where nothing does.
  ///
  /// The prototype compared with is the one that BPF programs see (``KfuncDefinition/bpfPrototype``). Of several
  /// definitions, as in branches of a condition, the one that differs least speaks.
  public func differences(in catalogue: ReleaseCatalogue) -> [UseDifference] {
    let release = catalogue.release.description
    guard let kfunc = catalogue.kfunc(name) else { return [missing(in: release)] }
    guard let shape else { return [notCompared(in: release, definitions: kfunc.definitions)].compactMap(\.self) }
    let prototypes = kfunc.definitions.filter { !$0.source.file.hasSuffix(".h") || kfunc.definitions.count == 1 }
      .map { $0.bpfPrototype ?? $0.prototype }
    let all = prototypes.map { differences(of: shape, from: $0, in: release) }
    guard let least = all.min(by: { Self.gravity($0) < Self.gravity($1) }) else {
      return [
        UseDifference(
          kind: .notCompared, effect: .notKnown,
          text: "no definition of \(name) was found in \(release); the prototypes were not compared")
      ]
    }
    return least
  }

  /// Whether libbpf takes the declared prototype for that of `catalogue`; nil where that was not found out, or the release
  /// has no such kfunc.
  public func fits(_ catalogue: ReleaseCatalogue) -> Bool? {
    let kinds = differences(in: catalogue).map(\.kind)
    if kinds.contains(.missing) { return nil }
    if kinds.contains(.incompatiblePrototype) { return false }
    return kinds.contains(.notCompared) ? nil : true
  }

  // MARK: Missing

  // libbpf, tools/lib/bpf/libbpf.c: bpf_object__resolve_ksym_func_btf_id warns "not found in kernel or module BTFs" and
  // fails for a strong extern, leaves a weak one unset; the call of an unset one is made invalid (poison_kfunc_call),
  // which the verifier refuses where it is reached. A function that is no registered kfunc may still be in the
  // kernel's BTF: then the verifier refuses the call (kernel/bpf/verifier.c, "calling kernel function … is not allowed").
  private func missing(in release: String) -> UseDifference {
    switch strength {
    case .strong:
      UseDifference(
        kind: .missing, effect: .doesNotLoad,
        text:
          "\(release) has no kfunc \(name): the extern is strong, so libbpf refuses the object, or, where the kernel "
          + "has a function of that name all the same, the verifier refuses to call it")
    case .weak:
      UseDifference(
        kind: .missing, effect: .resolvesToZero,
        text: "\(release) has no kfunc \(name): the weak extern resolves to 0 where the kernel has no function of that "
          + "name, and the verifier refuses a call that is reached")
    case .undeclared:
      UseDifference(
        kind: .missing, effect: .notKnown,
        text: "\(release) has no kfunc \(name): it is declared in none of the files that were read, so whether its "
          + "extern is weak is not known")
    }
  }

  private func notCompared(in release: String, definitions: [KfuncDefinition]) -> UseDifference? {
    let reason =
      declaration == nil ? "it is declared in none of the files that were read" : "the object has no BTF of it"
    return UseDifference(
      kind: .notCompared, effect: .notKnown,
      text: "the prototype of \(name) was not compared with that of \(release): \(reason)")
  }

  // MARK: Prototypes

  private static func gravity(_ differences: [UseDifference]) -> Int {
    differences.map { difference in
      switch difference.kind {
      case .missing, .incompatiblePrototype: 1_000_000
      case .notCompared: 1_000
      case .otherTypes: 1
      }
    }.reduce(0, +)
  }

  private func differences(
    of declared: FunctionShape, from prototype: Prototype, in release: String
  ) -> [UseDifference] {
    let actual = TypeText.shape(prototype)
    var parts: [(kind: UseDifference.Kind, words: String)] = []
    func note(_ agreement: PrototypeComparison.Agreement, _ words: String) {
      switch agreement {
      case .same: break
      case .otherName: parts.append((.otherTypes, words))
      case .undecided: parts.append((.notCompared, words))
      case .incompatible: parts.append((.incompatiblePrototype, words))
      }
    }
    note(
      PrototypeComparison.compare(declared.result, actual.result),
      "returns \(actual.result.text) in \(release), declared to return \(declared.result.text)")
    if declared.parameters.count != actual.parameters.count || declared.isVariadic != actual.isVariadic {
      note(.incompatible, "takes \(Self.count(actual)) in \(release), declared with \(Self.count(declared))")
    }
    for (index, pair) in zip(declared.parameters, actual.parameters).enumerated() {
      let name = index < prototype.parameters.count ? prototype.parameters[index].name : nil
      let which = "parameter \(index + 1)" + (name.map { " (\($0))" } ?? "")
      note(
        PrototypeComparison.compare(pair.0, pair.1),
        "\(which) is \(pair.1.text) in \(release), declared as \(pair.0.text)")
    }
    return [UseDifference.Kind.incompatiblePrototype, .notCompared, .otherTypes].compactMap { kind in
      let words = parts.filter { $0.kind == kind }.map(\.words)
      return words.isEmpty ? nil : difference(kind, "\(name): " + words.joined(separator: "; "))
    }
  }

  // libbpf, bpf_object__resolve_ksym_func_btf_id: "func_proto […] incompatible with …" and failure for a strong extern;
  // a weak one stays unset since the libbpf of 6.12's tree (that of 6.1's fails for both).
  private func difference(_ kind: UseDifference.Kind, _ words: String) -> UseDifference {
    switch kind {
    case .missing, .incompatiblePrototype:
      switch strength {
      case .weak:
        UseDifference(
          kind: kind, effect: .resolvesToZero,
          text: words + "; libbpf takes them for incompatible, and the weak extern resolves to 0 (with the libbpf of "
            + "6.1 the object does not load)")
      default:
        UseDifference(
          kind: kind, effect: .doesNotLoad,
          text: words + "; libbpf takes them for incompatible, and the object does not load")
      }
    case .otherTypes:
      UseDifference(
        kind: kind, effect: .resolves,
        text: words + "; libbpf takes them for compatible, and the verifier checks against the kernel's prototype")
    case .notCompared:
      UseDifference(
        kind: kind, effect: .notKnown,
        text: words + "; whether libbpf takes them for compatible was not found out")
    }
  }

  private static func count(_ shape: FunctionShape) -> String {
    let count = shape.parameters.count - (shape.isVariadic ? 1 : 0)
    let words = count == 0 ? "no parameters" : count == 1 ? "1 parameter" : "\(count) parameters"
    return shape.isVariadic ? words + " and more" : words
  }
}
