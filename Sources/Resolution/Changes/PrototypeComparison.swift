internal import KfuncModel

/// Compares two prototypes part by part.
struct PrototypeComparison {
  let old: Prototype
  let new: Prototype

  /// The difference; nil when there is none.
  func difference(isCOnly: Bool) -> PrototypeChange? {
    let returnAspects = PrototypeComparison.typeAspects(old.returnType, new.returnType)
    let parameters = changedParameters()
    let variadicChanged = old.isVariadic != new.isVariadic
    guard !returnAspects.isEmpty || !parameters.isEmpty || variadicChanged else { return nil }
    return PrototypeChange(
      old: old, new: new, isCOnly: isCOnly, returnAspects: returnAspects, parameters: parameters,
      variadicChanged: variadicChanged)
  }

  /// The parameters that differ: equal ones are found first, and what lies between two of them is compared in order.
  private func changedParameters() -> [PrototypeChange.ParameterChange] {
    var changes: [PrototypeChange.ParameterChange] = []
    var oldIndex = 0
    var newIndex = 0
    for anchor in anchors() + [(old: old.parameters.count, new: new.parameters.count)] {
      while oldIndex < anchor.old || newIndex < anchor.new {
        let before = oldIndex < anchor.old ? oldIndex : nil
        let after = newIndex < anchor.new ? newIndex : nil
        if let change = change(before, after) { changes.append(change) }
        if before != nil { oldIndex += 1 }
        if after != nil { newIndex += 1 }
      }
      if anchor.old < old.parameters.count, let change = change(anchor.old, anchor.new) { changes.append(change) }
      oldIndex = anchor.old + 1
      newIndex = anchor.new + 1
    }
    return changes
  }

  private func change(_ oldIndex: Int?, _ newIndex: Int?) -> PrototypeChange.ParameterChange? {
    let before = oldIndex.map { old.parameters[$0] }
    let after = newIndex.map { new.parameters[$0] }
    var aspects: [PrototypeChange.Aspect] = []
    if let before, let after {
      aspects = PrototypeComparison.typeAspects(before.type, after.type)
      if before.baseName != after.baseName { aspects.append(.name) }
      if before.annotation != after.annotation { aspects.append(.annotation) }
      if aspects.isEmpty { return nil }
    }
    return PrototypeChange.ParameterChange(
      oldIndex: oldIndex, newIndex: newIndex, old: before, new: after, aspects: aspects.sorted())
  }

  /// A longest common subsequence of parameters with the same type, qualifiers apart, and the same name.
  ///
  /// Real prototypes have a dozen parameters at most; of absurdly long ones only the common beginning is taken, so that
  /// the cost stays linear.
  private func anchors() -> [(old: Int, new: Int)] {
    let left = old.parameters.map(Key.init)
    let right = new.parameters.map(Key.init)
    guard left.count <= 64, right.count <= 64 else {
      return zip(left.indices, zip(left, right)).prefix { $0.1.0 == $0.1.1 }.map { ($0.0, $0.0) }
    }
    var lengths = Array(repeating: Array(repeating: 0, count: right.count + 1), count: left.count + 1)
    for i in left.indices.reversed() {
      for j in right.indices.reversed() {
        lengths[i][j] = left[i] == right[j] ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
      }
    }
    var anchors: [(old: Int, new: Int)] = []
    var (i, j) = (0, 0)
    while i < left.count, j < right.count {
      if left[i] == right[j] {
        anchors.append((i, j))
        (i, j) = (i + 1, j + 1)
      } else if lengths[i + 1][j] >= lengths[i][j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    return anchors
  }

  private struct Key: Equatable {
    let type: String
    let name: String?

    init(_ parameter: Parameter) {
      type = PrototypeComparison.unqualified(parameter.type)
      name = parameter.baseName
    }
  }

  /// How two types differ: not at all, in qualifiers alone, or in more.
  static func typeAspects(_ old: String, _ new: String) -> [PrototypeChange.Aspect] {
    if old == new { return [] }
    return unqualified(old) == unqualified(new) ? [.qualifiers] : [.type]
  }

  /// Whether one of the two words may stand in `type`: looked at in bytes, for every parameter of every kfunc.
  private static func mayHoldQualifier(_ type: String) -> Bool {
    var (first, second) = (UInt8(0), UInt8(0))
    for byte in type.utf8 {
      // The beginnings of the two words, `con` and `vol`.
      if byte == UInt8(ascii: "n") && second == UInt8(ascii: "o") && first == UInt8(ascii: "c") { return true }
      if byte == UInt8(ascii: "l") && second == UInt8(ascii: "o") && first == UInt8(ascii: "v") { return true }
      (first, second) = (second, byte)
    }
    return false
  }

  /// A type without `const` and `volatile`, which the verifier and the loader's check of prototypes skip.
  static func unqualified(_ type: String) -> String {
    guard mayHoldQualifier(type) else { return type }
    return type.split(separator: " ").filter { $0 != "const" && $0 != "volatile" }.joined(separator: " ")
  }
}

extension Parameter {
  /// The name without the suffix that the verifier reads.
  var baseName: String? {
    guard let name, let annotation, name != annotation, name.hasSuffix(annotation) else { return name }
    return String(name.dropLast(annotation.count))
  }
}
