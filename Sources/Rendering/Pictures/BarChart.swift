internal import RecordWords
internal import HTMLText

/// Rows of counts drawn as bars, cut into parts where a row has several; the numbers stand in a table behind it.
///
/// Widths are shares of the picture's own, so it fits any window and its text keeps its size. A part is told by the
/// letter that it carries and by its place, which the legend repeats, before it is told by its shade.
struct BarChart {
  /// One bar.
  struct Row {
    /// What it counts, at its beginning: `7.3`.
    let name: String
    /// The counts of its parts, aligned with ``BarChart/parts``.
    let counts: [Int]

    var total: Int { counts.reduce(0, +) }
  }

  /// What it shows, in a line.
  let title: String
  /// What is counted, one and many: `kfunc`.
  let unit: String
  /// What the rows are, for the head of the table.
  let rowTitle: String
  /// The names of the parts; one without a name for bars that are not cut.
  let parts: [String]
  /// The bars, from the top.
  let rows: [Row]

  /// Shades that can be told apart side by side.
  static let mostParts = 7
  private static let rowHeight = 44
  private static let letters = ["A", "B", "C", "D", "E", "F", "G"]

  private var isCut: Bool { parts.count > 1 }

  func html() -> HTMLText {
    let longest = rows.map(\.total).max() ?? 0
    guard longest > 0, parts.count <= Self.mostParts else { return HTMLText() }
    return HTMLText { html in
      html.element("figure", ["class": "chart"]) { html in
        html.element("figcaption", text: title)
        html.element(
          "svg", ["class": "bars", "height": "\(rows.count * Self.rowHeight)", "role": "img", "aria-label": words]
        ) { html in
          for (index, row) in rows.enumerated() { bar(row, top: index * Self.rowHeight, longest, to: &html) }
        }
        html.newline()
        if isCut { legend(to: &html) }
        html.element("details") { html in
          html.element("summary", text: "The numbers")
          table(to: &html)
        }
      }
      html.newline()
    }
  }

  private var words: String {
    let rows = rows.map { "\($0.name) \($0.total)" }
    return "\(title). \(Phrases.list(rows)). The numbers stand in the table below."
  }

  private func bar(_ row: Row, top: Int, _ longest: Int, to html: inout HTMLText) {
    html.element(
      "text", ["class": "label", "x": "0", "y": "\(top + 14)"], text: "\(row.name): \(Phrases.count(row.total, unit))")
    var start = 0
    for (part, count) in row.counts.enumerated() where count > 0 {
      html.element(
        "rect",
        [
          "class": "s\(part)", "x": percent(start, of: longest), "y": "\(top + 20)",
          "width": percent(count, of: longest), "height": "18",
        ]
      ) { _ in }
      // A letter needs about four hundredths of the narrowest window, a number more.
      if isCut, count * 100 >= longest * 5 {
        let letter = Self.letters[part]
        html.element(
          "text",
          [
            "class": "label", "x": percent(2 * start + count, of: 2 * longest), "y": "\(top + 33)",
            "text-anchor": "middle",
          ],
          text: count * 100 >= longest * 15 ? "\(letter) \(count)" : letter)
      }
      start += count
    }
  }

  /// `count` of `whole` in per cent, to the hundredth, without a floating-point number.
  private func percent(_ count: Int, of whole: Int) -> String {
    let hundredths = count * 10_000 / max(1, whole)
    let rest = hundredths % 100
    return "\(hundredths / 100)" + (rest == 0 ? "" : rest < 10 ? ".0\(rest)" : ".\(rest)") + "%"
  }

  private func legend(to html: inout HTMLText) {
    html.element("ul", ["class": "legend"]) { html in
      for (part, name) in parts.enumerated() {
        html.element("li") { html in
          html.element("svg", ["class": "bars", "aria-hidden": "true"]) { html in
            html.element("rect", ["class": "s\(part)", "width": "100%", "height": "100%"]) { _ in }
          }
          html.text("\(Self.letters[part]) \(name)")
        }
      }
    }
    html.newline()
  }

  private func table(to html: inout HTMLText) {
    let columns = [rowTitle] + (isCut ? parts + ["All"] : ["Number"])
    ScrollingTable.add("The numbers: \(title)", columns, to: &html) { html in
      for row in rows {
        html.element("tr") { html in
          html.element("th", ["scope": "row"], text: row.name)
          for count in row.counts { html.element("td", ["class": "number"], text: String(count)) }
          if isCut { html.element("td", ["class": "number"], text: String(row.total)) }
        }
        html.newline()
      }
    }
  }
}
