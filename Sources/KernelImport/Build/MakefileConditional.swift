/// A conditional directive of a Makefile (`ifdef`, `ifeq`, …): what it says of configuration symbols in its branch
/// and in its `else`.
///
/// Read are `ifdef CONFIG_X`, comparisons of one `$(CONFIG_X)` with `y`, `m`, `n` or nothing, and of several side
/// by side with nothing or one letter for each (`$(CONFIG_A)$(CONFIG_B)` with `yy`). Any other condition says
/// nothing: lines under it keep the symbols that are known.
struct MakefileConditional {
  /// What holds in the branch.
  var then = ConfigurationCondition.always
  /// What holds otherwise.
  var otherwise = ConfigurationCondition.always

  /// Reads a directive: `word` is `ifdef`, `ifndef`, `ifeq` or `ifneq`, `arguments` what follows; nil for another word.
  init?(word: ArraySlice<UInt8>, arguments: ArraySlice<UInt8>) {
    let isNegated: Bool
    if word.elementsEqual("ifdef".utf8) || word.elementsEqual("ifndef".utf8) {
      isNegated = word.count == 6
      if let symbol = MakefileText.symbol(MakefileText.trimmed(arguments)) {
        then.require(symbol, .on)
        otherwise.require(symbol, .unset)
      }
    } else if word.elementsEqual("ifeq".utf8) || word.elementsEqual("ifneq".utf8) {
      isNegated = word.count == 5
      compare(arguments)
    } else {
      return nil
    }
    if isNegated { swap(&then, &otherwise) }
  }

  private mutating func compare(_ arguments: ArraySlice<UInt8>) {
    guard let (left, right) = Self.operands(of: MakefileText.trimmed(arguments)) else { return }
    let (expression, constant) = left.contains(UInt8(ascii: "$")) ? (left, right) : (right, left)
    guard !constant.contains(UInt8(ascii: "$")), let symbols = Self.symbols(of: expression) else { return }
    if let symbol = symbols.first, symbols.count == 1 {
      guard let states = Self.states(of: constant) else { return }
      then.require(symbol, states)
      otherwise.require(symbol, SymbolStates.any.subtracting(states))
    } else if constant.isEmpty {
      for symbol in symbols { then.require(symbol, .unset) }
    } else if constant.count == symbols.count, constant.allSatisfy(ByteSet(of: "ym").contains) {
      for (symbol, letter) in zip(symbols, constant) {
        then.require(symbol, letter == UInt8(ascii: "y") ? .builtIn : .module)
      }
    }
  }

  private static func states(of constant: ArraySlice<UInt8>) -> SymbolStates? {
    if constant.isEmpty { return .unset }
    guard constant.count == 1 else { return nil }
    return switch constant.first {
    case UInt8(ascii: "y"): .builtIn
    case UInt8(ascii: "m"): .module
    case UInt8(ascii: "n"): .unset
    default: nil
    }
  }

  /// The symbols of `$(CONFIG_A)$(CONFIG_B)…`, nil when there is anything else; at most eight.
  private static func symbols(of expression: ArraySlice<UInt8>) -> [String]? {
    var symbols: [String] = []
    var rest = expression
    while !rest.isEmpty {
      guard symbols.count < 8, let end = MakefileText.endOfReference(in: rest, at: rest.startIndex),
        let symbol = MakefileText.referencedSymbol(rest[..<end])
      else { return nil }
      symbols.append(symbol)
      rest = rest[end...]
    }
    return symbols
  }

  /// The two sides of `(a,b)` or `"a" "b"`.
  private static func operands(of text: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
    guard let first = text.first else { return nil }
    if first == UInt8(ascii: "(") {
      var depth = 0
      var comma: Int?
      for index in text.indices {
        switch text[index] {
        case UInt8(ascii: "("): depth += 1
        case UInt8(ascii: ","): if depth == 1, comma == nil { comma = index }
        case UInt8(ascii: ")"):
          depth -= 1
          guard depth == 0 else { break }
          guard let comma else { return nil }
          return (
            unquoted(MakefileText.trimmed(text[(text.startIndex + 1)..<comma])),
            unquoted(MakefileText.trimmed(text[(comma + 1)..<index]))
          )
        default: break
        }
      }
      return nil
    }
    guard let left = quoted(text) else { return nil }
    guard let right = quoted(MakefileText.trimmed(text[left.end...])) else { return nil }
    return (left.text, right.text)
  }

  private static func quoted(_ text: ArraySlice<UInt8>) -> (text: ArraySlice<UInt8>, end: Int)? {
    guard let quote = text.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let close = text.dropFirst().firstIndex(of: quote)
    else { return nil }
    return (text[(text.startIndex + 1)..<close], close + 1)
  }

  /// `("$(CONFIG_X)", "y")` compares the quotation marks too: equal on both sides, they say nothing.
  private static func unquoted(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let inner = quoted(text), inner.end == text.endIndex else { return text }
    return inner.text
  }
}
