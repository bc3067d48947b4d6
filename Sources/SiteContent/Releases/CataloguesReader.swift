internal import Diagnostics
internal import KfuncModel

/// Reads `catalogue/RELEASE.json`.
enum CataloguesReader {
  /// The catalogues in `files`, oldest release first; one that cannot be read is reported and left out.
  static func read(_ files: [ContentFile], diagnostics: inout [Diagnostic]) -> [ReleaseCatalogue] {
    var catalogues: [ReleaseCatalogue] = []
    for file in files {
      do {
        let catalogue = try ReleaseCatalogue.read(file.bytes, file: file.path)
        guard catalogue.release.description == file.stem else {
          diagnostics.append(
            Diagnostic(
              .error, "unknown-release", "the file is named \(file.stem) and holds \(catalogue.release)",
              at: SourceLocation(file: file.path)))
          continue
        }
        catalogues.append(catalogue)
      } catch {
        diagnostics.append(error)
      }
    }
    return catalogues.sorted { $0.release < $1.release }
  }
}
