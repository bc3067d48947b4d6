internal import CatalogueFacts
internal import KfuncModel

/// Gathers the files, kfunc by kfunc: releases mostly name the same users of a kfunc, which then are looked at once.
struct TreeUsesBuilder {
  private var found: [TreeUses.File] = []
  private let releaseCount: Int
  private var positions: [String: Int] = [:]
  /// Lists of releases, each kept once: few serve all uses.
  private var lists: Set<[Int]> = []
  /// For each file where it was met last, so that no list is searched for it.
  private var marks: [Mark] = []
  private var kfuncCount = 0
  private var listCount = 0

  /// A kfunc, or a list of users, by its number, with the place that the file has there.
  private struct Mark {
    var user = (kfunc: -1, place: 0)
    var said = (list: -1, place: 0)
  }

  init(_ releaseCount: Int) { self.releaseCount = releaseCount }

  /// A file that some release names for the kfunc at hand.
  private struct User {
    let file: Int
    var releases: [Int] = []
    var isOnlyMentioned = false
  }

  mutating func add(_ history: KfuncHistory) {
    var users: [User] = []
    var last: [InTreeUse] = []
    kfuncCount += 1
    /// What the last list says of its files, as positions in `users`.
    var said: [(user: Int, isMention: Bool, line: Int)] = []
    for (number, facts) in history.facts.enumerated() {
      guard let uses = facts?.kfunc.users, !uses.isEmpty else { continue }
      if uses != last {
        said = self.said(by: uses, &users)
        last = uses
      }
      for (user, isMention, line) in said {
        users[user].releases.append(number)
        // The newest release decides what is said of the use.
        users[user].isOnlyMentioned = isMention
        let place = found[users[user].file].place
        if place.number < number || place.number == number && line < place.line {
          found[users[user].file].place = (number, line)
        }
      }
    }
    for user in users {
      found[user.file].uses.append(
        TreeUses.File.Use(
          kfunc: history.name, releases: lists.insert(user.releases).memberAfterInsert,
          isOnlyMentioned: user.isOnlyMentioned))
    }
  }

  /// What `uses` say of each of their files: whether it only mentions the kfunc, and the first line.
  private mutating func said(
    by uses: [InTreeUse], _ users: inout [User]
  ) -> [(user: Int, isMention: Bool, line: Int)] {
    var said: [(user: Int, isMention: Bool, line: Int)] = []
    listCount += 1
    for use in uses {
      let file = position(of: use.source.file)
      if marks[file].user.kfunc != kfuncCount {
        marks[file].user = (kfuncCount, users.count)
        users.append(User(file: file))
      }
      let isMention = use.form == .mentions
      if marks[file].said.list == listCount {
        let known = marks[file].said.place
        said[known].isMention = said[known].isMention && isMention
        said[known].line = min(said[known].line, use.source.line)
      } else {
        marks[file].said = (listCount, said.count)
        said.append((marks[file].user.place, isMention, use.source.line))
      }
    }
    return said
  }

  private mutating func position(of path: String) -> Int {
    if let known = positions[path] { return known }
    positions[path] = found.count
    found.append(TreeUses.File(path: path))
    marks.append(Mark())
    return found.count - 1
  }

  /// The files, each with the releases of all its uses.
  var files: [TreeUses.File] {
    var lists = lists
    return found.map { file in
      var isUsed = [Bool](repeating: false, count: releaseCount)
      for use in file.uses { for number in use.releases { isUsed[number] = true } }
      var file = file
      file.releases = lists.insert(isUsed.indices.filter { isUsed[$0] }).memberAfterInsert
      return file
    }
  }
}
