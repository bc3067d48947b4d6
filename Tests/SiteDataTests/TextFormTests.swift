import Foundation
import KfuncModel
import Rendering
import Testing

@testable import SiteData

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The text forms themselves: JSON, XML, comma-separated values, ids and days.
@Suite struct TextFormTests {
  static let poisons = [
    "\"},{\"x\":\"", "</title><script>", "]]>&amp;", "a\u{0}b\u{1b}[2J\u{7f}", "line\r\nend\ttab",
    "\u{2028}\u{fffe}\u{ffff}",
    "=HYPERLINK(\"x\")", "\\u0041\\", "語\u{1f600}",
  ]

  /// Foundation's reader gives back what was written.
  @Test(arguments: poisons) func jsonKeepsEveryText(_ poison: String) throws {
    let bytes = JSONStream.object { json in
      json.text("text", poison)
      json.texts("texts", [poison, ""])
      json.list("list", [poison]) { json, text in json.object("object") { $0.text("text", text) } }
    }
    let value = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? NSDictionary)
    let expected: NSDictionary = ["text": poison, "texts": [poison, ""], "list": [["object": ["text": poison]]]]
    #expect(value == expected)
    #expect(!bytes.contains { $0 < 0x20 && $0 != 0x0a || $0 == 0x7f })
  }

  @Test func jsonLeavesOutWhatIsNothingAndHasALineForEachElement() {
    let bytes = JSONStream.object { json in
      json.text("a", nil)
      json.texts("b", [])
      json.mark("c", false)
      json.truth("d", false)
      json.list("e", [1, 2]) { json, number in
        json.number("n", number)
        json.list("deep", [3]) { $0.number("m", $1) }
      }
    }
    let text = """
      {
      "d":false,
      "e":[
      {"n":1,"deep":[{"m":3}]},
      {"n":2,"deep":[{"m":3}]}
      ]
      }

      """
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  /// Another reader finds one element with the text and the attribute, whatever they hold.
  @Test(arguments: poisons) func xmlKeepsEveryTextThatXMLCanHold(_ poison: String) throws {
    var xml = XMLText()
    xml.element("a", ["b": poison], text: poison)
    let reader = Reader()
    let parser = XMLParser(data: Data(xml.bytes))
    parser.delegate = reader
    #expect(parser.parse())
    let held = String(
      String.UnicodeScalarView(
        poison.unicodeScalars.map {
          // XML 1.0, section 2.2: Char.
          [0x9, 0xa, 0xd].contains($0.value) || $0.value >= 0x20 && $0.value != 0xfffe && $0.value != 0xffff
            ? $0 : "\u{fffd}"
        }))
    #expect(reader.elements == ["a"] && reader.text == held && reader.attribute == held)
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [String] = []
    var text = ""
    var attribute: String?
    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      elements.append(name)
      attribute = attributes["b"]
    }
    func parser(_ parser: XMLParser, foundCharacters text: String) { self.text += text }
  }

  @Test func fieldsAreQuotedAndNoFormulas() {
    func field(_ text: String) -> String {
      var table: [UInt8] = []
      MatrixTable.add(text, to: &table)
      return String(decoding: table, as: UTF8.self)
    }
    #expect(field("bpf_x") == "bpf_x")
    #expect(field("A, B") == "\"A, B\"")
    #expect(field("say \"x\"") == "\"say \"\"x\"\"\"")
    #expect(field("=1+1") == "'=1+1")
    #expect(field("@SUM(A1,A2)") == "\"'@SUM(A1,A2)\"")
    #expect(field("") == "")
  }

  /// Computed with Python's hashlib from RFC 9562's layout.
  @Test func idsDependOnNamesAlone() {
    #expect(StableID.of("/feed.atom", site: nil) == "urn:uuid:f4f14d20-a580-8dc3-940a-b6aa581a9b2c")
    #expect(
      StableID.of("/kfuncs/bpf_x/stability/ 7.3", site: "https://kfuncs.example.org")
        == "urn:uuid:f2199564-fb33-80dd-8151-788a7a7aff35")
  }

  @Test func anUndatedReleaseBearsTheDayOfTheOneBefore() throws {
    func entry(_ minor: Int, _ date: String?) -> KernelReleaseEntry {
      KernelReleaseEntry(release: KernelRelease(major: 9, minor: minor), date: date.flatMap { CalendarDate($0) })
    }
    let list = ReleaseList(
      entries: [entry(1, nil), entry(2, "2030-02-03"), entry(3, nil), entry(4, "2030-06-07"), entry(5, nil)],
      imported: [])
    let dates = try #require(FeedDates(list))
    let days = (1...5).map { dates.day(of: KernelRelease(major: 9, minor: $0)) }
    #expect(
      days.map(\.moment) == [
        "2030-02-03T00:00:00Z", "2030-02-03T00:00:00Z", "2030-02-03T00:00:00Z", "2030-06-07T00:00:00Z",
        "2030-06-07T00:00:00Z",
      ])
    #expect(days.map { $0.standsIn?.minor } == [2, nil, 2, nil, 4])
    #expect(FeedDates(ReleaseList(entries: [entry(1, nil)], imported: [])) == nil)
  }

  /// The protocol allows 50,000 addresses in a file.
  @Test func aLongSitemapIsCut() throws {
    let pages = (0...50_000).map { PageAddress("kfuncs", "k\($0)") }
    let frame = SiteFrame(title: "t", baseURL: "https://x.example/docs", navigation: [])
    let files = try #require(SitemapText(pages, frame: frame)).files()
    #expect(files.map(\.address.description) == ["/sitemap.xml", "/sitemap-1.xml", "/sitemap-2.xml"])
    func count(_ file: Int, _ element: String) -> Int {
      String(decoding: files[file].bytes(), as: UTF8.self).components(separatedBy: "<\(element)>").count - 1
    }
    #expect(count(0, "sitemap") == 2 && count(1, "url") == 50_000 && count(2, "url") == 1)
    #expect(
      String(decoding: files[0].bytes(), as: UTF8.self).contains("<loc>https://x.example/docs/sitemap-2.xml</loc>"))
    #expect(SitemapText(pages, frame: SiteFrame(title: "t", navigation: [])) == nil)
  }
}
