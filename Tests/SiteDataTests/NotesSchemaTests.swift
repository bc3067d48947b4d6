import Foundation
import JSONSchemaCheck
import KfuncModel
import ReleaseNotes
import SiteContent
import SiteData
import Testing

/// Release notes as JSON against the published form, beyond what the site holds.
@Suite struct NotesSchemaTests {
  private static let source = NotesSource(ContentFolder.read(PublishedSite.root + "/Content"))

  private func faults(_ range: String, _ affected: AffectedKfuncs? = nil) throws -> [String] {
    let request = try NotesRequest(range, releases: Self.source.record.releases)
    let record = try #require(Self.source.notes(request, affected: affected))
    var check = SchemaCheck(schema: try PublishedSite.schema("notes-1"))
    check.validate(try SchemaValue(json: NotesJSON(record).bytes()))
    return check.faults
  }

  /// Releases that are no neighbours: changes are summed, some came and went on the way.
  @Test(arguments: ["6.1..7.3", "6.1..7.2", "6.12..7.3"])
  func notesOverSeveralReleasesConform(_ range: String) throws {
    #expect(try faults(range) == [])
  }

  @Test func notesOfSomebodysKfuncsConform() throws {
    let prototype = Prototype(
      name: "bpf_task_acquire", returnType: "int",
      parameters: [Parameter(type: "u64", name: "p", text: "u64 p")])
    let affected = AffectedKfuncs([
      .init(name: "scx_bpf_cpu_rq", places: ["ours.c:3"]),
      .init(name: "bpf_task_acquire", prototype: prototype, isWeak: true, places: ["ours.bpf.o"]),
      .init(name: "bpf_task_aquire", places: ["list.txt:1", "list.txt:9"]),
    ])
    #expect(try faults("7.2..7.3", affected) == [])
  }

  /// The form refuses what it does not name: this list is none of its own.
  @Test func theFormIsStrict() throws {
    let request = try NotesRequest("7.2..7.3", releases: Self.source.record.releases)
    let record = try #require(Self.source.notes(request))
    let text = String(decoding: NotesJSON(record).bytes(), as: UTF8.self)
      .replacing("\"presence\":", with: "\"presents\":").replacing("\"removed\":[", with: "\"gone\":[")
    var check = SchemaCheck(schema: try PublishedSite.schema("notes-1"))
    check.validate(try SchemaValue(json: Array(text.utf8)))
    #expect(check.faults.count == 1)
  }
}
