public import Diagnostics
internal import JSONText

extension KernelTexts {
  /// The form of the text that ``jsonBytes()`` writes and ``read(_:file:)`` reads.
  public static let schemaName = "kfuncdocs-local-1"

  /// The text of `Content/local/RELEASE.json`.
  public func jsonBytes() -> [UInt8] {
    JSONWriter.bytes(
      of: ObjectBuilder.object { object in
        object.text("schema", KernelTexts.schemaName)
        object.text("release", release.description)
        let names = kernelDoc.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        object.list(
          "kernelDoc",
          names.map { name in
            ObjectBuilder.object { entry in
              entry.text("name", name)
              entry.text("text", kernelDoc[name])
            }
          })
        object.list(
          "policySections",
          policySections.map { section in
            ObjectBuilder.object { entry in
              entry.value("section", section.section.json)
              entry.text("text", section.text)
            }
          })
      })
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
