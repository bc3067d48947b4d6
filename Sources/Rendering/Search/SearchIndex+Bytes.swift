internal import KfuncModel
internal import SiteContent

extension SearchIndex {
  /// The index as a script that hands it to `kfuncdocs.index`, so that it loads from `file://` as well.
  ///
  /// Columns, each for all kfuncs in their order: texts compress best among their like. An address is written only where
  /// a name does not say it.
  public func bytes(_ style: LinkStyle) -> [UInt8] {
    let links = PageLinks(from: .home, style: style)
    var script = ScriptText(capacity: kfuncs.count * 64 + 4096)
    script.literal("kfuncdocs.index(")
    script.object { script in
      script.key("end")
      script.text(style == .files ? "index.html" : "")
      script.key("newest")
      script.text(newest?.description ?? "")
      writeKfuncs(links, to: &script)
      script.key("former")
      script.list(former) { script, former in
        script.array { script in
          script.number(former.kfunc)
          script.number(former.relation.rawValue)
          script.text(former.name)
        }
      }
      script.key("groups")
      script.object { script in
        for (name, groups) in [("flags" as StaticString, flags), ("subsystems", subsystems)] {
          script.key(name)
          write(groups, links, to: &script)
        }
        for (kind, groups) in others {
          script.key(kind == .programType ? "program-types" : "id-sets")
          write(groups, links, to: &script)
        }
      }
      writeTexts(links, to: &script)
      writeMessages(links, to: &script)
    }
    script.literal(");\n")
    return script.bytes
  }

  private func writeKfuncs(_ links: PageLinks, to script: inout ScriptText) {
    script.key("names")
    script.list(kfuncs) { $0.text($1.name) }
    script.key("paths")
    script.object { script in
      for (position, entry) in kfuncs.enumerated() where !Self.isPlain(entry.name) {
        // A key of our own making: a number.
        script.key(position: position)
        script.text(links.href(.kfunc(entry.name)))
      }
    }
    script.key("state")
    script.text(kfuncs.map { String($0.state.rawValue) }.joined())
    script.key("subsystem")
    script.list(kfuncs) { $0.number($1.subsystem ?? -1) }
    // Few combinations of flags are in use, so each is written once.
    var combinations: [[Int]] = []
    var positions: [[Int]: Int] = [:]
    for entry in kfuncs where positions[entry.flags] == nil {
      positions[entry.flags] = combinations.count
      combinations.append(entry.flags)
    }
    script.key("flagSets")
    script.list(combinations) { script, flags in script.list(flags) { $0.number($1) } }
    script.key("flags")
    script.list(kfuncs) { $0.number(positions[$1.flags] ?? 0) }
    script.key("typeNames")
    script.list(types) { $0.text($1) }
    script.key("types")
    script.list(kfuncs) { script, entry in script.list(entry.types) { $0.number($1) } }
  }

  /// A group as its name, or as name and address where the name does not say it.
  private func write(_ groups: [KfuncGroup], _ links: PageLinks, to script: inout ScriptText) {
    script.list(groups) { script, group in
      if group.key == group.name, Self.isPlain(group.name) { return script.text(group.name) }
      script.list([group.name, links.href(group.address)]) { $0.text($1) }
    }
  }

  private func writeTexts(_ links: PageLinks, to script: inout ScriptText) {
    script.key("pages")
    script.list(map.content.policies) { script, policy in
      script.list(["policy", policy.title, links.href(.policy(policy.slug))]) { $0.text($1) }
    }
    script.key("more")
    script.list(map.content.pages.filter { $0.slug != "home" }) { script, page in
      script.list(["page", page.title ?? page.slug, links.href(.page(page.slug))]) { $0.text($1) }
    }
    script.key("threads")
    script.list(map.content.threads) { script, thread in
      script.list([thread.title, thread.subject, links.href(.thread(thread.slug))]) { $0.text($1) }
    }
    script.key("mail")
    script.list(map.content.threads) { script, thread in
      script.list(thread.entries) { script, entry in
        script.array { script in
          script.text(entry.id)
          script.text(entry.author)
          script.number(entry.number)
        }
      }
    }
  }

  private func writeMessages(_ links: PageLinks, to script: inout ScriptText) {
    let known = Dictionary(flags.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    script.key("says")
    script.list(map.saidMessages) { script, message in
      let target = message.listing.flag.flatMap { known[$0] }.map { links.href($0.address) }
      script.list([message.pattern, message.listing.about, target ?? links.href(.search, anchor: message.anchor)]) {
        $0.text($1)
      }
    }
    script.key("search")
    script.text(links.href(.search))
    script.key("list")
    script.text(links.href(.kfuncs))
  }

  /// Whether a name is its own address.
  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix(".") && name.utf8.allSatisfy(PageAddress.isPlain)
  }
}
