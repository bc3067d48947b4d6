public import HTMLText

/// Release notes as HTML: a page of its own, or the part of a page of the site.
public struct HTMLNotesWriter: Sendable {
  /// Adds the older and the newer form of something; a page of the site marks what differs.
  public typealias Forms = @Sendable (_ old: String, _ new: String, _ html: inout HTMLText) -> Void

  private let links: any NotesLinks
  private let forms: Forms

  /// A writer whose words lead where `links` says; `forms` shows two forms of one thing.
  public init(links: any NotesLinks, forms: @escaping Forms = HTMLNotesWriter.plainForms) {
    self.links = links
    self.forms = forms
  }

  /// Two lines, the older behind a minus, the newer behind a plus.
  public static let plainForms: Forms = { old, new, html in
    html.element("pre", ["class": "sig diff"]) { html in
      html.element("code") { html in
        html.text("- ")
        html.element("del", text: old)
        html.newline()
        html.text("+ ")
        html.element("ins", text: new)
      }
    }
    html.newline()
  }

  /// A whole page without links to other files: it can be sent.
  public func page(of document: NotesDocument) -> HTMLText {
    HTMLText { html in
      // A name of an element is a literal of the program: there is no other way to write a declaration.
      html.open("!doctype html")
      html.newline()
      html.element("html", ["lang": "en"]) { html in
        html.newline()
        html.element("head") { html in
          html.newline()
          html.open("meta", ["charset": "utf-8"])
          html.open("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
          html.newline()
          html.element("title", text: document.title)
          html.newline()
          html.element("style", text: Self.style)
          html.newline()
        }
        html.newline()
        html.element("body") { html in
          html.element("main") { html in
            html.element("h1", text: document.title)
            html.newline()
            add(document, to: &html)
          }
        }
      }
      html.newline()
    }
  }

  /// What stands under the title.
  public func body(of document: NotesDocument) -> HTMLText { HTMLText { add(document, to: &$0) } }

  /// Without `<`, `>` and `&`, which would be escaped.
  private static let style = """
    :root{color-scheme:light dark}
    body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;padding:1rem;max-width:46rem}
    pre{overflow-x:auto;padding:.5rem .75rem;border:1px solid}del{text-decoration:none}ins{text-decoration:none}
    table{border-collapse:collapse}th,td{text-align:left;padding:.15rem .75rem .15rem 0;vertical-align:top}
    code{overflow-wrap:anywhere}
    """

  private func add(_ document: NotesDocument, to html: inout HTMLText) {
    add(document.introduction, to: &html)
    for section in document.sections {
      html.element("section", ["class": "notes-section"]) { add(section, level: 2, to: &$0) }
      html.newline()
    }
  }

  private func add(_ section: NotesSection, level: Int, to html: inout HTMLText) {
    let heading = { (html: inout HTMLText) in
      html.text(section.title + " ")
      html.element(
        "a", ["class": "permalink", "href": "#" + section.id, "aria-label": "Link to " + section.title], text: "#")
    }
    if level == 2 {
      html.element("h2", ["id": section.id], heading)
    } else {
      html.element("h3", ["id": section.id], heading)
    }
    html.newline()
    add(section.blocks, under: section.id, to: &html)
    for part in section.parts { add(part, level: level + 1, to: &html) }
  }

  /// Adds `blocks`; entries of those of a section have anchors.
  private func add(_ blocks: [NotesBlock], under section: String? = nil, to html: inout HTMLText) {
    // A kfunc with several definitions has several entries.
    var seen: [String: Int] = [:]
    for block in blocks {
      if case .entry(let name, let blocks) = block {
        seen[name, default: 0] += 1
        let count = seen[name, default: 1]
        addEntry(name, blocks, section.flatMap { Self.anchor(of: name, under: $0, count) }, to: &html)
      } else {
        add(block, to: &html)
      }
      html.newline()
    }
  }

  /// The anchor of an entry, the `count`th of its name; nil where the name is none of C, which can be an anchor as it stands.
  private static func anchor(of name: String, under section: String, _ count: Int) -> String? {
    let isName = name.utf8.allSatisfy { byte in
      byte == 0x5f || (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
    }
    return isName ? "\(section)-\(name)" + (count > 1 ? "-\(count)" : "") : nil
  }

  private func addEntry(_ name: String, _ blocks: [NotesBlock], _ anchor: String?, to html: inout HTMLText) {
    html.element("section", ["class": "notes-entry"]) { html in
      html.element("h4", ["id": anchor]) { html in
        add(.names([name]), to: &html)
        guard let anchor else { return }
        html.text(" ")
        html.element("a", ["class": "permalink", "href": "#" + anchor, "aria-label": "Link to \(name)"], text: "#")
      }
      html.newline()
      add(blocks, to: &html)
    }
  }

  private func add(_ block: NotesBlock, to html: inout HTMLText) {
    switch block {
    case .paragraph(let text): html.element("p") { add(text, to: &$0) }
    case .list(let entries): html.element("ul") { add(entries: entries, to: &$0) }
    case .numbered(let start, let entries):
      html.element("ol", ["start": start == 1 ? nil : String(start)]) { add(entries: entries, to: &$0) }
    case .entry(let name, let blocks): addEntry(name, blocks, nil, to: &html)
    case .forms(let old, let new): forms(old, new, &html)
    case .code(let code):
      html.element("pre", ["class": "sig"]) { $0.element("code", text: code) }
    case .quote(let blocks): html.element("blockquote") { add(blocks, to: &$0) }
    case .table(let header, let rows):
      html.element("table") { html in
        html.element("thead") { html in
          html.element("tr") { html in for cell in header { html.element("th", ["scope": "col"], text: cell) } }
        }
        html.element("tbody") { html in
          for row in rows {
            html.element("tr") { html in for cell in row { html.element("td") { add(cell, to: &$0) } } }
            html.newline()
          }
        }
      }
    case .folded(let words, let blocks):
      html.element("details") { html in
        html.element("summary", text: words)
        html.newline()
        add(blocks, to: &html)
      }
    }
  }

  private func add(entries: [[NotesBlock]], to html: inout HTMLText) {
    for entry in entries {
      html.element("li") { html in
        if entry.count == 1, case .paragraph(let text) = entry[0] {
          add(text, to: &html)
        } else {
          add(entry, to: &html)
        }
      }
      html.newline()
    }
  }

  private func add(_ text: NotesText, to html: inout HTMLText) {
    for span in text.spans {
      switch span {
      case .text(let words): html.text(words)
      case .strong(let words): html.element("strong", text: words)
      case .struck(let words): html.element("s", text: words)
      case .code(let words, let target):
        if let href = target.flatMap(links.href) {
          html.element("a", ["href": href]) { $0.element("code", text: words) }
        } else {
          html.element("code", text: words)
        }
      case .link(let words, let target):
        if let href = links.href(target) {
          html.element("a", ["href": href], text: words)
        } else {
          html.text("“\(words)”")
        }
      }
    }
  }
}
