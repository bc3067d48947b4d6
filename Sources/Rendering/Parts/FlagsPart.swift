package import CatalogueFacts
internal import HTMLText
package import KfuncModel
internal import RecordWords

/// The flags of a kfunc, explained, told apart by ID set where sets disagree.
package enum FlagsPart {
  static func add(_ facts: KfuncFacts, _ sources: SourceLinks, _ links: PageLinks, to html: inout HTMLText) {
    let groups = groups(facts.memberships)
    for group in groups {
      if groups.count > 1 {
        html.element("p") { html in
          html.text("In ")
          sets(group.sets, facts.release, sources, links, to: &html)
          html.text(":")
        }
      }
      if group.flags.isEmpty {
        html.element("p", text: groups.count > 1 ? "None." : "None in \(facts.release).")
      } else {
        html.element("dl", ["class": "flags"]) { html in
          for flag in group.flags {
            html.element("dt") { html in
              html.link(links, .group(.flag, flag.rawValue)) {
                $0.element("code", text: flag.rawValue)
              }
            }
            html.element("dd", text: FlagMeaning.of(flag) ?? "No explanation was written for this flag yet.")
          }
        }
      }
    }
    if groups.count == 1 {
      html.element("p", ["class": "src"]) { html in
        html.text(groups[0].sets.count == 1 ? "ID set " : "ID sets ")
        sets(groups[0].sets, facts.release, sources, links, to: &html)
        html.text(".")
      }
    }
  }

  /// The flags that an entry carries, sorted.
  package struct Group {
    package var flags: [KfuncFlag]
    package var sets: [SetMembership]
  }

  package static func groups(_ memberships: SetMemberships) -> [Group] {
    var groups: [Group] = []
    for membership in memberships {
      let flags = membership.member.sortedFlags
      if let known = groups.firstIndex(where: { $0.flags == flags }) {
        groups[known].sets.append(membership)
      } else {
        groups.append(Group(flags: flags, sets: [membership]))
      }
    }
    return groups
  }

  private static func sets(
    _ memberships: [SetMembership], _ release: KernelRelease, _ sources: SourceLinks, _ links: PageLinks,
    to html: inout HTMLText
  ) {
    for (index, membership) in memberships.enumerated() {
      if index > 0 { html.text(index == memberships.count - 1 ? " and " : ", ") }
      html.link(links, .group(.idSet, membership.set.name)) {
        $0.element("code", text: membership.set.name)
      }
      html.text(" (")
      sources.add(membership.member.source, in: release, to: &html)
      let conditions = [membership.set.condition, membership.member.condition].compactMap { $0 }
      if !conditions.isEmpty { html.text(", where \(conditions.joined(separator: " and "))") }
      html.text(")")
    }
  }
}
