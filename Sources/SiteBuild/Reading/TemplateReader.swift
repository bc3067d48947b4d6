internal import BuiltInTemplates
internal import Diagnostics
internal import Rendering

/// Templates and assets: those of the site's own folder stand in for the built-in ones, file by file.
///
/// The built-in ones are compiled into the program, so that an installed binary needs no file beside it.
struct TemplateReader {
  /// A file of `assets/`.
  struct Asset: Equatable, Sendable {
    let name: String
    let bytes: [UInt8]
  }

  let folder: String

  func read() -> (templates: [TemplateText], assets: [Asset], diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    var templates: [String: TemplateText] = [:]
    for (name, bytes) in BuiltInTemplates.templates {
      templates[name] = text(name, "built-in \(name).mustache", bytes, &diagnostics)
    }
    for file in InputFile.names(in: folder) ?? [] where file.hasSuffix(".mustache") {
      let name = String(file.dropLast(".mustache".count))
      guard let bytes = bytes("\(folder)/\(file)", &diagnostics) else { continue }
      templates[name] = text(name, "\(folder)/\(file)", bytes, &diagnostics)
    }
    var assets: [String: Asset] = [:]
    for (name, bytes) in BuiltInTemplates.assets { assets[name] = Asset(name: name, bytes: bytes) }
    for name in InputFile.names(in: "\(folder)/assets") ?? [] {
      guard let bytes = bytes("\(folder)/assets/\(name)", &diagnostics) else { continue }
      assets[name] = Asset(name: name, bytes: bytes)
    }
    return (
      templates.values.sorted { $0.name < $1.name }, assets.values.sorted { $0.name < $1.name }, diagnostics
    )
  }

  private func bytes(_ path: String, _ diagnostics: inout [Diagnostic]) -> [UInt8]? {
    do {
      return try InputFile.bytes(path)
    } catch {
      diagnostics.append(error)
      return nil
    }
  }

  private func text(
    _ name: String, _ file: String, _ bytes: [UInt8], _ diagnostics: inout [Diagnostic]
  ) -> TemplateText {
    if let text = String(validating: bytes, as: UTF8.self) { return TemplateText(name: name, file: file, text: text) }
    diagnostics.append(
      Diagnostic(.error, "invalid-utf8", "the template is not UTF-8", at: SourceLocation(file: file)))
    return TemplateText(name: name, file: file, text: String(decoding: bytes, as: UTF8.self))
  }
}
