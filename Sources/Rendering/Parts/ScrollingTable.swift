internal import HTMLText

/// A table that scrolls inside itself where the window is narrow, reachable by keyboard.
enum ScrollingTable {
  static func add(
    _ label: String, _ columns: [String], class name: String? = nil, to html: inout HTMLText,
    rows: (inout HTMLText) -> Void
  ) {
    html.open("div", ["class": "scroll", "role": "region", "aria-label": label, "tabindex": "0"])
    html.open("table", ["class": name])
    html.element("thead") { html in
      html.element("tr") { html in
        for column in columns {
          if column.isEmpty { html.element("td", text: "") } else { html.element("th", ["scope": "col"], text: column) }
        }
      }
    }
    html.open("tbody")
    html.newline()
    rows(&html)
    html.close("tbody")
    html.close("table")
    html.close("div")
    html.newline()
  }
}
