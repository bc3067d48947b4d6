internal import KfuncModel
public import ReleaseNotes
internal import Resolution
internal import SiteContent
internal import TextBytes

/// Release notes as JSON: the record as it is, before it was put into words. The form is `notes-1` of `docs/schema`; the
/// command and the site write the same.
public struct NotesJSON: Sendable {
  static let schemaName = "kfuncdocs-notes-1"

  private let record: NotesRecord

  /// The notes of `record`.
  public init(_ record: NotesRecord) { self.record = record }

  /// The text, which ends with a newline.
  public func bytes() -> [UInt8] { bytes(nil) }

  /// The text, without what `pieces` took.
  func bytes(_ pieces: TextPieces?) -> [UInt8] {
    JSONStream.object(pieces: pieces) { json in
      json.text("schema", Self.schemaName)
      json.end("from", record.from)
      json.end("to", record.to)
      json.releases("steps", record.steps)
      json.releases("unread", record.unread)
      json.mark("limited", record.affected != nil)
      json.list("affected", record.affected ?? []) { $0.members(of: $1) }
      json.list("removed", record.removed) { $0.members(of: $1) }
      json.list("prototypes", record.prototypes) { $0.members(of: $1) }
      json.groups("stricter", record.stricter)
      json.events("written", record.written)
      json.list("added", record.added) { $0.members(of: $1) }
      json.groups("relaxed", record.relaxed)
      json.groups("other", record.other)
      json.list("renamed", record.renamed) { $0.members(of: $1) }
      json.groups("invisible", record.invisible)
      json.list("releaseWide", record.releaseWide) { json, wide in
        json.text("id", wide.id.rawValue)
        json.text("title", wide.title)
        json.text("explanation", wide.explanation)
        json.facts("evidence", wide.evidence)
        json.texts("kfuncs", wide.kfuncs)
      }
      json.list("passing", record.passing) { json, passing in
        json.text("kfunc", passing.name)
        json.text("course", passing.course.rawValue)
        json.text("kind", passing.kind.rawValue)
        json.intervals("when", passing.intervals)
        json.written("written", passing.written)
      }
      json.list("plans", record.plans) { $0.members(of: $1) }
      json.list("policy", record.policy) { $0.members(of: $1) }
      json.discussion("discussion", record.discussion)
      let testing = record.testing
      if !(testing.added.isEmpty && testing.removed.isEmpty && testing.changed.isEmpty) {
        json.object("testing") { json in
          json.texts("added", testing.added)
          json.texts("removed", testing.removed)
          json.texts("changed", testing.changed)
        }
      }
    }
  }
}

extension JSONStream {
  fileprivate mutating func end(_ key: StaticString, _ end: NotesRelease) {
    object(key) { json in
      json.release("release", end.release)
      json.text("date", end.date?.description)
      json.number("kfuncs", end.kfuncCount)
      json.source("source", end.source)
      json.texts("unreadFilters", end.unreadFilters)
    }
  }

  fileprivate mutating func discussion(_ key: StaticString, _ discussion: PeriodDiscussion) {
    object(key) { json in
      json.truth("checked", discussion.period != nil)
      json.text("after", discussion.period?.after.description)
      json.text("by", discussion.period?.by.description)
      json.list("threads", discussion.talks) { json, talk in
        json.text("slug", talk.thread.slug)
        json.text("title", talk.thread.title)
        json.number("messages", talk.messages)
        json.text("outcome", talk.thread.outcome)
      }
    }
  }
}
