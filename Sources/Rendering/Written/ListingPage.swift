package import CatalogueFacts
internal import HTMLText
internal import KfuncModel
internal import MarkdownSyntax
internal import RecordWords
internal import Resolution
internal import SiteContent

/// A list of what people wrote: policies, threads, proposals, users.
public struct ListingPage: Page {
  /// What is listed.
  public enum Subject: String, Sendable, CaseIterable {
    case policies, threads, proposed, users
  }

  private let subject: Subject
  private let map: SiteMap
  private let directory: KfuncDirectory
  private let treeUses: TreeUses

  /// The list of `subject`, beside what `directory` and `treeUses` say of it.
  package init(_ subject: Subject, _ map: SiteMap, _ directory: KfuncDirectory, _ treeUses: TreeUses) {
    self.subject = subject
    self.treeUses = treeUses
    self.directory = directory
    self.map = map
  }

  /// `/policies/`.
  public var address: PageAddress { PageAddress(subject.rawValue) }
  /// Nothing stands between the first page and this one.
  public var trail: [Crumb] { [] }
  /// What it lists.
  public var title: String {
    switch subject {
    case .policies: "Policies"
    case .threads: "Threads"
    case .proposed: "Proposed kfuncs"
    case .users: "Known users"
    }
  }
  /// What the list holds.
  public var summary: String { introduction }

  /// The users as JSON; other lists stand in the index of all data.
  public var alternates: [AlternateForm] {
    subject == .users ? [.json(.usersData, "Known users as JSON")] : [.json(.dataIndex, "Index of all data")]
  }

  /// The keys of `listing.mustache`.
  public static let schema = TemplateSchema(
    "listing",
    [
      .init("introduction", .text, "what the list holds"),
      .init("list", .html, "the list; empty where there is nothing"),
      .init("chart", .html, "who uses how many, drawn; empty but for the users"),
    ])

  /// The values of the keys.
  public func fields(_ links: PageLinks) -> TemplateFields {
    var fields = TemplateFields()
    fields.set("introduction", text: introduction)
    fields.set("list", html: list(links))
    if subject == .users { fields.set("chart", html: UsersChart.html(directory, map.content.users)) }
    return fields
  }

  private var introduction: String {
    switch subject {
    case .policies: "What is expected of kfuncs and of those who call them, told clause by clause with its sources."
    case .threads: "What was said on the mailing lists, excerpted: gaps are marked, both sides are there."
    case .proposed:
      "Names that stood in a patch or a mail and are a kfunc of no release read. Their pages tell what became of them."
    case .users:
      "Programs outside the kernel tree, as their people said or their sources show, and BPF programs in the tree, found in the sources. No entry does not mean unused."
    }
  }

  private func list(_ links: PageLinks) -> HTMLText {
    HTMLText { html in
      switch subject {
      case .policies:
        for policy in map.content.policies {
          entry(policy.title, policy.slug, links.href(.policy(policy.slug)), policy.summary, nil, to: &html)
        }
      case .threads:
        for thread in map.content.threads {
          let size = "\(Phrases.count(thread.entries.count, "message")), \(thread.excerpts.count) excerpted"
          entry(thread.title, thread.slug, links.href(.thread(thread.slug)), thread.outcome ?? "", size, to: &html)
        }
      case .proposed:
        for note in map.content.notes {
          guard let proposal = note.proposal else { continue }
          let href = links.href(.kfunc(note.name))
          entry(note.name, note.name, href, proposal.outcome, proposal.prototype, isCode: true, to: &html)
        }
      case .users:
        if !map.content.users.isEmpty {
          html.element("h2", ["id": "registered"]) { html in
            html.text("Outside the tree, registered")
            Permalink.add("registered", to: "Outside the tree, registered", in: &html)
          }
        }
        for user in map.content.users { UserPart.add(user, map, links, to: &html) }
        html.append(TreeUsersTable.html(treeUses, links))
      }
    }
  }

  private func entry(
    _ name: String, _ key: String, _ href: String, _ text: String, _ small: String?, isCode: Bool = false,
    to html: inout HTMLText
  ) {
    let anchor = "entry-" + key
    html.element("section", ["class": "entry", "id": anchor]) { html in
      html.element("h2", ["id": anchor + "-name"]) { html in
        html.element("a", ["href": href]) { html in
          if isCode { html.element("code", text: name) } else { html.text(name) }
        }
        Permalink.add(anchor, to: name, in: &html)
      }
      if !text.isEmpty { html.element("p", text: text) }
      if let small { html.element("p", ["class": "src"], text: small) }
    }
    html.newline()
  }
}

/// A registered user, and what it does with kfuncs.
enum UserPart {
  static func add(_ user: RegisteredUser, _ map: SiteMap, _ links: PageLinks, to html: inout HTMLText) {
    html.element("section", ["class": "entry", "id": "user-" + user.id]) { html in
      html.element("h3", ["id": "user-\(user.id)-name"]) { html in
        let isWeb = user.url.hasPrefix("https://") || user.url.hasPrefix("http://")
        if isWeb { html.element("a", ["href": user.url], text: user.name) } else { html.text(user.name) }
        Permalink.add("user-" + user.id, to: user.name, in: &html)
      }
      html.element("p", text: user.summary)
      for use in user.uses {
        html.element("p") { html in
          for (index, name) in use.kfuncs.enumerated() {
            if index > 0 { html.text(", ") }
            if map.links.targets.names.standing(of: name.value) == nil {
              html.element("code", text: name.value)
            } else {
              html.link(links, .kfunc(name.value)) { $0.element("code", text: name.value) }
            }
          }
          html.text(": ")
          add(use, map, links, to: &html)
        }
      }
    }
    html.newline()
  }

  /// What for, what happens without it, and how that is known.
  static func add(_ use: RegisteredUser.Use, _ map: SiteMap, _ links: PageLinks, to html: inout HTMLText) {
    html.text(use.purpose)
    if let without = use.without { html.text(" Without it: \(without)") }
    html.text(" ")
    html.element("span", ["class": "src"]) { html in
      CitationPart.add(use.citation, map, links, to: &html)
      html.text("; compared on \(use.verified)")
    }
  }

  /// The registered users of one kfunc.
  static func addList(of name: String, _ map: SiteMap, _ links: PageLinks, to html: inout HTMLText) {
    let uses = map.uses(of: name)
    if uses.isEmpty { return }
    html.element("ul") { html in
      for (user, use) in uses {
        html.element("li") { html in
          html.link(links, .users, anchor: "user-" + user.id, text: user.name)
          html.text(": ")
          add(use, map, links, to: &html)
        }
        html.newline()
      }
    }
  }
}
