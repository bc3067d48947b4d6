internal import Diagnostics
internal import KfuncModel
internal import YAMLText

/// Reads where a fact can be looked up: a line of a release's tree, a mail, a commit, or an address.
enum CitationReader {
  /// The citation in `node`, called `what` in diagnostics; nil where it cites nothing that can be opened.
  static func read(_ node: YAMLNode, what: String, diagnostics: inout [Diagnostic]) -> Citation? {
    var fields = ContentFields(node, what: what)
    let text = fields.optionalString("text")
    let release = fields.release("release")
    let file = fields.optionalString("file")
    let line = fields.optionalInteger("line")
    let messageID = fields.optionalString("message-id")
    let commit = fields.optionalString("commit")
    let url = fields.optionalString("url")
    if let file, !Names.isTreePath(file) {
      fields.report("wrong-type", "'\(file.prefix(80))' is no path in a kernel tree", node.location)
    }
    if let line, line < 1 { fields.report("wrong-type", "lines count from 1", node.location) }
    if file != nil, release == nil || line == nil {
      fields.report("incomplete-source", "\(what) names a file without its 'release' and 'line'", node.location)
    }
    if file == nil, release != nil || line != nil {
      fields.report("incomplete-source", "\(what) names a release or line without a 'file'", node.location)
    }
    if let messageID, !Names.isMessageID(messageID) {
      fields.report("wrong-type", "a Message-ID is written without angle brackets and holds an @", node.location)
    }
    if let commit, !Names.isCommit(commit) {
      fields.report("wrong-type", "a commit is written as 7 to 64 hexadecimal digits in lower case", node.location)
    }
    if let url, !Names.isWebAddress(url) {
      fields.report("wrong-type", "an address begins with https:// or http://", node.location)
    }
    let isEmpty = file == nil && messageID == nil && commit == nil && url == nil
    if isEmpty {
      fields.report("incomplete-source", "\(what) needs file, message-id, commit or url", node.location)
    }
    let count = diagnostics.count
    fields.finish(into: &diagnostics)
    guard diagnostics.count == count else { return nil }
    var source: SourceReference?
    if let file, let line { source = SourceReference(file: file, line: line) }
    var words = text
    if words == nil, let source, let release { words = "\(source) of \(release)" }
    if words == nil, let commit { words = "commit \(commit)" }
    if words == nil, let messageID { words = "message \(messageID)" }
    return Citation(
      text: words ?? url ?? "", release: release, source: source, messageID: messageID, commit: commit, url: url)
  }
}
