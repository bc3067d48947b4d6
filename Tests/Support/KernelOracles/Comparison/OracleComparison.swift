public import KfuncModel

/// The comparison of a release's catalogue with a kernel that was compiled from the same sources.
public struct OracleComparison: Sendable {
  /// What was read from the sources.
  public var catalogue: ReleaseCatalogue
  /// The configuration of the compiled kernel.
  public var configuration: KernelConfiguration
  /// The folder below `arch/` of the compiled kernel.
  public var architecture: String

  /// A comparison for a kernel configured like this; Debian's `vmlinux.h` that is compared here is of x86.
  public init(catalogue: ReleaseCatalogue, configuration: KernelConfiguration, architecture: String = "x86") {
    self.catalogue = catalogue
    self.configuration = configuration
    self.architecture = architecture
  }

  /// Holds the catalogue against the compiled kernel's kfuncs.
  ///
  /// - Parameters:
  ///   - oracle: all kfuncs of the compiled kernel.
  ///   - fmodret: members of sets that the tree registers for fmodret alone, read apart from the catalogue.
  public func report(oracle: [OracleKfunc], fmodret: [String: SourceReference]) -> OracleReport {
    var report = OracleReport()
    let compiled = Dictionary(oracle.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let catalogued = Set(catalogue.kfuncs.map(\.name))
    let registeredSets = Set(catalogue.registrations.map(\.idSet))
    var entries: [String: [Entry]] = [:]
    for set in catalogue.idSets where registeredSets.contains(set.identity) {
      for member in set.members { entries[member.name, default: []].append(Entry(set: set, member: member)) }
    }

    for kfunc in oracle where !catalogued.contains(kfunc.name) {
      if let set = fmodret[kfunc.name] {
        report.unregistered[kfunc.name] = set
      } else {
        report.missing.append(kfunc)
      }
    }
    for kfunc in catalogue.kfuncs {
      let entries = entries[kfunc.name] ?? []
      if let compiled = compiled[kfunc.name] {
        compare(kfunc, entries, with: compiled, into: &report)
      } else {
        report.beyond.append(explain(kfunc, entries))
      }
    }
    return report
  }

  private struct Entry {
    var set: IDSet
    var member: IDSet.Member
  }

  private func compare(
    _ kfunc: Kfunc, _ entries: [Entry], with compiled: OracleKfunc, into report: inout OracleReport
  ) {
    switch presence(of: kfunc, entries) {
    case .absent(let reason), .module(let reason):
      report.contradicted.append(.init(name: kfunc.name, evidence: reason))
    case .builtIn, .unknown: break
    }
    // A branch of an #if that this configuration does not take, and a file that it does not build, say nothing
    // about the compiled kernel. All that remain must be equal.
    let candidates = kfunc.definitions.filter { !Presence.of($0, under: configuration).isAbsent }
    guard !candidates.isEmpty else {
      let why = kfunc.definitions.isEmpty ? "no definition" : "no definition that this configuration builds"
      report.differing.append(.init(name: kfunc.name, source: nil, differences: [.unreadable(why)]))
      return
    }
    let flags = Set(entries.flatMap(\.member.flags))
    var isEqual = true
    for definition in candidates {
      let differences = PrototypeComparison.differences(
        source: definition.bpfPrototype ?? definition.prototype, flags: flags, oracle: compiled)
      if !differences.isEmpty {
        isEqual = false
        report.differing.append(.init(name: kfunc.name, source: definition.source, differences: differences))
      }
    }
    if isEqual { report.equal.append(kfunc.name) }
  }

  /// Whether the image holds the kfunc: some definition and some entry of a registered set, both.
  private func presence(of kfunc: Kfunc, _ entries: [Entry]) -> Presence {
    let definition =
      Presence.best(kfunc.definitions.map { Presence.of($0, under: configuration) }) ?? .unknown("no definition")
    let entry =
      Presence.best(
        entries.map { entry in
          Presence.weakest([
            Presence.of(condition: entry.set.condition, under: configuration),
            Presence.of(condition: entry.member.condition, under: configuration),
          ])
        }) ?? .unknown("in no registered set")
    return Presence.weakest([definition, entry])
  }

  private func explain(_ kfunc: Kfunc, _ entries: [Entry]) -> OracleReport.Beyond {
    func beyond(_ reason: OracleReport.Reason, _ evidence: String) -> OracleReport.Beyond {
      .init(name: kfunc.name, reason: reason, evidence: evidence)
    }
    let files = kfunc.definitions.map(\.source.file)
    if let first = files.first {
      if files.allSatisfy({ $0.hasPrefix("tools/testing/") }) { return beyond(.testing, "defined in \(first)") }
      let own = "arch/\(architecture)/"
      if files.allSatisfy({ $0.hasPrefix("arch/") && !$0.hasPrefix(own) }) {
        return beyond(.architecture, "defined in \(first)")
      }
    }
    switch presence(of: kfunc, entries) {
    case .module(let reason): return beyond(.module, reason)
    case .absent(let reason): return beyond(.configuration, reason)
    case .builtIn: return beyond(.other, "by the catalogue it is part of the image")
    case .unknown(let reason): return beyond(.other, reason)
    }
  }
}
