import ArgumentParser
import HTMLText
import ReleaseNotes
import SiteData

/// How `kfuncdocs release-notes` writes.
enum NotesFormat: String, ExpressibleByArgument, CaseIterable {
  case markdown
  case html
  case json

  /// The end of a file's name.
  var fileExtension: String {
    switch self {
    case .markdown: "md"
    case .html: "html"
    case .json: "json"
    }
  }

  /// `record` in this format.
  func bytes(of record: NotesRecord, _ source: NotesSource, baseURL: String?) -> [UInt8] {
    let links = AbsoluteNotesLinks(source, baseURL: baseURL)
    switch self {
    case .markdown:
      return Array(MarkdownNotesWriter(links: links).text(of: NotesComposer(record, source).document()).utf8)
    case .html: return HTMLNotesWriter(links: links).page(of: NotesComposer(record, source).document()).bytes
    case .json: return NotesJSON(record).bytes()
    }
  }
}
