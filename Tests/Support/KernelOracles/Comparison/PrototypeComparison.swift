public import KfuncModel

/// The comparison of a prototype that was read from source with one that was made from a compiled kernel.
///
/// Every part is compared: name, return type, number, order, names and types of the parameters, the arena's address
/// space, the fastcall mark. Types compare in the normal form of ``CType``; the further normalisations are
/// - sparse's words (`__user`, `__rcu`, `__percpu`, …) count for nothing in the source: the compiler never sees them;
/// - the arena's address space, which no C source spells, is expected where the source announces it: on parameters
///   named `…__arena` or `…__arena__nullable`, on the first and second parameter by `KF_ARENA_ARG1` and
///   `KF_ARENA_ARG2`, on the return type by `KF_ARENA_RET`; anywhere else, or missing there, it is a difference.
///
/// Names of parameters compare as they are, suffixes included. What cannot be read is a difference.
public enum PrototypeComparison {
  /// All differences; none when the two are equal.
  ///
  /// - Parameters:
  ///   - source: the prototype that a BPF program sees, by the catalogue.
  ///   - flags: the kfunc's flags in all its sets together.
  ///   - oracle: the compiled kernel's.
  public static func differences(
    source: Prototype, flags: Set<KfuncFlag>, oracle: OracleKfunc
  ) -> [PrototypeDifference] {
    guard case .function(let oracleResult, let oracleTypes, let oracleVariadic) = oracle.declaration.type else {
      return [.unreadable("the compiled '\(oracle.text)' is no function")]
    }
    var found: [PrototypeDifference] = []
    func note<Part: Equatable>(_ left: Part, _ right: Part, _ make: (Part, Part) -> PrototypeDifference) {
      if left != right { found.append(make(left, right)) }
    }

    note(source.name, oracle.name) { .name(source: $0, oracle: $1) }
    note(source.isVariadic, oracleVariadic) { .variadic(source: $0, oracle: $1) }
    note(flags.contains(.fastcall), oracle.isFastcall) { .fastcall(source: $0, oracle: $1) }
    do {
      var result = try abstractType(source.returnType)
      if flags.contains(.arenaReturn) { result = try inArena(result, "return type", by: .arenaReturn) }
      note(result, oracleResult) { .returnType(source: $0.description, oracle: $1.description) }
    } catch {
      found.append(error)
    }

    note(source.parameters.count, oracleTypes.count) { .parameterCount(source: $0, oracle: $1) }
    let oracleNames = oracle.parameterNames
    for index in 0..<min(source.parameters.count, oracleTypes.count) {
      let parameter = source.parameters[index]
      note(parameter.name, oracleNames[index]) { .parameterName(index: index, source: $0, oracle: $1) }
      do {
        let type = try self.type(of: parameter, at: index, flags: flags)
        note(type, oracleTypes[index]) {
          .parameterType(index: index, source: $0.description, oracle: $1.description)
        }
      } catch {
        found.append(error)
      }
    }
    return found
  }

  /// The type of a parameter, by its whole text and by its type field, which must agree.
  private static func type(
    of parameter: Parameter, at index: Int, flags: Set<KfuncFlag>
  ) throws(PrototypeDifference) -> CType {
    let whole = try read(parameter.text)
    guard whole.name == parameter.name else {
      throw .inconsistent("'\(parameter.text)' does not declare '\(parameter.name ?? "")'")
    }
    let type = whole.type.adjustedParameter
    guard try abstractType(parameter.type).adjustedParameter == type else {
      throw .inconsistent("'\(parameter.text)' has not the type '\(parameter.type)'")
    }
    let name = parameter.name ?? ""
    if name.hasSuffix("__arena") || name.hasSuffix("__arena__nullable") {
      return try inArena(type, "parameter \(index + 1)", by: nil)
    }
    let argumentFlags: [KfuncFlag] = [.arenaFirst, .arenaSecond]
    if index < argumentFlags.count, flags.contains(argumentFlags[index]) {
      return try inArena(type, "parameter \(index + 1)", by: argumentFlags[index])
    }
    return type
  }

  private static func inArena(
    _ type: CType, _ part: String, by flag: KfuncFlag?
  ) throws(PrototypeDifference) -> CType {
    guard let inArena = type.pointingIntoArena else {
      throw .inconsistent("\(part) is \(type), no pointer, but \(flag?.rawValue ?? "its name") puts it into the arena")
    }
    return inArena
  }

  private static func abstractType(_ text: String) throws(PrototypeDifference) -> CType {
    let declaration = try read(text)
    guard declaration.name == nil else { throw .inconsistent("the type '\(text)' holds a name") }
    return declaration.type
  }

  private static func read(_ text: String) throws(PrototypeDifference) -> CDeclaration {
    do {
      return try CDeclaration.read(text)
    } catch {
      throw .unreadable(error.description)
    }
  }
}

// A difference stops the reading of its part.
extension PrototypeDifference: Error {}

extension KfuncFlag {
  static let fastcall = KfuncFlag(rawValue: "KF_FASTCALL")
  static let arenaReturn = KfuncFlag(rawValue: "KF_ARENA_RET")
  static let arenaFirst = KfuncFlag(rawValue: "KF_ARENA_ARG1")
  static let arenaSecond = KfuncFlag(rawValue: "KF_ARENA_ARG2")
}
