import MarkdownSyntax
import SeededNumbers
import Testing

@testable import Resolution

@Suite struct MentionPropertyTests {
  let scene = LinkScene()
  private static let pieces = [
    "bpf_task_acquire", "crash_kexec()", "`bpf_task_release`", "\\_", "bpf\\_task\\_acquire", "[[crash_kexec]]", "*",
    "_", "`",
    "> ", "\n", "\n\n", "    ", "- ", "[x](y)", "&amp;", "é", "\u{feff}", "```\n", "| a |", "___", "<b>crash_kexec</b>",
    "[^1]",
    "[^1]: crash_kexec\n", "# ", "\t", "\r\n", "scx_bpf_dsq_insert___v9", "~~", "<https://x.org/crash_kexec>", "\\",
  ]

  @Test func everyExactRangeSpellsItsName() {
    var random = SeededNumbers(seed: 20_231_107)
    var seen = 0
    for _ in 0..<400 {
      var bytes: [UInt8] = []
      for _ in 0..<random.below(24) {
        bytes += random.below(20) == 0 ? [0xff] : Array(random.pick(Self.pieces).utf8)
        if random.below(3) == 0 { bytes.append(0x20) }
      }
      let links = scene.links(bytes)
      for mention in links.mentions {
        guard let range = mention.range else { continue }
        #expect(range.upperBound <= bytes.count)
        guard mention.isExact else { continue }
        seen += 1
        let written = bytes[range.offsets].filter { $0 != UInt8(ascii: "\\") }
        let spelled = String(decoding: written, as: UTF8.self)
        #expect(
          spelled == mention.name || spelled.hasPrefix(mention.name + "___"),
          "\(String(decoding: bytes, as: UTF8.self))")
        #expect(links.passages[mention.passage].text[mention.bytes].elementsEqual(written))
      }
    }
    // The generator must reach what it is about.
    #expect(seen > 300)
  }

  @Test func twiceTheTextIsTwiceTheWork() {
    func steps(_ count: Int) -> Int {
      scene.links(String(repeating: "aaaa_bbb___ccc crash_kexec() `x` __ \n\n", count: count)).steps
    }
    let (one, two) = (steps(200), steps(400))
    #expect(two <= one * 2 + 100)
    #expect(two > one)
  }

  @Test func theNumberOfNamesDoesNotCountInTheWork() {
    let text = String(repeating: "aaaa_bbb crash_kexec() name_77 ", count: 200)
    func steps(_ count: Int) -> Int {
      let names = KfuncNames(catalogued: (0..<count).map { "name_\($0)" }, written: [], proposed: [])
      var scan = NameScan(names.table)
      #expect(scan.hits(in: Array(text.utf8)).count == 200)
      return scan.steps
    }
    #expect(steps(100) == steps(10_000))
  }

  @Test func aNameIsFoundWhetherOrNotAllNamesHaveAnUnderscore() {
    let text = Array("bpf_x, plain (bpf_x() a_b _bpf_x bpf_x_ bpf_x___v2 _ é_bpf_x bpf_x plain".utf8)
    func found(_ names: [String]) -> [String] {
      var scan = NameScan(KfuncNames(catalogued: names, written: [], proposed: []).table)
      return scan.hits(in: text).map { String(decoding: text[$0.bytes], as: UTF8.self) }
    }
    #expect(found(["bpf_x"]) == ["bpf_x", "bpf_x", "bpf_x___v2", "bpf_x"])
    #expect(found(["bpf_x", "plain"]) == ["bpf_x", "plain", "bpf_x", "bpf_x___v2", "bpf_x", "plain"])
    #expect(found([]).isEmpty)
  }

  @Test func aRunOfUnderscoresIsNotReadAgainAndAgain() {
    var scan = NameScan(scene.targets.names.table)
    let text = Array(("a" + String(repeating: "_", count: 100_000)).utf8)
    #expect(scan.hits(in: text).isEmpty)
    #expect(scan.steps < 200_100)
  }
}
