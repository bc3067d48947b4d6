/// The types of configuration symbols, read from Kconfig files: which can be a module.
struct KconfigTypes: Sendable {
  /// What a symbol can be.
  enum Kind: Sendable {
    case bool
    case tristate
    /// A number or a text.
    case value
  }

  private var kinds: [String: Kind] = [:]

  /// The type of a symbol with its prefix, `CONFIG_NET`; where definitions differ, tristate.
  func kind(of symbol: String) -> Kind? { kinds[String(symbol.dropFirst(7))] }

  /// Reads the definitions of one Kconfig file.
  ///
  /// Help texts are passed as kconfig's own lexer passes them: they last while lines are indented at least as far as
  /// their first.
  mutating func read(_ bytes: [UInt8]) {
    var symbol: String?
    var help: Help = .none
    var start = 0
    bytes.withUnsafeBufferPointer { bytes in
      while start < bytes.count {
        let feed = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        defer { start = feed + 1 }
        var index = start
        var indent = 0
        while index < feed, ByteSet.space.contains(bytes[index]) {
          indent = bytes[index] == UInt8(ascii: "\t") ? (indent | 7) + 1 : indent + 1
          index += 1
        }
        guard index < feed else { continue }
        switch help {
        case .none: break
        case .expected:
          help = .indented(indent)
          if indent > 0 { continue }
          help = .none
        case .indented(let least):
          if indent >= least { continue }
          help = .none
        }
        let word = bytes[index..<feed].prefix { !ByteSet.space.contains($0) }
        switch Self.keyword(word) {
        case .symbol:
          let name = bytes[word.endIndex..<feed].drop(while: ByteSet.space.contains).prefix(
            while: ByteSet.word.contains)
          symbol = String(decoding: name, as: UTF8.self)
        case .other: symbol = nil
        case .help: help = .expected
        case .type(let kind):
          if let symbol, kinds[symbol] != .tristate { kinds[symbol] = kind }
        case nil: break
        }
      }
    }
  }

  /// Where the reader stands with regard to a help text.
  private enum Help {
    case none
    /// The next line that is not blank sets the indentation.
    case expected
    case indented(Int)
  }

  private enum Keyword {
    case symbol
    /// An entry that is no symbol.
    case other
    case help
    case type(Kind)
  }

  private static func keyword(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Keyword? {
    // No keyword is longer, and most lines begin with something else.
    guard word.count <= 12, let first = word.first, ByteSet(of: "bcdehimst-").contains(first) else { return nil }
    return switch String(decoding: word, as: UTF8.self) {
    case "config", "menuconfig": .symbol
    case "choice", "endchoice", "comment", "menu", "endmenu", "mainmenu", "source", "endif": .other
    case "help", "---help---": .help
    case "bool", "def_bool": .type(.bool)
    case "tristate", "def_tristate": .type(.tristate)
    case "string", "hex", "int": .type(.value)
    default: nil
    }
  }
}
