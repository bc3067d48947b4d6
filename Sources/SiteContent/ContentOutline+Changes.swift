internal import KfuncModel

extension ContentOutline {
  /// The files of the folder `root` of which this tells something else than `before` does, for who wants to know what an
  /// edit was; of a thread its folder.
  public func changes(since before: ContentOutline, in root: String) -> [String] {
    var paths: Set<String> = []
    func add<Value: Equatable>(_ new: [Value], _ old: [Value], _ path: (Value) -> String) {
      if new == old { return }
      let known = Dictionary(old.map { (path($0), $0) }) { first, _ in first }
      paths.formUnion(new.filter { known[path($0)] != $0 }.map(path))
      paths.formUnion(Set(known.keys).subtracting(new.map(path)))
    }
    add([settings], [before.settings]) { _ in root + "/site.yml" }
    add(releases, before.releases) { _ in root + "/releases.yml" }
    add(users, before.users) { _ in root + "/users.yml" }
    add(messages, before.messages) { _ in root + "/messages.yml" }
    add(catalogues, before.catalogues) { "\(root)/catalogue/\($0.release).json" }
    add(notes, before.notes, \.path)
    add(policies, before.policies, \.path)
    add(threads, before.threads) { "\(root)/threads/\($0.slug)" }
    add(pages, before.pages, \.path)
    add(leads, before.leads, \.path)
    return paths.sorted()
  }
}
