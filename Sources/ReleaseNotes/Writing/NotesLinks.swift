internal import KfuncModel
internal import SiteContent

/// Where words of the notes lead: nil for what has no address.
public protocol NotesLinks: Sendable {
  /// The address of `target`.
  func href(_ target: NotesTarget) -> String?
}

/// Addresses for notes that leave the site, in a mail or a changelog: all absolute, those of the site's own pages only
/// where it is known where the site stands.
public struct AbsoluteNotesLinks: NotesLinks {
  private let source: NotesSource
  private let baseURL: String?
  /// The policy of each clause; a clause's own name is its anchor.
  private let clauses: [String: String]

  /// Links for what is made from `source`, whose site stands at `baseURL` (without a slash at its end); nil for none.
  public init(_ source: NotesSource, baseURL: String? = nil) {
    self.source = source
    self.baseURL = baseURL ?? source.content.settings.baseURL
    var clauses: [String: String] = [:]
    for policy in source.content.policies {
      for clause in policy.clauses where clauses[clause.id] == nil {
        clauses[clause.id] = policy.slug
      }
    }
    self.clauses = clauses
  }

  /// The address of `target`.
  public func href(_ target: NotesTarget) -> String? {
    let settings = source.content.settings
    switch target {
    case .kfunc(let name): return page("kfuncs", name)
    case .clause(let id):
      return clauses[id].flatMap { page("policies", $0) }.map { $0 + "#" + Self.escaped(id) }
    case .thread(let slug, let message):
      return page("threads", slug).map { $0 + (message.map { "#m\($0)" } ?? "") }
    case .release(let release): return page("releases", release.description)
    case .message(let id): return settings.archiveURL.replacing("{message-id}", with: Self.escaped(id))
    case .commit(let commit): return settings.commitURL?.replacing("{commit}", with: Self.escaped(commit))
    // A place can be looked up by its words; an address behind each would drown a mail.
    case .source: return nil
    case .web(let url): return url
    }
  }

  private func page(_ folder: String, _ name: String) -> String? {
    baseURL.map { "\($0)/\(folder)/\(Self.escaped(name))/" }
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        if "-_.~@+=".utf8.contains(byte) {
          escaped.unicodeScalars.append(Unicode.Scalar(byte))
        } else {
          escaped += (byte < 0x10 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
        }
      }
    }
    return escaped
  }
}
