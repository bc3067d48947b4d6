import Foundation
import MarkdownSyntax

/// What the scan for limits adds to the parsing of ordinary documents: the same files with and without it, in turns.
struct ScanCost {
  private let documents: [(path: String, bytes: [UInt8])]

  /// All Markdown below `folders`.
  init(folders: [String]) throws {
    var documents: [(path: String, bytes: [UInt8])] = []
    for folder in folders {
      for path in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() where path.hasSuffix(".md") {
        documents.append((path, Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(path)")))))
      }
    }
    self.documents = documents
  }

  /// Rounds until `seconds` are over, at least five; each reads every file in both ways. The ratio is that of the sums, and
  /// its range that of the middle half of the rounds.
  func print(for seconds: Double) {
    let end = Date.now.addingTimeInterval(seconds)
    var rounds: [(with: Double, without: Double)] = []
    while rounds.count < 5 || Date.now < end {
      var round = (with: 0.0, without: 0.0)
      for (number, document) in documents.enumerated() {
        // Who comes first has colder caches: by turns.
        for isScanned in (number + rounds.count).isMultiple(of: 2) ? [true, false] : [false, true] {
          let start = ProcessUsage.processorSeconds
          _ = MarkdownDocument(path: document.path, bytes: document.bytes, isScanned: isScanned)
          let taken = ProcessUsage.processorSeconds - start
          if isScanned { round.with += taken } else { round.without += taken }
        }
      }
      rounds.append(round)
    }
    let with = rounds.reduce(0) { $0 + $1.with } / Double(rounds.count)
    let without = rounds.reduce(0) { $0 + $1.without } / Double(rounds.count)
    let ratios = rounds.map { $0.with / $0.without }.sorted()
    let bytes = documents.reduce(0) { $0 + $1.bytes.count }
    Swift.print("| files | bytes | rounds | with the scan | without | ratio | middle half of the rounds |")
    Swift.print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    Swift.print(
      "| \(documents.count) | \(bytes) | \(rounds.count) | "
        + String(format: "%.1f ms | %.1f ms | %.4f | ", with * 1000, without * 1000, with / without)
        + String(format: "%.4f to %.4f |", ratios[ratios.count / 4], ratios[ratios.count * 3 / 4]))
  }
}
