public import Diagnostics
internal import JSONText

/// The text of a manifest: `{"format": 1, "files": [{"path", "size", "sha256", "anchors"}], "kept": […]}`; the last only where
/// something is kept.
extension SiteManifest {
  private static let format = 1

  /// The manifest as it is published; equal manifests have equal bytes.
  public var json: [UInt8] {
    var members = [JSONMember("format", .integer(Self.format)), JSONMember("files", Self.value(of: files))]
    if !kept.isEmpty { members.append(JSONMember("kept", Self.value(of: kept))) }
    return JSONWriter.bytes(of: .object(members))
  }

  private static func value(of files: [File]) -> JSONValue {
    .array(
      files.map { file in
        var members = [
          JSONMember("path", .string(file.path)), JSONMember("size", .integer(file.size)),
          JSONMember("sha256", .string(file.digest)),
        ]
        if let anchors = file.anchors {
          members.append(JSONMember("anchors", .array(anchors.map { .string($0) })))
        }
        return .object(members)
      })
  }

  /// What the manifest is known by: the SHA-256 of its text.
  public var identity: String { FileDigest.hexadecimal(of: json) }

  /// Reads a manifest strictly: it comes from a server, and says which files may be removed there.
  ///
  /// - Throws: a ``Diagnostic`` that names `file`.
  public init(json: [UInt8], file: String) throws(Diagnostic) {
    let document = try JSONReader.read(json, file: file)
    var object = try JSONObjectCursor(document.cursor)
    let format = try object.required("format")
    guard try format.integer() == Self.format else { throw format.error("a format that this version does not know") }
    let list = try object.required("files")
    var seen: Set<String> = []
    func entry(_ cursor: JSONCursor) throws(Diagnostic) -> File {
      var member = try JSONObjectCursor(cursor)
      let path = try member.string("path")
      guard SitePath.isSafe(path) else { throw cursor.error("a path that leads out of the site") }
      guard seen.insert(path).inserted else { throw cursor.error("a path that stands twice") }
      let size = try member.required("size").integer()
      let digest = try member.string("sha256")
      guard size >= 0, FileDigest.isDigest(digest) else { throw cursor.error("a size or digest that is none") }
      let anchors = try member.optional("anchors")?.strings()
      try member.finish()
      return File(path: path, size: size, digest: digest, anchors: anchors)
    }
    let files = try list.array(entry)
    var kept: [File] = []
    if let list = object.optional("kept") { kept = try list.array(entry) }
    try object.finish()
    self.init(files: files, kept: kept)
  }
}
