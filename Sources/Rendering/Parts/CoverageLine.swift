public import CatalogueFacts
public import HTMLText
internal import KfuncModel
internal import RecordWords

/// What every page says at its foot of where its facts come from.
public enum CoverageLine {
  /// A few sentences.
  public static func html(of directory: KfuncDirectory, _ sources: SourceLinks = SourceLinks()) -> HTMLText {
    HTMLText { html in
      let versions = directory.catalogues.map(\.source.version)
      guard !versions.isEmpty else { return html.text("No kernel release was read.") }
      html.text("Facts from the kernel sources of \(Phrases.list(versions)). ")
      html.text("An upstream release is not your kernel: distributions carry backports.")
      if let note = sources.note { html.text(" " + note) }
    }
  }
}
