internal import YAMLText

/// The names that were probably meant, as long as looking for them is no wait: where thousands of names are unknown, as in
/// a folder without the catalogue that has them, only the first get a suggestion.
struct NearMisses {
  /// How many names may be compared until there are no more suggestions.
  private var looks: Int

  init(looks: Int = 200_000) { self.looks = looks }

  /// The name of `names` nearest to `name`; nil where none is near, or too many were compared already.
  mutating func name(near name: String, among names: @autoclosure () -> [String]) -> String? {
    guard looks > 0 else { return nil }
    let names = names()
    looks -= names.count
    return NearMiss.of(name, among: names)
  }
}
