/// The facts in the JSON of a kfunc, each as the words, or the link, that its pages must show for it.
///
/// Written from the schema and from what pages promise to show. A member that is neither here nor in ``unshown`` is a
/// fault, so that a new one is not passed over.
struct KfuncFactsInData {
  /// Members that pages do not show as words, with the reason.
  static let unshown: [String: String] = [
    "schema": "the form of the file",
    "releases[].flags[].idSets[]": "pages name the sets of the newest release",
    "releases[].programTypes[].conditions[]": "shortened in the table where many members are named",
    "newest.maintainers[].trees[]": "the kernel's trees",
    "newest.programTypes[].filters[].structOps[]": "part of `which`",
    "newest.programTypes[].filters[].structOpsMembers[]": "part of `which`",
    "newest.programTypes[].filters[].attachTypes[]": "part of `which`",
    "newest.programTypes[].filters[].conditions[]": "part of `which`",
    "events[].when.exact": "by the words in and by", "plans[].stated.exact": "by the words in and by",
    "plans[].since.exact": "by the words in and by", "events[].noticeGiven.first.exact": "by the words in and by",
    "events[].noticeGiven.first.by": "counted in the summary", "events[].noticeGiven.leadAtLeast": "in the summary",
    "events[].noticeGiven.leadAtMost": "in the summary",
    "events[].prototype.parameters[].oldIndex": "the prototypes tell",
    "events[].prototype.parameters[].newIndex":
      "the prototypes tell", "events[].prototype.parameters[].aspects[]": "the prototypes tell",
    "events[].prototype.returnAspects[]": "the prototypes tell",
    "events[].demands[].index": "the parameter tells", "events[].demands[].demand": "the facts tell",
    "events[].flags.idSets[].file": "with the facts", "events[].flags.idSets[].name": "with the facts",
    "events[].idSets.gained[].file": "with the facts", "events[].idSets.lost[].file": "with the facts",
    "events[].filters[].programType": "in the summary", "events[].filters[].old.answer": "the facts tell",
    "events[].filters[].new.answer": "the facts tell", "events[].filters[].old.structOps[]": "the facts tell",
    "events[].filters[].new.structOps[]": "the facts tell",
    "events[].filters[].old.structOpsMembers[]":
      "the facts tell", "events[].filters[].new.structOpsMembers[]": "the facts tell",
    "events[].filters[].old.conditions[]": "the facts tell", "events[].filters[].new.conditions[]": "the facts tell",
    "events[].filters[].old.attachTypes[]": "the facts tell", "events[].filters[].new.attachTypes[]": "the facts tell",
    "events[].rename.score": "what its reasons add up to", "events[].prototype.onlyInC": "in the summary",
    "events[].kfunc": "the other name, in the facts", "events[].rename.confirmed": "in the summary",
    "events[].noticeGiven.written[].text": "with its own event",
    "events[].noticeGiven.written[].verified":
      "with its own event", "events[].noticeGiven.written[].source.text": "with its own event",
    "events[].kind": "the summary tells", "events[].written[].kind": "of its event",
    "plans[].written[].kind": "of its event",
    "events[].noticeGiven.written[].kind": "of its event", "events[].written[].evidence": "its source tells",
    "plans[].written[].evidence": "its source tells", "events[].noticeGiven.written[].evidence": "its source tells",
    "events[].written[].release": "of its event", "plans[].written[].release": "of its event",
    "events[].noticeGiven.written[].release": "of its event", "events[].written[].names[]": "in its words",
    "plans[].written[].names[]": "in its words", "events[].written[].successor": "with the note",
    "events[].noticeGiven.written[].successor": "with the note", "plans[].standing": "in the summary",
    "plans[].notices[].releases[]": "the target", "events[].notices[].releases[]": "with the plan",
    "threads[].reason": "in words for a subsystem alone", "clauses[].id": "its title stands there",
    "clausesReachingAll[]": "their titles stand there", "note": "shown as HTML", "mentions[].anchor": "in the link",
    "mentions[].message": "in the link", "mentions[].note": "in the words around",
    "mentions[].page": "in the words around", "page": "the address", "stabilityPage": "the address",
    "newest.parameters[].name": "beside its type",
    "events[].impact": "not told of changes that the whole release explains",
    "events[].notices[].form": "the facts tell", "events[].noticeGiven.notices[].form": "with the plan",
    "events[].programTypes.openGained[]": "those newly registered for are not repeated",
    "events[].programTypes.openLost[]": "those no longer registered for are not repeated",
    "releases[].build.form": "see the definition", "releases[].condition": "see the definition",
  ]

