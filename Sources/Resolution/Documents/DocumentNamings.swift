internal import KfuncModel

/// What a document names, each name with the positions of its mentions or references, in their order.
struct DocumentNamings: Sendable {
  /// The positions of all mentions by name, those of one name in their order: a table of each document was 5 MB of a build
  /// of 10,000 notes.
  private let byName: [UInt32]
  private(set) var clauses: [String: [Int]] = [:]
  private(set) var threads: [String: [Int]] = [:]
  /// Whether a reference names a release that is yet to come.
  private(set) var hasReleaseToCome = false

  init(mentions: [Mentions.Record], references: [ResolvedReference]) {
    var order = Array(UInt32(0)..<UInt32(clamping: mentions.count))
    order.sort { (mentions[Int($0)].name, $0) < (mentions[Int($1)].name, $1) }
    byName = order
    for (position, reference) in references.enumerated() {
      switch reference.target {
      case .clause(let id, _): clauses[id, default: []].append(position)
      case .thread(let slug, _): threads[slug, default: []].append(position)
      case .release(_, .toCome): hasReleaseToCome = true
      default: break
      }
    }
  }

  /// Calls `body` with the name of each kfunc that `mentions`, those of the document, name.
  func visitKfuncs(_ mentions: Mentions, _ body: (String) -> Void) {
    var last: UInt32?
    for position in byName where mentions.records[Int(position)].name != last {
      last = mentions.records[Int(position)].name
      body(mentions.name(at: Int(position)))
    }
  }

  /// The positions at which `mentions`, those of the document, name the kfunc whose name has the position `name` among all.
  func positions(ofKfunc name: Int, _ mentions: Mentions) -> ArraySlice<UInt32> {
    let records = mentions.records
    let first = byName.firstPlace { records[Int($0)].name >= name }
    var end = first
    while end < byName.count, records[Int(byName[end])].name == name { end += 1 }
    return byName[first..<end]
  }
}
