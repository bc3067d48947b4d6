internal import KfuncModel

extension JSONStream {
  /// File and line of a kernel tree.
  mutating func place(_ source: SourceReference?) {
    text("file", source?.file)
    number("line", source?.line)
  }

  /// When something happened, as exactly as is known.
  mutating func interval(_ key: StaticString, _ interval: ReleaseInterval?) {
    guard let interval else { return }
    object(key) { json in
      json.text("after", interval.after?.description)
      json.text("by", interval.by.description)
      json.truth("exact", interval.isExact)
    }
  }

  mutating func facts(_ key: StaticString, _ facts: [RecordedFact]) {
    list(key, facts) { json, fact in
      json.text("text", fact.text)
      json.text("release", fact.release.description)
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
    text("release", citation.release?.description)
    place(citation.source)
    text("messageID", citation.messageID)
    text("commit", citation.commit)
    text("url", citation.url)
  }

  mutating func written(_ key: StaticString, _ events: [WrittenEvent]) {
    list(key, events) { json, event in
      json.text("kind", event.kind.rawValue)
      json.text("text", event.text)
      json.text("release", event.release?.description)
      json.texts("names", event.namedReleases.map(\.description))
      json.text("successor", event.successor)
      json.text("evidence", event.evidence.rawValue)
      json.citation("source", event.citation)
      json.text("verified", event.verified?.description)
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
