internal import JSONText
internal import KfuncModel
internal import SiteContent

/// Release notes as JSON: the record as it is, before it was put into words. Keys and their order stay; new ones may come.
public struct JSONNotesWriter: Sendable {
  /// The version of the layout.
  public static let schema = 1

  /// A writer.
  public init() {}

  /// The text of `record`, which ends with a newline.
  public func bytes(of record: NotesRecord) -> [UInt8] { JSONWriter.bytes(of: value(record)) }

  private func value(_ record: NotesRecord) -> JSONValue {
    .object(
      [
        JSONMember("schema", .integer(Self.schema)),
        JSONMember("from", end(record.from)),
        JSONMember("to", end(record.to)),
        JSONMember("steps", strings(record.steps.map(\.description))),
        JSONMember("unread", strings(record.unread.map(\.description))),
        record.affected.map { JSONMember("affected", .array($0.map(NotesJSON.affected))) },
        JSONMember("removed", .array(record.removed.map(NotesJSON.removed))),
        JSONMember("prototypes", .array(record.prototypes.map(NotesJSON.change))),
        JSONMember("stricter", .array(record.stricter.map(NotesJSON.group))),
        JSONMember("written", .array(record.written.map(NotesJSON.event))),
        JSONMember("added", .array(record.added.map(NotesJSON.added))),
        JSONMember("relaxed", .array(record.relaxed.map(NotesJSON.group))),
        JSONMember("other", .array(record.other.map(NotesJSON.group))),
        JSONMember("renamed", .array(record.renamed.map(NotesJSON.renamed))),
        JSONMember("invisible", .array(record.invisible.map(NotesJSON.group))),
        JSONMember("releaseWide", .array(record.releaseWide.map(NotesJSON.releaseWide))),
        JSONMember("passing", .array(record.passing.map(NotesJSON.passing))),
        JSONMember("plans", .array(record.plans.map(NotesJSON.plan))),
        JSONMember("policy", .array(record.policy.map(NotesJSON.policy))),
        JSONMember("discussion", discussion(record.discussion)),
        JSONMember(
          "testing",
          .object([
            JSONMember("added", strings(record.testing.added)), JSONMember("removed", strings(record.testing.removed)),
            JSONMember("changed", strings(record.testing.changed)),
          ])),
      ].compactMap { $0 })
  }

  private func strings(_ texts: [String]) -> JSONValue { NotesJSON.strings(texts) }

  private func end(_ end: NotesRelease) -> JSONValue {
    NotesJSON.object([
      ("release", .string(end.release.description)), ("version", .string(end.source.version)),
      ("source", .string(end.source.description)), ("identity", .string(end.source.identity)),
      ("kfuncs", .integer(end.kfuncCount)), ("date", end.date.map { .string($0.description) }),
      ("unreadFilters", strings(end.unreadFilters)),
    ])
  }

  private func discussion(_ discussion: PeriodDiscussion) -> JSONValue {
    NotesJSON.object([
      ("after", discussion.period.map { .string($0.after.description) }),
      ("by", discussion.period.map { .string($0.by.description) }),
      (
        "threads",
        .array(
          discussion.talks.map { talk in
            NotesJSON.object([
              ("slug", .string(talk.thread.slug)), ("title", .string(talk.thread.title)),
              ("messages", .integer(talk.messages)), ("outcome", talk.thread.outcome.map { .string($0) }),
            ])
          })
      ),
    ])
  }
}