  /// What the pages of one kfunc lack, and the members that were met.
  private(set) var missing: [String] = []
  private(set) var met: Set<String> = []
  private let pages: [PageText]
  private let links: [String]
  /// The links to messages by Message-ID.
  private let messages: [String: String]

  /// The facts of `json` looked for on `pages`.
  init(_ json: [String: Any], on pages: [PageText], messages: [String: String]) {
    self.pages = pages
    self.messages = messages
    links = pages.flatMap(\.links)
    object(json, "")
    state(json["state"] as? [String: Any] ?? [:])
    presence(json["releases"] as? [[String: Any]] ?? [])
  }

  private mutating func object(_ members: [String: Any], _ path: String) {
    if let file = members["file"] as? String, let line = members["line"] as? Int {
      met.formUnion([path + "file", path + "line"])
      let form = members["form"] as? String ?? ""
      // In lists of users the line stands with what is done there.
      expect(path + "line", path == "newest.users[]." ? "\(form) it at line \(line)" : "\(file):\(line)")
      expect(path + "file", file)
    } else if let line = members["line"] as? Int {
      met.insert(path + "line")
      expect(path + "line", "MAINTAINERS:\(line)")
    }
    var members = members
    // Of a rename the pages give the other name and the reasons; both prototypes stand on the pages of their names.
    if path == "events[].", members["kind"] as? String == "renamed" {
      for key in ["old", "new"] { members[key] = nil }
    }
    // What is known to have happened in a release is told by that release alone.
    if path == "events[].when.", members["exact"] as? Bool == true { members["after"] = nil }
    for (key, value) in members where !((key == "file" || key == "line") && members["line"] is Int) {
      self.value(value, path + key, in: members)
    }
  }

  private mutating func value(_ value: Any, _ path: String, in owner: [String: Any]) {
    if let members = value as? [String: Any] {
      object(members, path + ".")
    } else if let elements = value as? [Any] {
      for element in elements { self.value(element, path + "[]", in: owner) }
    } else {
      met.insert(path)
      if Self.unshown[path] == nil { leaf(value, path, in: owner) }
    }
  }

