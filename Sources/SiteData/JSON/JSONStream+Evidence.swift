internal import KfuncModel
internal import RecordWords

extension JSONStream {
  /// File and line of a kernel tree.
  mutating func place(_ source: SourceReference?) {
    guard let source else { return }
    text("file", source.file)
    number("line", source.line)
  }

  /// When something happened, as exactly as is known.
  mutating func interval(_ key: StaticString, _ interval: ReleaseInterval?) {
    guard let interval else { return }
    object(key) { $0.members(of: interval) }
  }

  mutating func members(of interval: ReleaseInterval) {
    release("after", interval.after)
    release("by", interval.by)
    truth("exact", interval.isExact)
  }

  mutating func facts(_ key: StaticString, _ facts: [RecordedFact]) {
    list(key, facts) { json, fact in
      json.text("text", fact.text)
      json.release("release", fact.release)
      json.place(fact.source)
    }
  }

  mutating func citation(_ key: StaticString, _ citation: Citation?) {
    guard let citation else { return }
    object(key) { $0.members(of: citation) }
  }

  mutating func citations(_ key: StaticString, _ citations: [Citation]) {
    list(key, citations) { $0.members(of: $1) }
  }

  private mutating func members(of citation: Citation) {
    text("text", citation.text.isEmpty ? nil : citation.text)
    release("release", citation.release)
    place(citation.source)
    text("messageID", citation.messageID)
    text("commit", citation.commit)
    text("url", citation.url)
  }

  mutating func written(_ key: StaticString, _ events: [WrittenEvent]) {
    list(key, events) { $0.members(of: $1) }
  }

  mutating func members(of event: WrittenEvent) {
    text("kind", event.kind.rawValue)
    text("text", event.text)
    release("release", event.release)
    releases("names", event.namedReleases)
    text("successor", event.successor)
    text("evidence", event.evidence.rawValue)
    citation("source", event.citation)
    text("verified", event.verified?.description)
  }

  /// The notice that went before a removal.
  mutating func noticeGiven(_ key: StaticString, _ notice: NoticeGiven?) {
    guard let notice else { return }
    object(key) { json in
      json.text("summary", ChangeWords.notice(notice))
      json.interval("first", notice.first)
      json.number("leadAtLeast", notice.leadAtLeast)
      json.number("leadAtMost", notice.leadAtMost)
      json.notices("notices", notice.notices)
      json.written("written", notice.written)
    }
  }

  mutating func source(_ key: StaticString, _ source: KernelSourceRecord) {
    object(key) { json in
      json.text("version", source.version)
      json.text("description", source.description)
      json.text("form", source.form.rawValue)
      json.text("identity", source.identity)
    }
  }
}
