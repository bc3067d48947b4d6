public import Diagnostics
public import KfuncModel

extension ContentFolder {
  /// Reads `local/*.json` of the folder at `path`: the kernel's own words, which only their reader has. An absent
  /// folder is empty; what cannot be read is added to `diagnostics`.
  public static func localTexts(
    _ path: String, shownAs: String? = nil, diagnostics: inout [Diagnostic]
  ) -> [KernelTexts] {
    var tree = ContentTree(root: path, shownAs: shownAs ?? path)
    guard tree.exists("local") else { return [] }
    var texts: [KernelTexts] = []
    for file in tree.files(in: "local", ending: ".json") {
      do {
        texts.append(try KernelTexts.read(file.bytes, file: file.path))
      } catch {
        diagnostics.append(error)
      }
    }
    diagnostics += tree.diagnostics
    return texts.sorted { $0.release < $1.release }
  }
}
