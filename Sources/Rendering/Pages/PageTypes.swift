/// Every type of page that a site can have.
public enum PageTypes {
  /// Their schemas: the templates that a site needs, with their keys.
  public static let schemas: [TemplateSchema] = [
    HomePage.schema, KfuncIndexPage.schema, KfuncPage.schema, StabilityPage.schema, CoveragePage.schema,
    GroupPage.schema, GroupListPage.schema, RemovedPage.schema, PolicyPage.schema,
    ThreadPage.schema, ListingPage.schema, WrittenPage.schema, UncataloguedPage.schema,
    ReleaseListPage.schema, ReleasePage.schema, NotFoundPage.schema, SearchPage.schema, ComparePage.schema,
    ListPartPage.schema,
  ]
}
