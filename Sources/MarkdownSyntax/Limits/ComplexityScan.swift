/// One pass over the bytes of a document that adds up what parsing would cost at worst.
///
/// It knows no grammar: fenced code counts like prose, so that no trick of the grammar can hide anything from it.
struct ComplexityScan {
  let bytes: UnsafeBufferPointer<UInt8>

  // A run: lines without a blank one between, at least as long as any paragraph.
  private var run = Run()
  private var markers: [Int] = []
  private var headerSteps = 0
  private var rowSteps = 0
  private var markupSteps = 0
  private var addressSteps = 0
  private var parenthesisSteps = 0
  private var hostSteps = 0
  private var schemeSteps = 0
  private var brackets = 0
  private var longestDefinition = Definition()

  private struct Run {
    var start = 0
    var byteCount = 0
    var cells = 0
    var open = 0
    var close = 0
    var markup = 0
    var stars = 0
    var underscores = 0
    var table: Rows?
    var definition: Definition?
  }

  private struct Rows {
    let start: Int
    let columns: Int
    var count = 1
    var byteCount = 0
  }

  private struct Definition {
    var start = 0
    var byteCount = 0
    /// Whether it may be one: `]:` was seen.
    var isMarked = false
  }

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Adds the line `range`; what it exceeds.
  mutating func line(_ range: Range<Int>) -> ComplexityLimits.Violation? {
    let lead = LineLead(bytes, range)
    // Before anything else: a line of nothing but quote marks is blank, and deep.
    if let violation = nest(lead) { return violation }
    if lead.isBlank {
      let violation = endRun()
      run = Run()
      run.start = range.upperBound
      return violation
    }
    if lead.beginsBlock {
      if let violation = endTable() ?? endInlines() { return violation }
      run.cells = 0
    }
    let counts = LineCounts(bytes, lead.text..<range.upperBound)
    run.byteCount += range.count + 1
    run.open += counts.open
    run.close += counts.close
    run.markup += counts.markup
    run.stars += counts.stars
    run.underscores += counts.underscores
    hostSteps += counts.hostSteps
    schemeSteps += counts.schemeSteps
    brackets += counts.open
    addressSteps += counts.at * range.count
    parenthesisSteps += counts.parenthesisSteps
    if addressSteps > ComplexityLimits.addressSteps {
      return ComplexityLimits.Violation(offset: range.lowerBound, headline: "too many '@' on too long lines")
    }
    if parenthesisSteps > ComplexityLimits.parenthesisSteps {
      return ComplexityLimits.Violation(offset: range.lowerBound, headline: "too many ')' in one word")
    }
    if hostSteps > ComplexityLimits.hostSteps {
      return ComplexityLimits.Violation(offset: range.lowerBound, headline: "too many 'www.' in one word")
    }
    rowSteps += counts.bars &* counts.bars
    if rowSteps > ComplexityLimits.rowSteps {
      return ComplexityLimits.Violation(offset: range.lowerBound, headline: "too many '|' on one line")
    }
    if schemeSteps > ComplexityLimits.schemeSteps {
      return ComplexityLimits.Violation(offset: range.lowerBound, headline: "too many '://' in one word")
    }
    return table(lead, range, bars: counts.bars) ?? define(lead, range, counts)
  }

  /// What the document as a whole exceeds.
  mutating func finish() -> ComplexityLimits.Violation? {
    if let violation = endRun() { return violation }
    // Each use of a definition copies its destination and title.
    let grown = longestDefinition.byteCount.multipliedReportingOverflow(by: brackets)
    if longestDefinition.byteCount > 200, grown.overflow || grown.partialValue > ComplexityLimits.definitionBytes {
      return ComplexityLimits.Violation(
        offset: longestDefinition.start,
        headline: "link definition of \(longestDefinition.byteCount) bytes in a document of \(brackets) brackets")
    }
    return nil
  }

