import ArgumentParser
import Diagnostics
import Foundation
import KernelImport
import KernelSources
import KfuncModel

struct ImportKernelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "kernel", abstract: "x")
  @Argument var path: String
  @Option var output = "Content/catalogue"

  func run() async throws {
    let source = try TreeSource(path: path)
    let result = try await KernelImporter().catalogue(of: source)
    FileHandle.standardError.write(Data(DiagnosticPrinter().text(of: result.diagnostics).utf8))
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    try Data(result.catalogue.jsonBytes()).write(to: URL(fileURLWithPath: "\(output)/\(result.catalogue.release).json"))
    print(result.catalogue.kfuncs.count, "kfuncs", result.filesExamined, "files")
  }
}
