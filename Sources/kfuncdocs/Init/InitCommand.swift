import ArgumentParser
import AtomicFiles
import Diagnostics
import Foundation

/// `kfuncdocs init DIR`: the beginning of a site about someone else's kernel or driver tree.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a small working site for a kernel or driver tree of your own.",
    discussion: """
      DIR must be empty or not be there. It gets a Content folder with settings, the list of mainline releases, a page \
      and a policy to rewrite, and a README that says what to do next. It builds as it is.

      Example:
        kfuncdocs init mysite
        cd mysite
        kfuncdocs import kernel ~/src/my-tree
        kfuncdocs build

      Exit status: 0 made; 2 could not run, and nothing was changed; 64 wrong usage.
      """)

  @Argument(help: "The folder to make.", completion: .directory) var folder: String
  @Option(help: "The title of the site.") var title = "Our kfuncs"
  @Flag(help: "Say nothing but what is wrong.") var quiet = false

  func validate() throws {
    // Written into YAML between double quotes.
    guard !title.isEmpty, title.utf8.count <= 200,
      title.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7f && $0 != "\"" && $0 != "\\" })
    else { throw ValidationError("--title is one line without quotes and backslashes") }
  }

  func run() throws {
    do {
      try refuseWhatIsThere()
      for file in StarterSite.files(title: title) {
        try AtomicFile.write(Array(file.text.utf8), to: folder + "/" + file.path)
      }
    } catch let diagnostic as Diagnostic {
      StandardError.report([diagnostic])
      throw ExitStatus.couldNotRun
    }
    if !quiet {
      StandardError.say("\(folder): \(StarterSite.files(title: title).count) files; see \(folder)/README.md")
    }
  }

  private func refuseWhatIsThere() throws {
    let place = SourceLocation(file: folder)
    // A link is looked through: what it leads to must be an empty folder as well.
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else { throw Diagnostic(.error, "init-refused", "is a file", at: place) }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw Diagnostic(.error, "unreadable", "cannot be read", at: place)
    }
    guard names.isEmpty else {
      throw Diagnostic(.error, "init-refused", "is not empty; name a folder that is not there yet", at: place)
    }
  }
}