  /// Containers that are open at most: quote marks of a line plus list markers in ever further columns.
  mutating func nest(_ lead: LineLead) -> ComplexityLimits.Violation? {
    if lead.quotes == 0, lead.listColumns.isEmpty { return nil }
    if let first = lead.listColumns.first {
      while let last = markers.last, last >= first { markers.removeLast() }
      markers += lead.listColumns
    }
    // A list marker opens a list and an item.
    guard lead.quotes + 2 * markers.count > ComplexityLimits.depth else { return nil }
    return ComplexityLimits.Violation(offset: lead.start, headline: "quotes and lists nested too deeply")
  }

  private mutating func table(_ lead: LineLead, _ range: Range<Int>, bars: Int) -> ComplexityLimits.Violation? {
    if run.table != nil {
      run.table?.count += 1
      run.table?.byteCount += range.count + 1
    }
    if lead.isDelimiterRow {
      let cells = run.cells + 1
      headerSteps += cells &* cells
      if bars + 1 > ComplexityLimits.tableColumns {
        return ComplexityLimits.Violation(
          offset: lead.text, headline: "table of more than \(ComplexityLimits.tableColumns) columns")
      }
      if headerSteps > ComplexityLimits.headerSteps {
        return ComplexityLimits.Violation(offset: lead.text, headline: "too many table rules under too long paragraphs")
      }
      if run.table.map({ $0.columns < bars + 1 }) ?? true {
        let before = run.table
        run.table = Rows(
          start: lead.text, columns: bars + 1, count: (before?.count ?? 0) + 1, byteCount: before?.byteCount ?? 0)
      }
    }
    run.cells += bars + 1
    return nil
  }

  private mutating func define(
    _ lead: LineLead, _ range: Range<Int>, _ counts: LineCounts
  ) -> ComplexityLimits.Violation? {
    if lead.isDefinition, !(run.definition != nil && openTitle) {
      endDefinition()
      run.definition = Definition(start: lead.text, byteCount: 0)
      openTitle = false
    }
    if run.definition != nil {
      run.definition?.byteCount += range.count + 1
      // A title that may be open goes on over lines that look like definitions.
      if counts.hasOpenQuote { openTitle = true }
      if counts.hasDefinitionMark { run.definition?.isMarked = true }
    }
    return nil
  }

  private var openTitle = false

  private mutating func endDefinition() {
    if let definition = run.definition, definition.isMarked, definition.byteCount > longestDefinition.byteCount {
      longestDefinition = definition
    }
    run.definition = nil
    openTitle = false
  }

  /// The end of everything that may hold inlines.
  private mutating func endInlines() -> ComplexityLimits.Violation? {
    let pairs = run.open.multipliedReportingOverflow(by: run.close)
    if pairs.overflow || pairs.partialValue > ComplexityLimits.bracketPairs {
      return ComplexityLimits.Violation(offset: run.start, headline: "too many brackets in one paragraph")
    }
    if run.stars &* run.underscores > ComplexityLimits.emphasisPairs {
      return ComplexityLimits.Violation(offset: run.start, headline: "too many '*' and '_' in one paragraph")
    }
    markupSteps += run.markup &* run.byteCount
    if run.markup > run.byteCount || markupSteps > ComplexityLimits.markupSteps {
      return ComplexityLimits.Violation(offset: run.start, headline: "too many '<?' and '<!' in one paragraph")
    }
    run.open = 0
    run.close = 0
    run.markup = 0
    run.stars = 0
    run.underscores = 0
    run.byteCount = 0
    return nil
  }

  private mutating func endTable() -> ComplexityLimits.Violation? {
    guard let table = run.table else { return nil }
    run.table = nil
    guard table.count &* table.columns > table.byteCount + ComplexityLimits.filledCells else { return nil }
    return ComplexityLimits.Violation(offset: table.start, headline: "table whose rows lack too many cells")
  }

  private mutating func endRun() -> ComplexityLimits.Violation? {
    endDefinition()
    return endTable() ?? endInlines()
  }
}
