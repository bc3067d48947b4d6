import ArgumentParser
import CatalogueFacts
import Diagnostics
import Foundation
import Rendering
import Resolution
import SiteContent
import SiteData
import TerminalText

/// `kfuncdocs show`: an entry and its stability page in the terminal.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print what is known of one kfunc: its entry and its stability page.",
    discussion: """
      The text is wrapped to the terminal's width, to 80 columns elsewhere, and coloured on a terminal only, never where \
      NO_COLOR is set. --json prints the file that a site has as data/kfuncs/NAME.json.

      Example: kfuncdocs show bpf_task_acquire

      Exit status: 0 found; 1 no such kfunc; 2 could not run; 64 wrong usage.
      """)

  @Argument(help: "The kfunc's name; a pair of parentheses behind it is ignored.") var name: String
  @Option(help: "The folder of written and imported content.") var content = "Content"
  @Flag(help: "Print JSON instead of text.") var json = false

  func run() async throws {
    try ContentPlace.demand(content)
    AllocatorSettings.giveBackLargePieces()
    let folder = ContentFolder.read(content)
    let indices = CatalogueIndex.all(folder.catalogues)
    let links = ContentLinks(folder, indices: indices)
    let wanted = name.hasSuffix("()") ? String(name.dropLast(2)) : name
    guard links.targets.names.standing(of: wanted) != nil else {
      StandardError.say(Self.refusal(wanted, among: links.targets.names.names))
      throw ExitStatus.foundErrors
    }
    let directory = KfuncDirectory(indices)
    let record = RecordBuilder(
      indices: indices, releases: folder.releases, written: folder.events
    ).build().record
    let map = SiteMap(folder, links)
    if json {
      let frame = SiteFrame(title: folder.settings.title, baseURL: folder.settings.baseURL, navigation: [])
      let facts = PublishedFacts(folder, links, directory, record, map, frame: frame)
      FileHandle.standardOutput.write(Data(KfuncDocument(wanted, facts).bytes()))
    } else {
      let text = KfuncText(wanted, directory, record, map).text(
        width: TerminalWindow.columns ?? 80, isStyled: TerminalWindow.isStyled)
      FileHandle.standardOutput.write(Data(text.utf8))
    }
    ProcessEnd.end(.success, keeping: (indices, directory, record, map))
  }

  /// That there is no such kfunc, and which names were perhaps meant: the nearest, then those that hold the text.
  static func refusal(_ name: String, among names: [String]) -> String {
    var near = NearNames(names)
    var meant = [near.nearest(to: name)].compactMap { $0 }
    let wanted = name.lowercased()
    if wanted.utf8.count >= 3 {
      for other in names where meant.count < 8 && other.contains(wanted) && !meant.contains(other) {
        meant.append(other)
      }
    }
    let text = "no kfunc named '\(VisibleText.of(String(name.prefix(200))))'"
    guard let last = meant.last else { return text }
    let list = meant.dropLast().map { "'\($0)', " }.joined()
    return text + "; did you mean \(list)\(meant.count > 1 ? "or " : "")'\(last)'?"
  }
}
