import Rendering

extension Site {
  /// The site of `pages`, each of which has an address of its own.
  init(_ pages: [any Page], frame: SiteFrame, templates: TemplateSet) {
    self.init(PagePlan(pages), files: [], frame: frame, templates: templates) { pages[$0] }
  }
}
