internal import Diagnostics
internal import KfuncModel
internal import MarkdownSyntax

/// Everything under `Content/` as values.
struct SiteContents {
  /// What was imported from kernels, by file name.
  var catalogues: [ReleaseCatalogue] = []
  /// Written pages by their file's name without `.md`.
  var pages: [String: MarkdownDocument] = [:]
  /// What was found wrong.
  var diagnostics: [Diagnostic] = []
}

/// Reads `Content/`: every fault is reported, and what is whole is read all the same.
struct ContentReader {
  let folder: String

  /// - Throws: ``BuildFailure`` when there is no such folder.
  func read() throws -> SiteContents {
    guard InputFile.names(in: folder) != nil else {
      throw BuildFailure("no-content", "no folder '\(folder)' that can be read")
    }
    var contents = SiteContents()
    readCatalogues(&contents)
    readPages(&contents)
    return contents
  }

  private func readCatalogues(_ contents: inout SiteContents) {
    for name in names(in: "catalogue", ending: ".json") {
      let path = "\(folder)/catalogue/\(name)"
      do {
        let catalogue = try ReleaseCatalogue.read(try InputFile.bytes(path), file: path)
        if let other = contents.catalogues.first(where: { $0.release == catalogue.release }) {
          contents.diagnostics.append(
            Diagnostic(
              .error, "duplicate-release", "release \(other.release) has another catalogue already",
              at: SourceLocation(file: path)))
          continue
        }
        contents.catalogues.append(catalogue)
      } catch {
        contents.diagnostics.append(error)
      }
    }
    if contents.catalogues.isEmpty {
      contents.diagnostics.append(
        Diagnostic(
          .warning, "no-catalogue", "no catalogue was read; 'kfuncdocs import kernel' makes them",
          at: SourceLocation(file: "\(folder)/catalogue")))
    }
  }

  private func readPages(_ contents: inout SiteContents) {
    for name in names(in: "pages", ending: ".md") {
      let path = "\(folder)/pages/\(name)"
      do {
        let document = MarkdownDocument(path: path, bytes: try InputFile.bytes(path))
        contents.diagnostics += document.diagnostics
        contents.pages[String(name.dropLast(3))] = document
      } catch {
        contents.diagnostics.append(error)
      }
    }
  }

  private func names(in part: String, ending suffix: String) -> [String] {
    (InputFile.names(in: "\(folder)/\(part)") ?? []).filter { $0.hasSuffix(suffix) }
  }
}
