internal import CatalogueFacts
internal import KfuncModel
internal import Resolution

/// Kfuncs by releases as comma-separated values (RFC 4180, UTF-8, lines ended by CR LF, a header line).
struct MatrixTable: Sendable {
  let facts: PublishedFacts

  func bytes() -> [UInt8] {
    var table: [UInt8] = []
    line(["kfunc", "subsystem", "testing-only"] + facts.directory.releases.map(\.description), to: &table)
    for history in facts.directory.histories {
      let isTestingOnly = history.newest?.kfunc.isTestingOnly ?? false
      line(
        [history.name, facts.subsystem(of: history.name)?.title ?? "", isTestingOnly ? "yes" : "no"]
          + history.facts.map { $0 == nil ? "absent" : "present" },
        to: &table)
    }
    return table
  }

  private func line(_ fields: [String], to table: inout [UInt8]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { table.append(UInt8(ascii: ",")) }
      Self.add(field, to: &table)
    }
    table += [0x0d, 0x0a]
  }

  /// Quoted where it holds a comma, a quote or a line end. A spreadsheet takes a field that begins with one of `=+-@` for
  /// a formula: such a text of a kernel tree gets an apostrophe in front.
  static func add(_ field: String, to table: inout [UInt8]) {
    let bytes = field.utf8
    let isFormula = bytes.first.map { [UInt8](arrayLiteral: 0x3d, 0x2b, 0x2d, 0x40, 0x09, 0x0d).contains($0) } ?? false
    let needsQuotes = bytes.contains { $0 == 0x2c || $0 == 0x22 || $0 < 0x20 }
    if needsQuotes { table.append(0x22) }
    if isFormula { table.append(0x27) }
    for byte in bytes {
      if byte == 0x22 { table.append(0x22) }
      table.append(byte)
    }
    if needsQuotes { table.append(0x22) }
  }
}
