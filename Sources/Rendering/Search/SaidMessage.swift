internal import KfuncModel
internal import SiteContent

/// A message as it is listed on the page of the search, and found by its words.
struct SaidMessage: Sendable {
  /// What varies as `…`.
  let pattern: String
  let listing: LoadMessage.Listing
  /// Where it was read in the newest release named.
  let newest: Citation?

  /// Where it stands on the page of the search.
  var anchor: String { "said-" + listing.id }
}

extension SiteMap {
  /// The messages that are listed, in the order of their file.
  var saidMessages: [SaidMessage] {
    content.messages.compactMap { message in
      guard let listing = message.listing, let pattern = message.pattern else { return nil }
      return SaidMessage(
        pattern: pattern, listing: listing,
        newest: message.sources.filter { $0.release != nil }.max { left, right in
          guard let older = left.release, let newer = right.release else { return false }
          return older < newer
        } ?? message.sources.last)
    }
  }
}
