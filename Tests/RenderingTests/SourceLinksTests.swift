import HTMLText
import KfuncModel
import SiteContent
import Testing

@testable import Rendering

/// Links from `file:line` to the tag of what was read.
@Suite struct SourceLinksTests {
  private static let release = KernelRelease(major: 9, minor: 2)

  private func links(_ version: String, _ pattern: String? = "https://code.example/{file}?h={tag}#n{line}")
    -> SourceLinks
  {
    var content = ContentFolder()
    content.settings.sourceURL = pattern
    let source = KernelSourceRecord(version: version, description: "a patched tree", form: .tree, identity: "0")
    content.catalogues = [ReleaseCatalogue(release: Self.release, source: source)]
    return SourceLinks(content)
  }

  @Test(arguments: [
    ("9.2.14", "v9.2.14"), ("9.2", "v9.2"), ("9.2.0", "v9.2"), ("9.2-rc3", "v9.2-rc3"),
  ])
  func namesTheTagOfTheVersionThatWasRead(_ version: String, _ tag: String) {
    let source = SourceReference(file: "kernel/dig.c", line: 17)
    #expect(
      links(version).href(source, in: Self.release) == "https://code.example/kernel/dig.c?h=\(tag)#n17")
  }

  @Test(arguments: ["9.2.14-vendor", "next-20260101", "", "v"])
  func namesNoTagForWhatHasNone(_ version: String) {
    let links = links(version)
    #expect(links.href(SourceReference(file: "kernel/dig.c", line: 17), in: Self.release) == nil)
    #expect(links.note == nil)
  }

  @Test func saysThatLinesCanDiffer() {
    #expect(links("9.2.14").note?.contains("(a patched tree) can differ") == true)
    #expect(links("9.2.14", nil).note == nil)
  }

  @Test func hostileFileNamesStayInTheAddressAsNames() {
    let source = SourceReference(file: "a b/{line}\"><i>?#&/{tag}.c", line: 3)
    #expect(
      links("9.2.1").href(source, in: Self.release)
        == "https://code.example/a%20b/%7Bline%7D%22%3E%3Ci%3E%3F%23%26/%7Btag%7D.c?h=v9.2.1#n3")
  }

  @Test(arguments: [
    ("registered for LSM at fs/dig.c:12, where x:y", "fs/dig.c:12"), ("dig_filter (fs/dig-x.c:439)", "fs/dig-x.c:439"),
    ("list a@b; MAINTAINERS:7", "MAINTAINERS:7"), ("a/b.c:1", "a/b.c:1"), ("a/b.h:0 x/y.h:5.", "x/y.h:5"),
  ])
  func linksPlacesInsideASentence(_ text: String, _ place: String) {
    let html = HTMLText { links("9.2.1").add(text, in: Self.release, to: &$0) }
    let parts = place.split(separator: ":")
    #expect(html.string.contains("<a href=\"https://code.example/\(parts[0])?h=v9.2.1#n\(parts[1])\">\(place)</a>"))
    let plain = html.string.replacing(#/<[^>]*>/#, with: "")
    #expect(plain == text)
  }

  @Test(arguments: [
    "at 12:30 today", "x:1", "https://a.example/b:80", "/etc/passwd:3", "a::b", ":5", "a/b:99999999999999999999",
  ])
  func leavesWhatIsNoPlace(_ text: String) {
    let html = HTMLText { links("9.2.1").add(text, in: Self.release, to: &$0) }
    #expect(html.string == text)
  }

  @Test func withoutAPatternPlacesStayText() {
    let html = HTMLText { SourceLinks().add(SourceReference(file: "a/b.c", line: 1), in: Self.release, to: &$0) }
    #expect(html.string == "a/b.c:1")
  }
}
