internal import Diagnostics
internal import ImportFuzzing
internal import KfuncModel

/// A catalogue is refused at a place, or reads back as itself.
enum CataloguePromises {
  static func check(_ file: ContentFuzzFile) throws {
    let catalogue: ReleaseCatalogue
    do throws(Diagnostic) { catalogue = try ReleaseCatalogue.read(file.bytes, file: file.path) } catch {
      guard error.location?.file == file.path else {
        throw FuzzCase.Broken(description: "refused without a place: \(error.message)")
      }
      return try FuzzPlaces.check([error], [file])
    }
    let back: ReleaseCatalogue
    do throws(Diagnostic) { back = try ReleaseCatalogue.read(catalogue.jsonBytes(), file: file.path) } catch {
      throw FuzzCase.Broken(description: "what was read is written so that it cannot be read: \(error.message)")
    }
    if back != catalogue { throw FuzzCase.Broken(description: "what was read is written as something else") }
  }
}
