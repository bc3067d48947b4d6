import Diagnostics
import Foundation
import Testing

@testable import JSONText

/// Texts that stay: the same as ordinary ones in all that anybody does with a text, but for who counts their holders.
@Suite struct LastingTextsTests {
  /// Lengths around what a string holds itself and around a block, and other than ASCII.
  private static let lengths = [
    0, 1, 15, 16, 17, 63, 64, 65, 255, 4096, 1 << 18 - 2, 1 << 18 - 1, 1 << 18, 1 << 18 + 1,
  ]

  private func made(_ text: String, by texts: inout LastingTexts) -> String {
    var bytes = text
    return bytes.withUTF8 { texts.string($0) }
  }

  /// Whether nobody counts who holds `text`: the highest bit of the second word, as in StringObject.swift of the standard library.
  private func isLasting(_ text: String) -> Bool { unsafeBitCast(text, to: (UInt64, UInt64).self).1 >> 63 == 1 }

  @Test func aTextIsTheOneOfItsBytes() {
    var texts = LastingTexts()
    for length in LastingTextsTests.lengths {
      for sign in ["a", "é"] {
        let ordinary = String(repeating: sign, count: length) + (length > 0 ? "_" : "")
        let text = made(ordinary, by: &texts)
        #expect(text == ordinary && ordinary == text && text.hashValue == ordinary.hashValue)
        #expect(text.utf8.count == ordinary.utf8.count && text.count == ordinary.count)
        #expect(Array(text.utf8) == Array(ordinary.utf8))
        #expect(text.utf16.elementsEqual(ordinary.utf16) && text.unicodeScalars.elementsEqual(ordinary.unicodeScalars))
        #expect(text.utf8.withContiguousStorageIfAvailable { $0.count } == ordinary.utf8.count)
        #expect(text.withCString { String(cString: $0) } == ordinary)
      }
    }
  }

  @Test func aChangedCopyLeavesTheTextAsItWas() {
    var texts = LastingTexts()
    let text = made("bpf_task_from_pid_and_more", by: &texts)
    var copy = text
    copy += "_here"
    copy.removeFirst(4)
    #expect(copy == "task_from_pid_and_more_here")
    #expect(text == "bpf_task_from_pid_and_more")
    #expect(text.uppercased() == "BPF_TASK_FROM_PID_AND_MORE")
    #expect(text.split(separator: "_").map(String.init) == ["bpf", "task", "from", "pid", "and", "more"])
    #expect(text.dropFirst(4).hasPrefix("task_from") && text > "bpf_task" && text.contains("_and_"))
    #expect([text: 1]["bpf_task_from_pid_and_more"] == 1)
    #expect(URL(filePath: "/" + text).lastPathComponent == text)
    #expect(Data(text.utf8) == Data("bpf_task_from_pid_and_more".utf8))
    #expect((text as any CustomStringConvertible).description == text)
  }

  @Test func nothingCountsWhoHoldsAText() {
    var texts = LastingTexts()
    #expect(isLasting(made("bpf_task_from_pid", by: &texts)))
    #expect(!isLasting(made("bpf_täsk_from_pid", by: &texts)))
    #expect(!isLasting(String(decoding: Array("bpf_task_from_pid".utf8), as: UTF8.self)))
  }

  @Test func textsOfOneBlockDoNotTouch() {
    var texts = LastingTexts()
    let ordinary = (0..<30_000).map { "bpf_kfunc_number_\($0)" }
    let lasting = ordinary.map { made($0, by: &texts) }
    #expect(lasting == ordinary)
  }

  @Test func textsOutliveWhatTheyWereReadWithOnEveryThread() async {
    let ordinary = (0..<4_000).map { "kernel/bpf/file_\($0).c" }
    let document = Array(("[" + ordinary.map { "\"\($0)\"" }.joined(separator: ", ") + "]").utf8)
    let read = await withTaskGroup(of: [[String]].self) { group in
      let shared = SharedStrings(areLasting: true)
      for _ in 0..<8 {
        group.addTask {
          (0..<3).map { _ in
            (try? JSONReader.read(document, file: "a.json", sharing: shared).cursor.strings()) ?? []
          }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(read.count == 24)
    #expect(read.allSatisfy { $0 == ordinary })
    #expect(read.allSatisfy { $0.allSatisfy(isLasting) })
  }
}
