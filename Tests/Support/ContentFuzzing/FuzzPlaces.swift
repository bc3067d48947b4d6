internal import Diagnostics
internal import ImportFuzzing

/// What every diagnostic promises: a line that its file has.
enum FuzzPlaces {
  static func check(_ diagnostics: [Diagnostic], _ files: [ContentFuzzFile]) throws {
    // Once: there may be as many diagnostics as lines.
    let lines = files.map(\.lines)
    for diagnostic in diagnostics {
      guard let location = diagnostic.location, let line = location.line,
        let index = files.firstIndex(where: { location.file == $0.path || location.file.hasSuffix("/" + $0.path) })
      else { continue }
      let file = files[index]
      guard (1...lines[index]).contains(line) else {
        throw FuzzCase.Broken(
          description: "[\(diagnostic.code.rawValue)] is about line \(line) of \(file.path), which has \(lines[index])")
      }
      // Of a file that is YAML alone, columns count U+FFFD (three bytes) where a byte was no text.
      if let column = location.column, column < 1 || column > 3 * file.bytes.count + 1 {
        throw FuzzCase.Broken(description: "[\(diagnostic.code.rawValue)] is about column \(column) of \(file.path)")
      }
    }
  }
}
