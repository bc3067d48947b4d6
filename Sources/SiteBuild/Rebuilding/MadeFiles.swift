internal import Rendering
internal import SiteData

/// All files of a prepared site by their places in one order: assets, files for programs, pages.
///
/// The order is that of the sources' outline, so that a place is the same file as long as only words change.
struct MadeFiles: Sendable {
  private let site: Site
  private let given: [(path: String, bytes: [UInt8])]
  private let files: [DataFile]

  init(_ prepared: PreparedSite) {
    site = prepared.site
    given = prepared.assetFiles
    files = prepared.files
  }

  /// How many there are.
  var count: Int { given.count + files.count + site.pageCount }

  /// The paths, relative to the top of the site.
  var paths: [String] { (0..<count).map(path) }

  /// The path of the file at `place`.
  func path(at place: Int) -> String {
    if place < given.count { return given[place].path }
    let place = place - given.count
    return place < files.count
      ? files[place].address.path : site.plan.addresses[place - files.count].path
  }

  /// The address of the file at `place`; nil for assets, which have paths alone.
  func address(at place: Int) -> PageAddress? {
    if place < given.count { return nil }
    let place = place - given.count
    return place < files.count ? files[place].address : site.plan.addresses[place - files.count]
  }

  /// The bytes of the file at `place`, made now.
  func bytes(at place: Int) -> [UInt8] {
    if place < given.count { return given[place].bytes }
    let place = place - given.count
    return place < files.count ? files[place].bytes() : site.bytes(at: place - files.count)
  }

  /// Makes the bytes of the file at `place`, the long ones piece by piece; `take` gets each, in their order.
  func write(at place: Int, _ take: ([UInt8]) throws -> Void) throws {
    let data = place - given.count
    if files.indices.contains(data) { try files[data].write(take) } else { try take(bytes(at: place)) }
  }
}
