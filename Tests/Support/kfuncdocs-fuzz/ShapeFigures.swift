import ContentFuzzing
import Diagnostics
import Foundation
import HTMLText
import MarkdownHTML
import MarkdownSyntax

/// The table of docs/reliability.md: what each slow shape takes from bytes to HTML.
enum ShapeFigures {
  static func print() {
    Swift.print("| shape | 20 kB | 200 kB | 1 MB |\n| --- | ---: | ---: | ---: |")
    for shape in MarkdownShape.published {
      Swift.print("| \(shape.name) | \(cells(shape).map(\.text).joined(separator: " | ")) |")
      // A shape that takes for ever should not keep back what came before it.
      fflush(nil)
    }
    var slow: [String] = []
    for shape in MarkdownShape.all {
      let cells = cells(shape)
      guard cells[1].seconds > 0.3 || cells[2].seconds > 1 else { continue }
      slow.append("| \(shape.name) | \(cells.map(\.text).joined(separator: " | ")) |")
    }
    let rows = slow.joined(separator: "\n")
    Swift.print("\(MarkdownShape.all.count) shapes; over 0.3 s at 200 kB or 1 s at 1 MB:\n\(rows)")
  }

  private struct Cell {
    var seconds: Double
    var text: String
  }

  private static func cells(_ shape: MarkdownShape) -> [Cell] {
    var cells: [Cell] = []
    for size in [20_000, 200_000, 1_000_000] {
      if let last = cells.last, last.seconds > 0.5 {
        cells.append(Cell(seconds: last.seconds * 5, text: "not tried"))
        continue
      }
      let (seconds, line) = measure(shape.text(size))
      let time = String(format: seconds < 0.0095 ? "%.1f ms" : "%.0f ms", seconds * 1000)
      cells.append(Cell(seconds: seconds, text: time + (line.map { ", refused at line \($0)" } ?? "")))
    }
    return cells
  }

  /// Seconds of the processor from bytes to HTML, and the line at which the text is refused.
  static func measure(_ text: String) -> (seconds: Double, line: Int?) {
    let bytes = Array(text.utf8)
    let start = ProcessUsage.processorSeconds
    let document = MarkdownDocument(path: "shape.md", bytes: bytes)
    // Definitions that nothing uses leave nothing.
    _ = MarkdownRenderer().html(of: document)
    let seconds = ProcessUsage.processorSeconds - start
    return (seconds, document.diagnostics.first { $0.code == "markdown-too-complex" }?.location?.line)
  }
}
