internal import Diagnostics
internal import ImportFuzzing

/// What every diagnostic promises: a line that its file has.
enum FuzzPlaces {
  static func check(_ diagnostics: [Diagnostic], _ files: [ContentFuzzFile]) throws {
    for diagnostic in diagnostics {
      guard let location = diagnostic.location, let line = location.line,
        let file = files.first(where: { location.file == $0.path || location.file.hasSuffix("/" + $0.path) })
      else { continue }
      guard (1...file.lines).contains(line) else {
        throw FuzzCase.Broken(
          description: "[\(diagnostic.code.rawValue)] is about line \(line) of \(file.path), which has \(file.lines)")
      }
      // Of a file that is YAML alone, columns count U+FFFD (three bytes) where a byte was no text.
      if let column = location.column, column < 1 || column > 3 * file.bytes.count + 1 {
        throw FuzzCase.Broken(description: "[\(diagnostic.code.rawValue)] is about column \(column) of \(file.path)")
      }
    }
  }
}
