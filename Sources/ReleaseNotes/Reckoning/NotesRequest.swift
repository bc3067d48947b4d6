public import Diagnostics
public import KfuncModel
internal import Resolution

/// Two imported releases, the older first: what release notes are asked for.
public struct NotesRequest: Hashable, Sendable {
  /// The older release.
  public let from: KernelRelease
  /// The newer release.
  public let to: KernelRelease

  /// The pair that `text` names, `6.12..7.2`; point releases count as their mainline release.
  ///
  /// - Throws: `no-range` for other text, `equal-releases`, `reversed-range`, and for each release that has no catalogue
  ///   `unknown-release`, with what is known of it and the imported releases near it.
  public init(_ text: String, releases: ReleaseList) throws(NotesFaults) {
    // Cut by hand: `split(separator:)` with two signs would take `6.12...7.2`.
    guard let dots = text.firstRange(of: ".."), !text[dots.upperBound...].hasPrefix(".") else {
      throw NotesFaults("no-range", "'\(Self.shown(text))' is no range of releases such as 6.12..7.2")
    }
    let ends = [text[..<dots.lowerBound], text[dots.upperBound...]].map(String.init)
    var found: [KernelRelease] = []
    var faults: [Diagnostic] = []
    for end in ends {
      guard let release = KernelRelease(end)?.mainline else {
        faults.append(
          Diagnostic(.error, "unknown-release", "'\(Self.shown(end))' is no version of the kernel such as 6.12"))
        continue
      }
      found.append(release)
      if let fault = Self.fault(of: release, releases) { faults.append(fault) }
    }
    guard faults.isEmpty, found.count == 2 else { throw NotesFaults(diagnostics: faults) }
    if found[0] == found[1] {
      throw NotesFaults("equal-releases", "\(found[0]) and \(found[1]) are one release; there is nothing to tell")
    }
    if found[1] < found[0] {
      throw NotesFaults(
        "reversed-range", "\(found[0]) is newer than \(found[1]); did you mean '\(found[1])..\(found[0])'?")
    }
    (from, to) = (found[0], found[1])
  }

  /// A pair that is known to be imported and in order.
  init(from: KernelRelease, to: KernelRelease) { (self.from, self.to) = (from, to) }

  /// The neighbours among the imported releases that end with `release`; nil for the first, or one not imported.
  public init?(endingWith release: KernelRelease, releases: ReleaseList) {
    guard let index = releases.imported.firstIndex(of: release.mainline), index > 0 else { return nil }
    (from, to) = (releases.imported[index - 1], releases.imported[index])
  }

  private static func fault(of release: KernelRelease, _ releases: ReleaseList) -> Diagnostic? {
    let reason: String
    switch releases.standing(of: release) {
    case .imported: return nil
    case .notImported: reason = "\(release) exists and has no catalogue; import it with 'kfuncdocs import kernel'"
    case .neverExisted: reason = "there was no release \(release)"
    case .toCome: reason = "\(release) is later than every known release"
    case .beforeList: reason = "\(release) is earlier than the list of releases"
    }
    let imported = releases.imported
    let below = imported.last { $0 < release }
    let above = imported.first { $0 > release }
    let near = [below, above].compactMap { $0?.description }
    let hint = near.isEmpty ? "; no release is imported" : "; imported nearest: \(near.joined(separator: " and "))"
    return Diagnostic(.error, "unknown-release", reason + hint)
  }

  /// What was typed, short and on one line.
  private static func shown(_ text: String) -> String {
    String(
      String.UnicodeScalarView(text.unicodeScalars.prefix(40).map { $0.value < 0x20 || $0.value == 0x7f ? "?" : $0 }))
  }
}

/// Why no notes can be made.
public struct NotesFaults: Error {
  /// Each reason.
  public let diagnostics: [Diagnostic]

  init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  init(_ code: Diagnostic.Code, _ message: String) {
    diagnostics = [Diagnostic(.error, code, message)]
  }
}
