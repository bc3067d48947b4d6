import Diagnostics
import Foundation
import Testing

@testable import MailImport

/// Real threads, which are not committed: `KFUNCDOCS_THREADS` names a folder of mailboxes.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["KFUNCDOCS_THREADS"] != nil))
struct RealThreadTests {
  private static let folder = ProcessInfo.processInfo.environment["KFUNCDOCS_THREADS"] ?? ""
  static let files =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".mbox") }.sorted()

  private static func thread(_ file: String) throws -> MailThread {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)"))
    return MailThread(reading: Array(bytes), file: file)
  }

  @Test func mailboxesAreThere() { #expect(!Self.files.isEmpty) }

  @Test(arguments: files) func everyMessageRendersBackToItsText(_ file: String) throws {
    let thread = try Self.thread(file)
    #expect(!thread.tree.nodes.isEmpty)
    for node in thread.tree.nodes {
      let blocks = thread.body(of: node.message).blocks
      let markdown = MarkdownBody.text(of: blocks)
      #expect(RenderedBody.blocks(markdown) == blocks, "\(file): \(node.message.id)")
      #expect(ExcerptBody(markdown).pieces.map(\.block) == blocks, "\(file): \(node.message.id)")
    }
  }

  /// Every line of the decoded mail is in the rendered text, in order, at its depth; only fences, empty lines and the
  /// signature are not.
  @Test(arguments: files) func everyLineStandsAtItsDepth(_ file: String) throws {
    let thread = try Self.thread(file)
    for node in thread.tree.nodes {
      let body = thread.body(of: node.message)
      let rendered = RenderedBody.blocks(MarkdownBody.text(of: body.blocks)).flatMap { block in
        block.lines.map { (block.depth, $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")) }
      }.filter { !$0.1.isEmpty }
      var wanted = node.message.lines.map { line in
        (line.depth, line.content.text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
      }.filter { !$0.1.isEmpty && $0.1 != "```" }
      if let signature = wanted.lastIndex(where: { $0 == (0, "--") }), !body.signature.isEmpty {
        wanted.removeSubrange(signature...)
      }
      #expect(rendered.map { "\($0.0) \($0.1)" } == wanted.map { "\($0.0) \($0.1)" }, "\(file): \(node.message.id)")
    }
  }

  /// No line in a code block is a sentence, unless the author put it between fences of their own or it is a line of a
  /// patch, which begins as such a line does.
  @Test(arguments: files) func noSentenceIsCode(_ file: String) throws {
    let thread = try Self.thread(file)
    let signs = ["+", "-", " ", "@@", "diff --git ", "index ", "\\ "]
    for node in thread.tree.nodes {
      for block in RenderedBody.blocks(thread.file(of: node, foldingPatches: false).bodyText) {
        switch block.kind {
        case .diff:
          for line in block.lines where !line.isEmpty {
            #expect(signs.contains { line.hasPrefix($0) }, "\(node.message.id): \(line)")
          }
        case .code where block.language == "c":
          for line in block.lines {
            let words = line.matches(of: /(?:[A-Za-z']+ ){4}[A-Za-z']+/)
            #expect(words.isEmpty, "\(node.message.id): \(line)")
          }
        default: break
        }
      }
    }
  }

  @Test(arguments: files) func theWholeMessageIsProvedAndAnAlteredOneIsNot(_ file: String) throws {
    let thread = try Self.thread(file)
    for node in thread.tree.nodes {
      for folds in [false, true] {
        let text = thread.file(of: node, foldingPatches: folds).text
        let excerpt = ExcerptFile(text, file: "x.md")
        #expect(QuotationCheck.verify(excerpt) == [])
        #expect(QuotationCheck.verify(excerpt, mbox: thread) == [])
        guard let space = text.range(of: " the ", options: .backwards),
          text.ranges(of: "---\n").count > 1, !text[space.upperBound...].hasPrefix("patch]"),
          let end = text.dropFirst(4).range(of: "\n---\n"), space.lowerBound > end.upperBound
        else { continue }
        let altered = ExcerptFile(text.replacingCharacters(in: space, with: " a "), file: "x.md")
        #expect(!QuotationCheck.verify(altered).isEmpty, "\(node.message.id)")
      }
    }
  }

  @Test(arguments: files) func onlyMessageIDsHoldAddresses(_ file: String) throws {
    let thread = try Self.thread(file)
    let exempt = /^(message-id|in-reply-to): .*|https:\/\/lore\.kernel\.org\/[^ >]*/
    for node in thread.tree.nodes {
      for line in thread.file(of: node, foldingPatches: false).text.split(separator: "\n") {
        let rest = line.replacing(exempt, with: "")
        #expect(!rest.contains(/[A-Za-z0-9._-]@[A-Za-z0-9-]+\.[a-z]/), "\(rest)")
      }
    }
  }
}
