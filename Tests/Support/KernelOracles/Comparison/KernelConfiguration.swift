/// What a kernel was configured with: the text of its `.config`.
public struct KernelConfiguration: Sendable {
  /// The value of a symbol.
  public enum Value: Hashable, Sendable {
    /// `y`: part of the kernel image.
    case builtIn
    /// `m`: a module.
    case module
    /// Not set, or not even asked for, since what it depends on is off.
    case off
    /// A number or text, as written.
    case other(String)
  }

  private var values: [String: Value]

  /// Reads the text of a `.config`: lines `CONFIG_A=y`; `# CONFIG_A is not set` and absent symbols are off.
  public init(text: String) {
    values = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("CONFIG_") {
      guard let equals = line.firstIndex(of: "=") else { continue }
      let value = line[line.index(after: equals)...]
      values[String(line[..<equals])] =
        switch value {
        case "y": .builtIn
        case "m": .module
        case "n": .off
        default: .other(String(value))
        }
    }
  }

  /// How many symbols have a value.
  public var count: Int { values.count }

  /// The value of a symbol by its full name, `CONFIG_NET`.
  public subscript(symbol: String) -> Value { values[symbol] ?? .off }
}
