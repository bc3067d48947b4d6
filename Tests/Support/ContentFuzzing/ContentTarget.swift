/// A reader of what people write, or of what mail brings, that the fuzzer feeds.
public enum ContentTarget: String, CaseIterable, Sendable {
  /// Every kind of file of a Content folder that begins with, or is, YAML.
  case frontMatter = "front-matter"
  /// Markdown to a tree, and the tree to HTML.
  case markdown
  /// Names and references in documents.
  case mentions
  /// Mailboxes to excerpts.
  case mbox
  /// The JSON of a catalogue.
  case catalogue
}
