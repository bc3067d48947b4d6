internal import CatalogueFacts
internal import KfuncModel

/// Looks for removed and added names that may be one kfunc.
///
/// A suspicion with its reasons, never a fact: only written content makes it one. Candidates are found through the shape
/// of the prototype and through rare words of the names, so that the cost stays linear in removed names.
struct RenameFinder {
  /// The least score that is told.
  static let threshold = 50
  /// The most candidates of one word, or of one shape, that are looked at.
  private static let bucketLimit = 64

  let removed: [KfuncFacts]
  let added: [KfuncFacts]

  /// Pairs, each name once on either side, the likeliest first and equal ones by name.
  func suspicions() -> [(old: KfuncFacts, new: KfuncFacts, suspicion: RenameSuspicion)] {
    guard !removed.isEmpty, !added.isEmpty else { return [] }
    var numbers: [Substring: Int] = [:]
    let newShapes = added.map { Shape($0, &numbers) }
    var byShape: [String: [Int]] = [:]
    var byWord: [Int: [Int]] = [:]
    for (index, shape) in newShapes.enumerated() {
      if let key = shape.prototype { byShape[key, default: []].append(index) }
      for word in Set(shape.wordNumbers) { byWord[word, default: []].append(index) }
    }
    var found: [(old: Int, new: Int, score: Int, shape: Shape)] = []
    for (oldIndex, kfunc) in removed.enumerated() {
      let shape = Shape(kfunc, &numbers)
      var candidates: Set<Int> = []
      if let key = shape.prototype, let bucket = byShape[key] {
        candidates.formUnion(bucket.prefix(RenameFinder.bucketLimit))
      }
      for word in Set(shape.wordNumbers) {
        if let bucket = byWord[word], bucket.count <= RenameFinder.bucketLimit { candidates.formUnion(bucket) }
      }
      for newIndex in candidates {
        let score = shape.likeness(to: newShapes[newIndex])
        if score >= RenameFinder.threshold { found.append((oldIndex, newIndex, score, shape)) }
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
          RenameSuspicion(
            successor: successor.kfunc.name, score: pair.score,
            reasons: pair.shape.reasons(likeness: newShapes[pair.new]))
        ))
    }
    return result
  }

  /// What is compared of a kfunc.
  private struct Shape {
    let words: [Substring]
    /// The same as numbers, which compare at once.
    let wordNumbers: [Int]
    /// Types and annotations of the prototype, without names; nil without a definition.
    let prototype: String?
    let returnType: String?
    let parameterNames: [String?]
    let fileName: Substring?
    let isTestingOnly: Bool

    init(_ kfunc: KfuncFacts, _ numbers: inout [Substring: Int]) {
      words = kfunc.kfunc.name.split(separator: "_")
      wordNumbers = words.map { word in
        let next = numbers.count
        if let number = numbers[word] { return number }
        numbers[word] = next
        return next
      }
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

    /// The score, at most 100.
    func likeness(to other: Shape) -> Int {
      guard isTestingOnly == other.isTestingOnly else { return 0 }
      var score = 0
      if hasSamePrototype(as: other) {
        // A prototype without parameters says little.
        score += parameterNames.isEmpty ? 15 : 35
        if hasSameParameterNames(as: other) { score += 10 }
      } else if hasSameReturnType(as: other) {
        score += parameterNames.count == other.parameterNames.count ? 10 : 5
      }
      if isInSameFile(as: other) { score += 15 }
      return score + 40 * 2 * sharedWords(with: other).count / max(1, words.count + other.words.count)
    }

    /// What the score consists of, in words: made for the few that are told, not for each candidate.
    func reasons(likeness other: Shape) -> [String] {
      var reasons: [String] = []
      if hasSamePrototype(as: other) {
        reasons.append("the prototypes are equal apart from names")
        if hasSameParameterNames(as: other) { reasons.append("the parameters have the same names") }
      } else if hasSameReturnType(as: other) {
        let sameCount = parameterNames.count == other.parameterNames.count
        reasons.append(sameCount ? "same return type and number of parameters" : "same return type")
      }
      if let fileName, isInSameFile(as: other) { reasons.append("both in \(fileName)") }
      let shared = sharedWords(with: other).map { words[$0] }
      if !shared.isEmpty { reasons.append("the names share " + shared.joined(separator: ", ")) }
      return reasons
    }

    private func hasSamePrototype(as other: Shape) -> Bool { prototype != nil && prototype == other.prototype }
    private func hasSameReturnType(as other: Shape) -> Bool { returnType != nil && returnType == other.returnType }
    private func isInSameFile(as other: Shape) -> Bool { fileName != nil && fileName == other.fileName }

    private func hasSameParameterNames(as other: Shape) -> Bool {
      !parameterNames.isEmpty && parameterNames == other.parameterNames
    }

    /// The positions of the words that the other has too, each of its words for one.
    private func sharedWords(with other: Shape) -> [Int] {
      var rest = other.wordNumbers
      return wordNumbers.indices.filter { position in
        guard let index = rest.firstIndex(of: wordNumbers[position]) else { return false }
        rest.remove(at: index)
        return true
      }
    }
  }
}
