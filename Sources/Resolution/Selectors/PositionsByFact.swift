internal import CatalogueFacts
internal import KfuncModel

/// Positions in a release's list of kfuncs, by the facts that selectors ask for.
///
/// What follows from the sets that list a kfunc is looked up once for all kfuncs of the same sets, what follows from its
/// file once for the file.
struct PositionsByFact {
  /// The positions of the kfuncs that the same sets list, and to which they open the same.
  private(set) var groups: [[Int32]] = []
  /// Positions in ``groups``.
  private(set) var bySet: [String: [Int32]] = [:]
  /// Positions in ``groups``; a type that filters refuse whatever the program does is registered and not reached.
  private(set) var byType: [ProgramType: [Int32]] = [:]
  private(set) var byFlag: [KfuncFlag: [Int32]] = [:]
  /// The files that define kfuncs.
  private(set) var files: [File] = []
  /// Kfuncs that are listed under a subsystem that their file does not belong to, by its title.
  private(set) var moved: [String: [Int32]] = [:]
  /// Facts indexed.
  private(set) var steps = 0
  private let kfuncs: [KfuncFacts]
  private var filesOfSection: [String: [Int]] = [:]

  /// A file with the kfuncs that it defines.
  struct File {
    let path: String
    /// The sections that it belongs to, or the folder that stands for one.
    let titles: [String]
    var positions: [Int32] = []
  }

  init(_ index: ReachIndex, _ principals: [String?]) {
    kfuncs = index.kfuncs
    var groupOfSets: [ObjectIdentifier: Int] = [:]
    var fileOfPath: [String: Int] = [:]
    for (place, kfunc) in kfuncs.enumerated() {
      let position = Int32(place)
      let sets = ObjectIdentifier(kfunc.sets)
      if let group = groupOfSets[sets] {
        groups[group].append(position)
      } else {
        groupOfSets[sets] = groups.count
        add(groupOf: kfunc, at: position)
      }
      let memberships = kfunc.memberships
      for (number, membership) in memberships.enumerated() {
        // Positions ascend: what an entry before has added already is the last of its list.
        for flag in membership.member.sortedFlags where number == 0 || byFlag[flag]?.last != position {
          byFlag[flag, default: []].append(position)
        }
      }
      steps += 1 + memberships.count
      var file: Int?
      if let path = kfunc.definition?.source.file {
        let number = fileOfPath[path] ?? add(file: path, of: kfunc, index)
        fileOfPath[path] = number
        files[number].positions.append(position)
        file = number
      }
      if let principal = principals[place], !(file.map { files[$0].titles.contains(principal) } ?? false) {
        moved[principal, default: []].append(position)
      }
    }
  }

  private mutating func add(file path: String, of kfunc: KfuncFacts, _ index: ReachIndex) -> Int {
    let titles = SubsystemMap.titles(of: kfunc.kfunc, index.sections)
    for title in titles { filesOfSection[title, default: []].append(files.count) }
    files.append(File(path: path, titles: titles))
    return files.count - 1
  }

  private mutating func add(groupOf kfunc: KfuncFacts, at position: Int32) {
    let group = Int32(groups.count)
    groups.append([position])
    for membership in kfunc.memberships where bySet[membership.identity.name]?.last != group {
      bySet[membership.identity.name, default: []].append(group)
    }
    for type in kfunc.opening.opened where !kfunc.refuses(type) { byType[type, default: []].append(group) }
    steps += kfunc.opening.opened.count
  }

  /// One of the kfuncs of a group.
  func kfunc(ofGroup group: Int32) -> KfuncFacts { kfuncs[Int(groups[Int(group)][0])] }

  /// The files that belong to a section, or lie in a folder that stands for one.
  func files(ofSection title: String) -> [File] { (filesOfSection[title] ?? []).map { files[$0] } }
}
