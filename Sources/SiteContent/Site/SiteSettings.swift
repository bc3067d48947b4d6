/// What `site.yml` says of the site as a whole.
public struct SiteSettings: Hashable, Sendable {
  /// The title on every page.
  public var title = "kfuncdocs"
  /// One sentence under it; empty for none.
  public var tagline = ""
  /// Where the site will stand, for feeds and canonical links; nil where nothing was said.
  public var baseURL: String?
  /// The address of a message in a mail archive, with `{message-id}` where its escaped Message-ID goes.
  public var archiveURL = "https://lore.kernel.org/all/{message-id}/"
  /// The address of a commit, with `{commit}`; nil where commits are not linked.
  public var commitURL: String?
  /// The address of a line of a kernel tree, with `{tag}`, `{file}` and `{line}`; nil where lines are not linked.
  public var sourceURL: String?
  /// How many days a fact that a person typed may go without being compared with its source again.
  public var verifyWithinDays = 730
  /// Where readers report an error; nil for no link.
  public var reportURL: String?
  /// Where the site is published to.
  public var publishTargets: [PublishTargetSettings] = []
  /// Addresses that went, and what stands in for them.
  public var redirects: [RedirectSettings] = []

  /// The settings of a site whose `site.yml` says nothing.
  public init() {}
}
