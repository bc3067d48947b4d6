internal import MarkdownSyntax
public import Reads
internal import Stages

extension ContentFolder {
  /// The files whose words are not as they were in `before`, with what is noted of who reads them.
  ///
  /// Both must have one ``ContentOutline``: then they hold the same files, and nothing but words can differ.
  public func changedWords(since before: ContentFolder) -> [(path: String, key: ReadKey)] {
    var paths: [String] = []
    func add<Value: Equatable>(_ new: [Value], _ old: [Value], _ words: (Value) -> Words) {
      paths += new.places(otherThanIn: old).map { words(new[$0]).document.path }
    }
    add(policies, before.policies, \.words)
    add(notes, before.notes, \.words)
    add(pages, before.pages, \.words)
    add(leads, before.leads, \.words)
    return paths.map { ($0, ReadKey(.words, $0)) }
  }
}
