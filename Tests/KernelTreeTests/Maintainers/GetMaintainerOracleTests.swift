import Diagnostics
import Foundation
import KernelImport
import KfuncModel
import Testing

/// MAINTAINERS as we read it against the tree's own `scripts/get_maintainer.pl`.
@Suite struct GetMaintainerOracleTests {
  @Test(.enabled(if: KernelTree.isAvailable), arguments: KernelTree.all)
  func namesTheSectionsThatGetMaintainerNames(tree: KernelTree) throws {
    let defining = try tree.files(with: ["BTF_ID_FLAGS", "__bpf_kfunc"])
    #expect(defining.count >= 10, "the tree has kfuncs")
    try compare(defining, in: tree)
  }

  /// Folders where MAINTAINERS has globs, brackets, exclusions and regular expressions.
  @Test(.enabled(if: KernelTree.isAvailable), arguments: KernelTree.all)
  func agreesWhereGlobsAndRegularExpressionsDecide(tree: KernelTree) throws {
    let folders = [
      "arch/arm/mach-imx", "drivers/edac", "drivers/irqchip", "drivers/pinctrl/bcm", "drivers/regulator",
      "include/linux", "mm", "net/netfilter", "sound/soc/codecs",
    ]
    var files: [String] = []
    for folder in folders {
      let names = try FileManager.default.contentsOfDirectory(atPath: tree.root.path + "/" + folder).sorted()
      let paths = names.filter { $0.contains(".") && !$0.hasPrefix(".") }.map { folder + "/" + $0 }
      // An even sample of each folder.
      let step = max(1, paths.count / 8)
      files += stride(from: 0, to: paths.count, by: step).map { paths[$0] }
    }
    #expect(files.count > 60)
    try compare(files, in: tree)
  }

  private func compare(_ files: [String], in tree: KernelTree) throws {
    var diagnostics: [Diagnostic] = []
    let maintainers = try MaintainersFile(bytes: tree.bytes(of: "MAINTAINERS"), diagnostics: &diagnostics)
    #expect(diagnostics == [])
    let answers = try answers(of: tree, for: files)
    try #require(answers.count == files.count)
    for (file, answer) in zip(files, answers) {
      let own = maintainers.sections(of: file, isFolder: tree.isFolder)
      #expect(Set(own.map(\.title)) == Set(answer), "\(file)")
    }
  }

  /// The titles that the script gives for each file, without `THE REST`.
  ///
  /// One run takes many files and prints no names between them; `THE REST` names every file and comes last for each,
  /// since its patterns are the least specific.
  private func answers(of tree: KernelTree, for files: [String]) throws -> [[String]] {
    let output = try tree.output(
      of: ["perl", "scripts/get_maintainer.pl", "--nogit", "--nogit-fallback", "--sections", "-f"] + files)
    var answers: [[String]] = []
    var titles: [String] = []
    for section in output.split(separator: "\n\n") {
      let title = section.prefix { $0 != "\n" }
      if title == "THE REST" {
        answers.append(titles)
        titles = []
      } else {
        titles.append(String(title))
      }
    }
    #expect(titles == [])
    return answers
  }
}
