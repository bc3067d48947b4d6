public import Diagnostics
internal import JSONText

extension KernelTexts {
  /// The form of the text that ``jsonBytes()`` writes and ``read(_:file:)`` reads.
  public static let schemaName = "kfuncdocs-local-1"

  /// The text of `Content/local/RELEASE.json`.
  public func jsonBytes() -> [UInt8] {
    JSONLines.bytes { json in
      json.text("schema", KernelTexts.schemaName)
      json.text("release", release.description)
      json.list("kernelDoc", kernelDoc.sorted { $0.key.precedesInBytes($1.key) }) { json, doc in
        json.text("name", doc.key)
        json.text("text", doc.value)
      }
      json.list("policySections", policySections) { json, section in
        json.object("section") { $0.members(of: section.section) }
        json.text("text", section.text)
      }
    }
  }

  /// The texts that a text of ``jsonBytes()`` spells, read strictly.
  ///
  /// - Throws: a located ``Diagnostic`` of code `json-syntax` or `json-shape`.
  public static func read(_ bytes: [UInt8], file: String) throws(Diagnostic) -> KernelTexts {
    try JSONReader.read(bytes, file: file).cursor.object { (object) throws(Diagnostic) in
      let schema = try object.required("schema")
      guard try schema.string() == schemaName else { throw schema.error("expected '\(schemaName)'") }
      var texts = KernelTexts(release: try object.required("release").release())
      let docs = try object.list("kernelDoc") { (cursor) throws(Diagnostic) in
        try cursor.object { (entry) throws(Diagnostic) in (try entry.string("name"), try entry.string("text")) }
      }
      texts.kernelDoc = Dictionary(docs) { first, _ in first }
      texts.policySections = try object.list("policySections") { (cursor) throws(Diagnostic) in
        try cursor.object { (entry) throws(Diagnostic) in
          Section(section: try entry.required("section").policySection(), text: try entry.string("text"))
        }
      }
      return texts
    }
  }
}
