internal import CatalogueFacts
internal import KfuncModel

/// Looks for removed and added names that may be one kfunc.
///
/// A suspicion with its reasons, never a fact: only written content makes it one. Candidates are found through the shape
/// of the prototype and through rare words of the names, so that the cost stays linear in removed names.
struct RenameFinder {
  static let description = ChangeRuleDescription(
    kind: .renamed, title: "Renamed",
    summary: "A removed and an added name look alike. A suspicion until a source confirms it.")

  /// The least score that is told.
  static let threshold = 50
  /// The most candidates of one word, or of one shape, that are looked at.
  private static let bucketLimit = 64

  let removed: [KfuncFacts]
  let added: [KfuncFacts]

  /// Pairs, each name once on either side, the likeliest first and equal ones by name.
  func suspicions() -> [(old: KfuncFacts, new: KfuncFacts, suspicion: RenameSuspicion)] {
    guard !removed.isEmpty, !added.isEmpty else { return [] }
    let newShapes = added.map(Shape.init)
    var byShape: [String: [Int]] = [:]
    var byWord: [Substring: [Int]] = [:]
    for (index, shape) in newShapes.enumerated() {
      if let key = shape.prototype { byShape[key, default: []].append(index) }
      for word in Set(shape.words) { byWord[word, default: []].append(index) }
    }
    var found: [(old: Int, new: Int, score: Int, reasons: [String])] = []
    for (oldIndex, kfunc) in removed.enumerated() {
      let shape = Shape(kfunc)
      var candidates: Set<Int> = []
      if let key = shape.prototype, let bucket = byShape[key] {
        candidates.formUnion(bucket.prefix(RenameFinder.bucketLimit))
      }
      for word in Set(shape.words) {
        if let bucket = byWord[word], bucket.count <= RenameFinder.bucketLimit { candidates.formUnion(bucket) }
      }
      for newIndex in candidates {
        let (score, reasons) = shape.likeness(to: newShapes[newIndex])
        if score >= RenameFinder.threshold { found.append((oldIndex, newIndex, score, reasons)) }
      }
    }
    found.sort { ($1.score, $0.old, $0.new) < ($0.score, $1.old, $1.new) }
    var usedOld: Set<Int> = []
    var usedNew: Set<Int> = []
    var result: [(old: KfuncFacts, new: KfuncFacts, suspicion: RenameSuspicion)] = []
    for pair in found where !usedOld.contains(pair.old) && !usedNew.contains(pair.new) {
      usedOld.insert(pair.old)
      usedNew.insert(pair.new)
      let successor = added[pair.new]
      result.append(
        (
          removed[pair.old], successor,
          RenameSuspicion(successor: successor.kfunc.name, score: pair.score, reasons: pair.reasons)
        ))
    }
    return result
  }

  /// What is compared of a kfunc.
  private struct Shape {
    let words: [Substring]
    /// Types and annotations of the prototype, without names; nil without a definition.
    let prototype: String?
    let returnType: String?
    let parameterNames: [String?]
    let fileName: Substring?
    let isTestingOnly: Bool

    init(_ kfunc: KfuncFacts) {
      words = kfunc.kfunc.name.split(separator: "_")
      let seen = kfunc.bpfPrototype
      returnType = seen.map { PrototypeComparison.unqualified($0.returnType) }
      parameterNames = seen?.parameters.map(\.baseName) ?? []
      prototype = seen.map { prototype in
        let parts = prototype.parameters.map { PrototypeComparison.unqualified($0.type) + "@" + ($0.annotation ?? "") }
        return ([PrototypeComparison.unqualified(prototype.returnType)] + parts).joined(separator: ";")
      }
      fileName = kfunc.definition?.source.file.split(separator: "/").last
      isTestingOnly = kfunc.kfunc.isTestingOnly
    }

    /// The score, at most 100, and what it consists of.
    func likeness(to other: Shape) -> (Int, [String]) {
      guard isTestingOnly == other.isTestingOnly else { return (0, []) }
      var score = 0
      var reasons: [String] = []
      if let prototype, prototype == other.prototype {
        // A prototype without parameters says little.
        score += parameterNames.isEmpty ? 15 : 35
        reasons.append("the prototypes are equal apart from names")
        if !parameterNames.isEmpty, parameterNames == other.parameterNames {
          score += 10
          reasons.append("the parameters have the same names")
        }
      } else if let returnType, returnType == other.returnType {
        let sameCount = parameterNames.count == other.parameterNames.count
        score += sameCount ? 10 : 5
        reasons.append(sameCount ? "same return type and number of parameters" : "same return type")
      }
      if let fileName, fileName == other.fileName {
        score += 15
        reasons.append("both in \(fileName)")
      }
      let shared = sharedWords(with: other)
      score += 40 * 2 * shared.count / max(1, words.count + other.words.count)
      if !shared.isEmpty { reasons.append("the names share " + shared.joined(separator: ", ")) }
      return (score, reasons)
    }

    private func sharedWords(with other: Shape) -> [Substring] {
      var rest = other.words
      return words.filter { word in
        guard let index = rest.firstIndex(of: word) else { return false }
        rest.remove(at: index)
        return true
      }
    }
  }
}
