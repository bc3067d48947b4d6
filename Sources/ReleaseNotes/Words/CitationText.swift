internal import KfuncModel
internal import Resolution
internal import SiteContent

/// Where a fact can be looked up, in words with links.
enum CitationText {
  static func text(_ citation: Citation, _ source: NotesSource) -> NotesText {
    var text = NotesText()
    if let id = citation.messageID {
      // A citation that says no more than the Message-ID is told by its writer and day.
      let words = citation.text.isEmpty || citation.text.contains(id) ? source.messageWords[id] ?? id : citation.text
      text.spans.append(.link(words, .message(id)))
    } else if let url = citation.url, url.hasPrefix("https://") || url.hasPrefix("http://") {
      text.spans.append(.link(citation.text.isEmpty ? url : citation.text, .web(url)))
    } else if let commit = citation.commit, !citation.text.isEmpty {
      text.spans.append(.link(citation.text, .commit(commit)))
    } else {
      text.say(citation.text)
    }
    if let place = citation.source, !citation.text.contains(place.description) {
      if !citation.text.isEmpty { text.say(", ") }
      if let release = citation.release {
        text.place(place, release)
        text.say(" in \(release)")
      } else {
        text.say(place.description)
      }
    }
    if let commit = citation.commit, citation.text.isEmpty || citation.messageID != nil || citation.url != nil,
      !citation.text.contains(commit.prefix(12))
    {
      if !text.isEmpty { text.say(", ") }
      text.spans.append(.link("commit \(commit.prefix(12))", .commit(commit)))
    }
    return text
  }

  /// What a person wrote down, and in parentheses where it can be looked up.
  static func text(_ event: WrittenEvent, _ source: NotesSource) -> NotesText {
    // The full stop of the words goes behind the parenthesis.
    let words = event.text.hasSuffix(".") && !event.text.hasSuffix("..") ? String(event.text.dropLast()) : event.text
    var text = NamedText.text(words, source)
    text.say(" (")
    text.add(self.text(event.citation, source))
    text.say(").")
    return text
  }
}

/// Written words in which names of kfuncs lead to their entries.
enum NamedText {
  /// The words between the names.
  static func withoutNames(_ words: String, _ source: NotesSource) -> [String] {
    source.targets.names.parts(of: words).map { part in
      if case .text(let words) = part { words } else { "" }
    }
  }

  static func text(_ words: String, _ source: NotesSource) -> NotesText {
    var text = NotesText()
    for part in source.targets.names.parts(of: words) {
      switch part {
      case .text(let words): text.say(words)
      case .kfunc(let spelled, let name): text.spans.append(.code(spelled, .kfunc(name)))
      }
    }
    return text
  }
}
