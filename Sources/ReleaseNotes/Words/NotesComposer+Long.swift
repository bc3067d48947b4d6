internal import RecordWords

/// Notes that are too long for one page: what is told of each kfunc stands in parts by name, and the page says how many.
extension NotesComposer {
  /// The sections that tell of kfuncs, those of a record that is a part of another.
  public func sectionsOfKfuncs() -> [NotesSection] {
    // What was read and what was said is the same for every part.
    document().sections.filter { !["affected", "policy", "discussion", "coverage"].contains($0.id) }
  }

  /// The whole with its longest sections told in numbers, no more of them than must be to come below `most` bytes of HTML,
  /// roughly; `parts` is where their kfuncs stand.
  public func shortened(below most: Int, parts: NotesTarget) -> NotesDocument {
    var document = document()
    // Each list of blocks, of a section or of a part of one, and what it weighs.
    var lists: [(section: Int, part: Int?, weight: Int)] = []
    for (index, section) in document.sections.enumerated() {
      lists.append((index, nil, section.blocks.reduce(0) { $0 + $1.roughSize }))
      for (position, part) in section.parts.enumerated() {
        lists.append((index, position, part.blocks.reduce(0) { $0 + $1.roughSize }))
      }
    }
    var weight = lists.reduce(0) { $0 + $1.weight }
    for list in lists.enumerated().sorted(by: { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }).map(
      \.element)
    {
      // A sentence is no shorter than another.
      guard weight > most, list.weight > 400 else { break }
      if let part = list.part {
        let blocks = document.sections[list.section].parts[part].blocks
        guard let short = Self.short(blocks, parts) else { continue }
        document.sections[list.section].parts[part].blocks = short
      } else {
        guard let short = Self.short(document.sections[list.section].blocks, parts) else { continue }
        document.sections[list.section].blocks = short
      }
      weight -= list.weight
    }
    return document
  }

  /// How many kfuncs `blocks` tell of, and where; nil where they tell of none.
  private static func short(_ blocks: [NotesBlock], _ parts: NotesTarget) -> [NotesBlock]? {
    var names: Set<String> = []
    for block in blocks { block.addKfuncs(to: &names) }
    if names.isEmpty { return nil }
    var short: [NotesBlock] = []
    // What holds for all of them stands before the first.
    if case .paragraph(let text)? = blocks.first, blocks.count > 1, case .entry = blocks[1] {
      short.append(.paragraph(text))
    }
    var text = NotesText(NumberWords.atStart(NumberWords.count(names.count, "kfunc")) + ", told ")
    text.spans.append(.link("by name", parts))
    text.say(".")
    return short + [.paragraph(text)]
  }
}

extension NotesBlock {
  /// About how many bytes of HTML it is: its words twice, since names are addresses too, and its elements.
  fileprivate var roughSize: Int {
    switch self {
    case .paragraph(let text): text.roughSize
    case .list(let entries), .numbered(_, let entries):
      entries.reduce(0) { $0 + 10 + $1.reduce(0) { $0 + $1.roughSize } }
    case .entry(let name, let blocks): 200 + 5 * name.utf8.count + blocks.reduce(0) { $0 + $1.roughSize }
    case .forms(let old, let new): 200 + 2 * (old.utf8.count + new.utf8.count)
    case .code(let code): 50 + code.utf8.count
    case .quote(let blocks), .folded(_, let blocks): 50 + blocks.reduce(0) { $0 + $1.roughSize }
    case .table(let header, let rows):
      header.count * 30 + rows.reduce(0) { $0 + 10 + $1.reduce(0) { $0 + 10 + $1.roughSize } }
    }
  }

  /// Adds the kfuncs that it tells of or names.
  fileprivate func addKfuncs(to names: inout Set<String>) {
    switch self {
    case .paragraph(let text): text.addKfuncs(to: &names)
    case .list(let entries), .numbered(_, let entries): for block in entries.joined() { block.addKfuncs(to: &names) }
    // What else an entry names is not what it tells of.
    case .entry(let name, _): names.insert(name)
    case .quote(let blocks), .folded(_, let blocks): for block in blocks { block.addKfuncs(to: &names) }
    case .table(_, let rows): for cell in rows.compactMap(\.first) { cell.addKfuncs(to: &names) }
    case .forms, .code: break
    }
  }
}

extension NotesText {
  fileprivate var roughSize: Int {
    spans.reduce(10) { size, span in
      switch span {
      case .text(let words): size + words.utf8.count
      case .strong(let words), .struck(let words), .code(let words, nil): size + 15 + words.utf8.count
      case .code(let words, .some), .link(let words, _): size + 45 + 2 * words.utf8.count
      }
    }
  }

  fileprivate func addKfuncs(to names: inout Set<String>) {
    for case .code(_, .kfunc(let name)?) in spans { names.insert(name) }
  }
}
