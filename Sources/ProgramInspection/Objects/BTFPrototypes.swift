internal import KfuncModel

/// Function prototypes out of an object's BTF, as C text and as shapes.
///
/// Types may refer to each other in loops and fan out without end: a depth, a number of types for each prototype and
/// one for the object bound what is followed; beyond, a type reads `…`.
struct BTFPrototypes {
  let types: BTFTypes
  /// Types that may still be visited for this object; a real one with a hundred externs needs a few thousand.
  private var left = 100_000
  private var leftOfPrototype = 0

  private static let mostOfPrototype = 2_000
  /// More parameters than this are none that a BPF program can pass; the first ones are read.
  private static let mostParameters = 64

  init(types: BTFTypes) { self.types = types }

  /// The prototype of the function type `number` under `name`, nil when it is none.
  mutating func prototype(_ number: Int, name: String) -> (prototype: Prototype, shape: FunctionShape)? {
    guard let entry = types[number], types.kind(entry) == .prototype else { return nil }
    leftOfPrototype = Self.mostOfPrototype
    let shape = function(entry, depth: 0)
    leftOfPrototype = Self.mostOfPrototype
    var parameters: [Parameter] = []
    var isVariadic = false
    for index in 0..<min(Int(entry.count), Self.mostParameters) {
      let type = types.detail(2 * index + 1, of: entry)
      if type == 0, index == Int(entry.count) - 1 {
        isVariadic = true
        continue
      }
      let name = types.name(at: types.detail(2 * index, of: entry)).flatMap { $0.isEmpty ? nil : $0 }
      parameters.append(
        Parameter(type: declare(type, "", depth: 0), name: name, text: declare(type, name ?? "", depth: 0)))
    }
    let result = declare(Int(entry.value), "", depth: 0)
    return (Prototype(name: name, returnType: result, parameters: parameters, isVariadic: isVariadic), shape)
  }

  /// Whether one more type may be followed.
  private mutating func mayFollow(_ depth: Int) -> Bool {
    guard depth < TypeShape.deepest, left > 0, leftOfPrototype > 0 else { return false }
    left -= 1
    leftOfPrototype -= 1
    return true
  }

  // MARK: Shapes

  private mutating func function(_ entry: BTFTypes.Entry, depth: Int) -> FunctionShape {
    let count = min(Int(entry.count), Self.mostParameters)
    var parameters: [TypeShape] = []
    for index in 0..<count {
      parameters.append(shape(types.detail(2 * index + 1, of: entry), depth: depth + 1))
    }
    return FunctionShape(
      result: shape(Int(entry.value), depth: depth + 1), parameters: parameters,
      isVariadic: count > 0 && count == Int(entry.count) && parameters.last == .void)
  }

  private mutating func shape(_ number: Int, depth: Int) -> TypeShape {
    if number == 0 { return .void }
    guard mayFollow(depth), let entry = types[number] else { return .unread("…") }
    let name = types.name(entry) ?? "…"
    let target = Int(entry.value)
    switch types.kind(entry) {
    case .integer:
      // Bits 24 to 27 say signed, character and Boolean, bits 0 to 7 the width (btf.rst, 2.2.1).
      let details = types.detail(0, of: entry)
      return .integer(IntegerShape(name: name, bits: details & 0xff, isSigned: details >> 24 & 1 == 1))
    case .float: return .float(name)
    case .structure: return .structure(name)
    case .union: return .union(name)
    case .enumeration, .enumeration64: return .enumeration(name)
    case .forward: return .forward(keyword: entry.flag ? "union" : "struct", name: name)
    case .pointer: return .pointer(shape(target, depth: depth + 1))
    case .array: return .array(shape(types.detail(0, of: entry), depth: depth + 1))
    case .alias: return .alias(name, shape(target, depth: depth + 1))
    case .const, .volatile, .restrict, .typeTag: return shape(target, depth: depth + 1)
    case .prototype: return .function(function(entry, depth: depth))
    default: return .unread("…")
    }
  }

  // MARK: Text

  /// The declaration of `inner`, a declarator or nothing, as the type `number`.
  private mutating func declare(_ number: Int, _ inner: String, depth: Int) -> String {
    if number == 0 { return joined("void", inner) }
    guard mayFollow(depth), let entry = types[number] else { return joined("…", inner) }
    let target = Int(entry.value)
    switch types.kind(entry) {
    case .pointer:
      let needsParentheses = types[target].flatMap(types.kind).map { $0 == .prototype || $0 == .array } ?? false
      return declare(target, needsParentheses ? "(*\(inner))" : "*\(inner)", depth: depth + 1)
    case .array: return declare(types.detail(0, of: entry), inner + "[\(types.detail(2, of: entry))]", depth: depth + 1)
    case .prototype:
      var list: [String] = []
      for index in 0..<min(Int(entry.count), Self.mostParameters) {
        let type = types.detail(2 * index + 1, of: entry)
        list.append(type == 0 && index == Int(entry.count) - 1 ? "..." : declare(type, "", depth: depth + 1))
      }
      return declare(target, "\(inner)(\(list.isEmpty ? "void" : list.joined(separator: ", ")))", depth: depth + 1)
    case .const: return qualified("const", target, inner, depth)
    case .volatile: return qualified("volatile", target, inner, depth)
    case .restrict: return qualified("restrict", target, inner, depth)
    case .typeTag: return declare(target, inner, depth: depth + 1)
    default: return joined(baseText(entry), inner)
    }
  }

  /// A qualifier stands before a base type, and behind the asterisk of a pointer.
  private mutating func qualified(_ word: String, _ target: Int, _ inner: String, _ depth: Int) -> String {
    if types[target].flatMap(types.kind) == .pointer {
      return declare(target, inner.isEmpty ? word : "\(word) \(inner)", depth: depth + 1)
    }
    return "\(word) \(declare(target, inner, depth: depth + 1))"
  }

  private func baseText(_ entry: BTFTypes.Entry) -> String {
    let name = types.name(entry) ?? "…"
    let tag = name.isEmpty ? "{…}" : name
    switch types.kind(entry) {
    case .structure: return "struct \(tag)"
    case .union: return "union \(tag)"
    case .enumeration, .enumeration64: return "enum \(tag)"
    case .forward: return "\(entry.flag ? "union" : "struct") \(tag)"
    case .integer, .float, .alias: return name
    default: return "…"
    }
  }

  private func joined(_ base: String, _ inner: String) -> String { inner.isEmpty ? base : "\(base) \(inner)" }
}
