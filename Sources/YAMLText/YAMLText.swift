public import Diagnostics

/// Reads one YAML document into values, within bounds.
///
/// The events of libyaml (the copy in Yams) are taken one by one, so depth and size are bounded while they come, and
/// what makes YAML dangerous or ambiguous is refused where it stands: aliases (billion laughs), tags, keys that are
/// no text, keys that stand twice, a second document. Yams' own tree would recurse, resolve aliases and keep no
/// ends of lines; its types are not used.
public enum YAMLText {
  /// How large a text may be, in bytes.
  public static let maximumSize = 1 << 20
  /// How many mappings and lists may be inside each other.
  public static let maximumDepth = 32

  /// The value of `text`, or nil if it is empty or could not be read; what is wrong is added to `diagnostics`.
  ///
  /// - Parameters:
  ///   - text: One YAML document.
  ///   - file: The path as diagnostics show it.
  ///   - firstLine: The line of the file on which `text` begins, from 1.
  public static func read(
    _ text: String, file: String, firstLine: Int = 1, diagnostics: inout [Diagnostic]
  ) -> YAMLNode? {
    guard text.utf8.count <= maximumSize else {
      diagnostics.append(
        Diagnostic(
          .error, "yaml-too-complex", "YAML of more than \(maximumSize >> 20) MiB",
          at: SourceLocation(file: file, line: firstLine)))
      return nil
    }
    var reader = YAMLReader(text: text, file: file, firstLine: firstLine)
    do {
      let node = try reader.read()
      diagnostics += reader.diagnostics
      return node
    } catch {
      diagnostics += reader.diagnostics
      diagnostics.append(error)
      return nil
    }
  }
}