  private mutating func leaf(_ value: Any, _ path: String, in owner: [String: Any]) {
    // Counts and truths of the state are looked at together.
    if path.hasPrefix("state."), !(value is String) { return }
    let text = value as? String ?? ""
    switch path {
    case "releases[].present": return  // looked at as a row
    case "subsystem.slug": link(path, "subsystems/\(text)/")
    case "proposed.messageID", "events[].written[].source.messageID", "registeredUsers[].source.messageID",
      "events[].noticeGiven.written[].source.messageID":
      link(path, messages[text] ?? text.replacing("/", with: "%2F"))
    case "events[].written[].source.url", "registeredUsers[].source.url": link(path, text)
    case "events[].written[].source.commit": expect(path, String(text.prefix(12)))
    case "testingOnly": expect(path, "For the kernel’s own tests only")
    case "newest.definitions[].testingOnly": expectOne(path, ["tests only", "test runs"])
    case "releases[].flags[].flags[]": expect(path, String(text.dropFirst(3)))
    case "releases[].programTypes[].answer": return  // the types of an answer, below
    case "releases[].programTypes[].types[]":
      // Types that none may call from are not in the table.
      if owner["answer"] as? String != "refused" { expect(path, shortType(text)) }
    case "newest.programTypes[].answer":
      let words = [
        "open": "May call it", "admitted": "May call it", "conditional": "Some programs may call it",
        "unread": "Not known whether they may call it", "refused": "May not call it",
      ]
      expect(path, words[text] ?? "")
    case "newest.programTypes[].types[].name", "newest.programTypes[].registrations[].programType",
      "events[].programTypes.registeredGained[]", "events[].programTypes.registeredLost[]":
      expect(path, text == "BPF_PROG_TYPE_UNSPEC" ? "UNSPEC" : shortType(text))
    case "newest.programTypes[].types[].byHook": expect(path, "by hook")
    case "newest.programTypes[].filters[].answer":
      if text == "admitted" || text == "refused" { expect(path, "\(text) by") }
      if text == "unread" { expect(path, "was not read to an answer") }
    case "newest.definitions[].build.form":
      let words = [
        "built-in": "built in", "module": "a module", "built-in-or-module": "built in or a module",
        "unknown": "could not be followed",
      ]
      expect(path, words[text] ?? "")
    case "newest.definitions[].kernelDocLine": expect(path, "a comment above it, line \(value)")
    case "newest.definitions[].notices[].form":
      expect(path, text == "comment" ? "A comment at" : "A warning when it is called, at")
    case "newest.maintainers[].status": expect(path, "status \(text)")
    case "newest.users[].form": return  // with the line
    case "events[].written[].source.text", "registeredUsers[].source.text", "plans[].written[].source.text":
      // One that says no more than the Message-ID is told by writer and day.
      if !text.contains(owner["messageID"] as? String ?? "\n") { expect(path, text) }
    case "events[].explanation": expect(path, "Part of a change of the whole release")
    case "events[].rename.reasons[]":
      if (owner["confirmed"] as? Bool) == false { expect(path, text) }
    case "plans[].notices[].form": expect(path, text == "comment" ? "comment at" : "run-time warning at")
    case "clauses[].policy", "mentions[].policy": link(path, "policies/\(text)/")
    case "threads[].slug", "mentions[].thread": link(path, "threads/\(text)/")
    case "registeredUsers[].id": link(path, "users/#user-\(text)")
    case "mentions[].words":
      // A note does not link to the page that it stands on.
      if owner["note"] == nil { expect(path, text) }
    case "mentions[].release": link(path, "releases/\(text)/")
    case "events[].noticeGiven.notices[].release", "plans[].notices[].release": expect(path, text)
    default: expect(path, text)
    }
  }

  /// Counts say the same as the sentence made of them; a count of zero has no words.
  private mutating func state(_ state: [String: Any]) {
    let sentence = (state["sentence"] as? String ?? "").lowercased()
    let words = [
      ("prototypeChanges", "its prototype changed"), ("flagChanges", "its flags changed"),
      ("programTypeChanges", "its program types changed"), ("filterChanges", "what its filters admit changed"),
      ("tightenings", "what is asked of its callers became stricter"), ("behaviourChanges", "its behaviour changed"),
    ]
    for (key, phrase) in words {
      guard let count = state[key] as? Int else { continue }
      let times = count == 1 ? "once" : count == 2 ? "twice" : "\(count) times"
      if sentence.contains(phrase) != (count > 0) || count > 0 && !sentence.contains("\(phrase) \(times)") {
        missing.append("state.\(key): \(count) in '\(sentence)'")
      }
    }
    if let notices = state["notices"] as? Int, !sentence.contains(notices == 0 ? "no notice" : "\(notices) notice") {
      missing.append("state.notices: \(notices) in '\(sentence)'")
    }
    if let open = state["openPlans"] as? Int, open > 0, !sentence.contains("\(open) stated plan") {
      missing.append("state.openPlans: \(open) in '\(sentence)'")
    }
  }

  /// The row of the table that says where the kfunc is present, in order.
  private mutating func presence(_ releases: [[String: Any]]) {
    if releases.isEmpty { return }
    let row = releases.map { $0["present"] as? Bool == true ? "present" : "absent" }
    expect("releases[].present", "In the kernel" + row.joined())
  }

  private func shortType(_ name: String) -> String { name.replacing("BPF_PROG_TYPE_", with: "") }

  private mutating func expect(_ path: String, _ text: String) {
    if text.isEmpty { return missing.append("\(path): nothing to look for") }
    expectOne(path, [text])
  }

  private mutating func expectOne(_ path: String, _ texts: [String]) {
    if !texts.contains(where: { text in pages.contains { $0.says(text) } }) { missing.append("\(path): \(texts)") }
  }

  private mutating func link(_ path: String, _ part: String) {
    if !links.contains(where: { $0.contains(part) }) { missing.append("\(path): no link to \(part)") }
  }
}
