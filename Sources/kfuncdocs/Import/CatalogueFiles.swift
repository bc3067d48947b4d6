import AtomicFiles
import Diagnostics
import Foundation
import KfuncModel

/// Catalogues in a content folder: written whole or not at all, and never a bad one over a good one.
struct CatalogueFiles {
  /// The content folder.
  let content: String
  /// Whether a catalogue may be replaced by one that has far less.
  let force: Bool

  /// What became of a catalogue.
  struct Outcome {
    var path: String
    var isChanged: Bool
  }

  /// Writes the catalogue.
  ///
  /// Refuses one without a kfunc, one that does not read back as what it is, and one that would lose too much of
  /// the catalogue that it would replace (``CatalogueLosses``).
  func write(_ catalogue: ReleaseCatalogue) throws(Diagnostic) -> Outcome {
    let path = "\(content)/catalogue/\(catalogue.release).json"
    guard !catalogue.kfuncs.isEmpty else {
      throw Diagnostic(
        .error, "no-kfuncs", "no kfunc was found; the catalogue of \(catalogue.release) is left as it is",
        at: SourceLocation(file: path))
    }
    let bytes = catalogue.jsonBytes()
    guard try ReleaseCatalogue.read(bytes, file: path) == catalogue else {
      throw Diagnostic(
        .error, "not-readable-back", "the catalogue does not read back as what was read; nothing was written",
        at: SourceLocation(file: path))
    }
    if !force, let data = FileManager.default.contents(atPath: path) {
      // One that does not read is no good catalogue: nothing is lost with it.
      if let old = try? ReleaseCatalogue.read([UInt8](data), file: path),
        let refusal = CatalogueLosses(old: old, new: catalogue).refusal(at: path)
      {
        throw refusal
      }
    }
    return Outcome(path: path, isChanged: try AtomicFile.write(bytes, to: path))
  }

  /// Writes the kernel's own words to the folder that is never committed.
  func write(_ texts: KernelTexts) throws(Diagnostic) {
    try AtomicFile.write(texts.jsonBytes(), to: "\(content)/local/\(texts.release).json")
  }
}
