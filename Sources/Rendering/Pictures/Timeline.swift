internal import RecordWords
internal import HTMLText
internal import KfuncModel

/// The lives, changes and plans of a kfunc drawn over releases, the same facts as the tables and lists below it.
///
/// Releases stand at equal distances: what lies between them was not read, and its length says nothing. Besides those
/// that were read it holds the releases to which a source dates an event, and those that a plan names.
/// Places are shares of the width, so that the text keeps its size in any window.
struct Timeline {
  private let record: KfuncRecord
  private let scale: TimelineScale

  /// More columns than these need a picture that scrolls: in narrow windows, and in most.
  private static let fewColumns = 4
  private static let someColumns = 8
  private static let mostColumns = 40
  private static let lineHeight = 15

  /// The picture of `record`; `scale` is that of the releases that were read.
  static func add(_ record: KfuncRecord, _ scale: TimelineScale, to html: inout HTMLText) {
    var others: Set<KernelRelease> = []
    for event in record.events {
      guard let interval = event.interval, interval.isExact else { continue }
      if !scale.has(interval.by.mainline) { others.insert(interval.by.mainline) }
    }
    for plan in record.plans {
      if let target = plan.targetRelease?.mainline, !scale.has(target) { others.insert(target) }
    }
    let timeline = Timeline(record: record, scale: others.isEmpty ? scale : scale.adding(others))
    guard timeline.columns.count > 1, timeline.columns.count <= mostColumns else { return }
    timeline.draw(to: &html)
  }

  /// The releases across, oldest first.
  private var columns: [KernelRelease] { scale.columns }

  private func draw(to html: inout HTMLText) {
    let labels = columns.map(happenings)
    let line = (labels.map(\.count).max() ?? 0) * Self.lineHeight + 14
    let isMany = columns.count > Self.fewColumns
    if isMany { html.open("div", ["class": "scroll", "role": "region", "aria-label": "Timeline", "tabindex": "0"]) }
    html.open(
      "svg",
      [
        "class": !isMany ? "timeline" : columns.count > Self.someColumns ? "timeline many" : "timeline some",
        "height": "\(line + 52)", "role": "img", "aria-label": words(labels),
      ])
    let (middle, below, last) = (String(line), String(line + 27), String(line + 42))
    lives(middle, to: &html)
    for index in columns.indices {
      html.element("svg", ["x": scale.places[index]]) { html in
        mark(index, line, middle, to: &html)
        for (row, label) in labels[index].reversed().enumerated() {
          html.element(
            "text", ["class": "event", "y": "\(line - 14 - row * Self.lineHeight)", "text-anchor": "middle"],
            text: label)
        }
        let note = scale.notes[index]
        html.element(
          "text", ["class": note == nil ? nil : "unread", "y": below, "text-anchor": "middle"],
          text: scale.names[index])
        if let note {
          html.element("text", ["class": "unread", "y": last, "text-anchor": "middle"], text: note)
        }
      }
    }
    html.close("svg")
    if isMany { html.close("div") }
    html.newline()
  }

  /// A thin line where it is not, a thick one where it lives, a broken one where it came or went, nobody knows where.
  private func lives(_ line: String, to html: inout HTMLText) {
    func draw(_ kind: String, _ from: Int, _ to: Int) {
      guard from < to else { return }
      html.element(
        "line", ["class": kind, "x1": scale.places[from], "x2": scale.places[to], "y1": line, "y2": line]
      ) { _ in }
    }
    guard let first = scale.releases.imported.first, let last = scale.releases.imported.last else { return }
    var end = column(first)
    for life in record.lives {
      let seen = column(life.begin.by)
      let before = life.begin.isExact ? seen : life.begin.after.map(column) ?? seen
      draw("gap", end, before)
      draw("between", before, seen)
      let gone = life.end.map { column($0.by) } ?? column(last)
      let lastSeen = life.end.map { $0.isExact ? gone : $0.after.map(column) ?? gone } ?? gone
      draw("life", seen, lastSeen)
      draw("between", lastSeen, gone)
      end = max(end, gone)
    }
    draw("gap", end, column(last))
  }

  /// The column of a release, or of the last one before it.
  private func column(_ release: KernelRelease) -> Int { columns.lastIndex { $0 <= release.mainline } ?? 0 }

  /// Whether the release of a column has it; nil for one that was not read.
  private func isPresent(_ column: Int) -> Bool? {
    scale.numbers[column].map { $0 < record.isPresent.count && record.isPresent[$0] }
  }

  private func mark(_ column: Int, _ line: Int, _ middle: String, to html: inout HTMLText) {
    if let isPresent = isPresent(column) {
      if isPresent {
        html.element("circle", ["class": "there", "cy": middle, "r": "6"]) { _ in }
      } else {
        html.element("path", ["class": "not", "d": "M-5 \(line - 5)l10 10m0 -10l-10 10"]) { _ in }
      }
    } else {
      let isPlanned = record.plans.contains { $0.targetRelease?.mainline == columns[column] }
      html.element(
        "path", ["class": isPlanned ? "plan" : "dated", "d": "M0 \(line - 7)l7 7l-7 7l-7 -7z"]
      ) { _ in }
    }
  }

  /// The kinds of events that were first seen in `release`, in a word or two each, then the plans that name it.
  private func happenings(_ release: KernelRelease) -> [String] {
    var words: [String] = []
    for event in record.events where event.interval?.by.mainline == release {
      guard event.change?.countsForKfunc ?? true, let word = Self.word(event.kind), !words.contains(word) else {
        continue
      }
      words.append(word)
    }
    if record.plans.contains(where: { $0.targetRelease?.mainline == release }) { words.append("plan") }
    return words
  }

  private static func word(_ kind: EventKind) -> String? {
    switch kind {
    case .added: "added"
    case .removed: "removed"
    case .restored: "restored"
    case .renamed: "renamed"
    case .prototypeChanged: "prototype"
    case .flagsChanged: "flags"
    case .programTypesChanged, .filterChanged: "types"
    case .tightened: "stricter"
    case .behaviourChanged: "behaviour"
    case .noticeAppeared, .deprecated: "notice"
    case .planStated: "plan stated"
    case .planWithdrawn: "withdrawn"
    case .defective: "defect"
    case .fixed: "fixed"
    default: nil
    }
  }

  /// The picture in words; `labels` are the happenings of each column.
  private func words(_ labels: [[String]]) -> String {
    var words = "Timeline: "
    for index in columns.indices {
      if index > 0 { words += ", " }
      words += scale.names[index]
      words += " "
      words += isPresent(index).map { $0 ? "present" : "absent" } ?? scale.notes[index] ?? ""
      if !labels[index].isEmpty { words += " (\(Phrases.list(labels[index])))" }
    }
    return words
  }
}
