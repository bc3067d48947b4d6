internal import KfuncModel
internal import MarkdownSyntax
internal import Rendering
internal import SiteContent

/// An excerpted thread as JSON: all messages listed, the excerpts as Markdown.
struct ThreadJSON: Sendable {
  static let schemaName = "kfuncdocs-thread-1"

  let thread: ExcerptedThread
  let facts: PublishedFacts

  func bytes() -> [UInt8] {
    JSONStream.object { json in
      json.text("schema", Self.schemaName)
      json.text("slug", thread.slug)
      json.text("title", thread.title)
      json.text("subject", thread.subject)
      json.text("page", facts.path(.thread(thread.slug)))
      json.texts("lists", thread.lists)
      json.text("outcome", thread.outcome)
      json.citations("outcomeSources", thread.outcomeSources)
      json.text("verified", thread.verified?.description)
      json.texts("kfuncs", thread.kfuncs) { $0.value }
      json.texts("subsystems", thread.subsystems) { $0.value }
      json.texts("missing", thread.missing)
      json.list("messages", thread.entries) { json, entry in
        json.number("number", entry.number)
        json.text("messageID", entry.id)
        json.text("archive", facts.map.archive(entry.id))
        json.text("author", entry.author)
        json.text("date", entry.date)
        json.text("inReplyTo", entry.inReplyTo)
        json.text("under", entry.under)
        json.text("subject", entry.subject)
        json.truth("excerpted", entry.excerpt != nil)
        json.text("text", entry.excerpt.map { $0.document.bodyText })
        json.texts("attachments", entry.excerpt?.attachments ?? [])
      }
    }
  }
}

/// The registered users as JSON.
struct UsersJSON: Sendable {
  static let schemaName = "kfuncdocs-users-1"

  let users: [RegisteredUser]

  func bytes() -> [UInt8] {
    JSONStream.object { json in
      json.text("schema", Self.schemaName)
      json.list("users", users) { json, user in
        json.text("id", user.id)
        json.text("name", user.name)
        json.text("url", user.url)
        json.text("summary", user.summary)
        json.list("uses", user.uses) { json, use in
          json.texts("kfuncs", use.kfuncs) { $0.value }
          json.text("purpose", use.purpose)
          json.text("without", use.without)
          json.citation("source", use.citation)
          json.text("verified", use.verified.description)
        }
      }
    }
  }
}
