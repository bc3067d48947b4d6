public import Diagnostics
public import KfuncModel

extension ContentFolder {
  /// Reads `local/*.json` of the folder at `path`: the kernel's own words, which only their reader has. An absent
  /// folder is empty; what cannot be read is added to `diagnostics`.
  public static func localTexts(
    _ path: String, shownAs: String? = nil, diagnostics: inout [Diagnostic]
  ) -> [KernelTexts] {
    var memory = ContentMemory()
    return localTexts(path, shownAs: shownAs, memory: &memory, diagnostics: &diagnostics)
  }

  /// Reads them again; what `memory` knows of unchanged ones is taken from there.
  public static func localTexts(
    _ path: String, shownAs: String? = nil, memory: inout ContentMemory, diagnostics: inout [Diagnostic]
  ) -> [KernelTexts] {
    var tree = ContentTree(root: path, shownAs: shownAs ?? path)
    guard tree.exists("local") else { return [] }
    let results = tree.mapFiles(
      in: "local", ending: ".json", limit: ContentTree.largestCatalogue, memory: &memory.texts
    ) { file in
      Result { () throws(Diagnostic) in try KernelTexts.read(file.bytes, file: file.path) }
    }
    var texts: [KernelTexts] = []
    for result in results {
      switch result {
      case .success(let text): texts.append(text)
      case .failure(let diagnostic): diagnostics.append(diagnostic)
      }
    }
    diagnostics += tree.diagnostics
    return texts.sorted { $0.release < $1.release }
  }
}
