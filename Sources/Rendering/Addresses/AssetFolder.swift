/// Where the files that pages are shown with stand: `assets/3f…/site.css`, in a folder that is named by the content of all
/// of them, so that each may be kept for ever by who received it.
///
/// One folder for all, not a name for each: what a stylesheet or script asks for beside itself keeps the name that it was
/// written with.
public struct AssetFolder: Hashable, Sendable {
  /// The folder's name.
  public let version: String

  /// The folder `version`.
  public init(_ version: String) { self.version = version }

  /// The address of the file `name`.
  public func address(of name: String) -> PageAddress { PageAddress(file: name, in: ["assets", version]) }

  /// The folders from the top of the site.
  public var path: String { "assets/" + PageAddress.segment(version) }
}
