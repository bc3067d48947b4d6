internal import HTMLText
internal import KfuncModel
internal import RecordWords

/// The life of a kfunc drawn over the releases that were read, the same facts as the table below it.
///
/// Releases stand at equal distances: what lies between them was not read, and its length says nothing.
enum Timeline {
  private static let width = 720
  private static let margin = 50

  static func html(_ record: KfuncRecord, _ releases: ReleaseList) -> HTMLText {
    let imported = releases.imported
    guard imported.count > 1, imported.count <= 24 else { return HTMLText() }
    return HTMLText { html in
      html.open(
        "svg",
        ["class": "timeline", "viewBox": "0 0 \(width) 96", "role": "img", "aria-label": words(record, releases)])
      html.element("line", ["class": "axis", "x1": "20", "x2": "\(width - 20)", "y1": "66", "y2": "66"]) { _ in }
      for (index, release) in imported.enumerated() {
        let x = place(index, imported.count)
        let isPresent = index < record.isPresent.count && record.isPresent[index]
        if index + 1 < imported.count {
          let next = index + 1 < record.isPresent.count && record.isPresent[index + 1]
          // Where both ends have it, it lived on; where one has, something happened in between, nobody knows where.
          let kind = isPresent && next ? "life" : isPresent || next ? "between" : "gap"
          html.element(
            "line", ["class": kind, "x1": "\(x)", "x2": "\(place(index + 1, imported.count))", "y1": "42", "y2": "42"]
          ) { _ in }
        }
        mark(release, x, isPresent, record, to: &html)
        html.element(
          "text", ["class": "release", "x": "\(x)", "y": "86", "text-anchor": "middle"], text: release.description)
      }
      html.close("svg")
    }
  }

  private static func place(_ index: Int, _ count: Int) -> Int {
    margin + index * (width - 2 * margin) / max(1, count - 1)
  }

  private static func mark(
    _ release: KernelRelease, _ x: Int, _ isPresent: Bool, _ record: KfuncRecord, to html: inout HTMLText
  ) {
    if isPresent {
      html.element("circle", ["class": "there", "cx": "\(x)", "cy": "42", "r": "6"]) { _ in }
    } else {
      html.element(
        "path", ["class": "not", "d": "M\(x - 5) 37L\(x + 5) 47M\(x - 5) 47L\(x + 5) 37"]
      ) { _ in }
    }
    let kinds = happenings(record, at: release)
    if kinds.isEmpty { return }
    html.element(
      "text", ["class": "event", "x": "\(x)", "y": "22", "text-anchor": "middle"], text: kinds.joined(separator: ", "))
  }

  /// The kinds of events that were first seen in `release`, in a word each.
  private static func happenings(_ record: KfuncRecord, at release: KernelRelease) -> [String] {
    var words: [String] = []
    for event in record.events where event.interval?.by == release {
      guard event.change?.countsForKfunc ?? true, let word = word(event.kind), !words.contains(word) else { continue }
      words.append(word)
    }
    return words
  }

  private static func word(_ kind: EventKind) -> String? {
    switch kind {
    case .added: "added"
    case .removed: "removed"
    case .restored: "restored"
    case .prototypeChanged: "prototype"
    case .flagsChanged: "flags"
    case .programTypesChanged, .filterChanged: "types"
    case .tightened: "stricter"
    case .behaviourChanged: "behaviour"
    case .noticeAppeared, .deprecated: "notice"
    default: nil
    }
  }

  private static func words(_ record: KfuncRecord, _ releases: ReleaseList) -> String {
    let parts = releases.imported.enumerated().map { index, release in
      let isPresent = index < record.isPresent.count && record.isPresent[index]
      let kinds = happenings(record, at: release)
      return "\(release) \(isPresent ? "present" : "absent")" + (kinds.isEmpty ? "" : " (\(Phrases.list(kinds)))")
    }
    return "Timeline: " + parts.joined(separator: ", ")
  }
}
