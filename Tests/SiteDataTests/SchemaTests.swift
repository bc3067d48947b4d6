import Foundation
import JSONSchemaCheck
import Testing

/// Every file of data of the real site against the schema that the same site publishes.
@Suite struct SchemaTests {
  @Test(arguments: ["comparison", "index", "kfunc", "notes", "policy", "release", "releases", "thread", "users"])
  func everyFileConforms(to form: String) async throws {
    let site = try await PublishedSite.plain.value
    let published = try #require(site["data/schema/\(form)-1.schema.json"])
    var check = SchemaCheck(schema: try SchemaValue(json: published))
    var count = 0
    for (path, bytes) in site where path.hasPrefix("data/") && path.hasSuffix(".json") {
      guard bytes.starts(with: "{\n\"schema\":\"kfuncdocs-\(form)-1\"".utf8) else { continue }
      count += 1
      check.validate(try SchemaValue(json: bytes))
    }
    #expect(check.faults == [], "\(check.faults.joined(separator: "\n"))")
    let expected = ["comparison": 3, "kfunc": 460, "notes": 3, "policy": 6, "release": 4, "thread": 2]
    #expect(count >= expected[form] ?? 1)
  }

  /// No file is left out of the test above: each names a form, and each form is published.
  @Test func everyFileNamesAPublishedForm() async throws {
    let site = try await PublishedSite.plain.value
    for (path, bytes) in site where path.hasPrefix("data/") && path.hasSuffix(".json") {
      if path.hasPrefix("data/schema/") { continue }
      let head = String(decoding: bytes.prefix(80), as: UTF8.self)
      let name = try #require(head.firstMatch(of: /"schema": ?"kfuncdocs-([a-z]+-1)"/), "\(path)").1
      #expect(site["data/schema/\(name).schema.json"] != nil, "\(path)")
    }
  }

  @Test func cataloguesArePublishedAsTheyAre() async throws {
    let site = try await PublishedSite.plain.value
    for release in ["6.1", "6.12", "7.2", "7.3"] {
      let path = "\(PublishedSite.root)/Content/catalogue/\(release).json"
      let committed = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      #expect(site["data/catalogue/\(release).json"] == committed)
    }
  }

  /// A schema that allowed anything would prove nothing.
  @Test func schemasRefuseWhatTheyDoNotName() async throws {
    let site = try await PublishedSite.plain.value
    let bytes = try #require(site["data/kfuncs/bpf_task_acquire.json"])
    func faults(_ change: (inout String) -> Void) throws -> [String] {
      var text = String(decoding: bytes, as: UTF8.self)
      let before = text
      change(&text)
      #expect(text != before)
      var check = SchemaCheck(schema: try PublishedSite.schema("kfunc-1"))
      check.validate(try SchemaValue(json: Array(text.utf8)))
      return check.faults
    }
    #expect(try faults { $0.replace("\"page\":", with: "\"pages\":") }.count == 2)
    #expect(try !faults { $0.replace("\"release\":\"7.3\"", with: "\"release\":\"seven\"") }.isEmpty)
    #expect(try !faults { $0.replace("\"answer\":\"open\"", with: "\"answer\":\"maybe\"") }.isEmpty)
  }
}
