import CatalogueFacts
import HTMLInspection
import HTMLText
import KfuncModel
import Rendering
import Resolution
import SiteContent
import Testing

/// Every text of a catalogue, in every field, filled with what would be markup if it were not escaped.
@Suite struct HostileTextTests {
  static let poisons = [
    "\"><script>alert(1)</script>", "' onx='alert(1)", "</code></pre><img src=x onerror=alert(1)>",
    "{{{title}}}{{name}}",
    "--><svg onload=alert(1)>", "&lt;b&gt; & <b>", "javascript:alert(1)", "\u{202e}gnp.exe", "a\u{0}b\u{7}c",
  ]

  @Test(arguments: poisons) func textOfACatalogueStaysText(_ poison: String) throws {
    let catalogue = hostileCatalogue(poison)
    let directory = KfuncDirectory([catalogue])
    let map = SiteMap.of([catalogue])
    let pages: [any Page] =
      [
        HomePage(directory, StabilityRecord.empty, map),
        KfuncIndexPage(directory, StabilityRecord.empty, map.links.subsystems),
        CoveragePage(directory),
        NotFoundPage(),
      ] + GroupIndex(directory, map.links.subsystems).pages(of: directory)
      + directory.histories.map { KfuncPage($0, nil, KfuncPage.Shared(directory, map)) } + stability(catalogue)
    let templates = try TemplateSet(TemplateTests.builtIn, schemas: PageTypes.schemas)
    let frame = SiteFrame(
      title: "kfuncs " + poison, navigation: [Crumb(poison, .kfuncs)], coverage: CoverageLine.html(of: directory),
      assets: AssetFolder("0"))
    let site = Site(pages, frame: frame, templates: templates)
    for page in site.pages {
      let bytes = site.bytes(of: page)
      let tokens = HTMLTokens.of(bytes)
      #expect(tokens.faults == [], "\(page.address)")
      #expect(tokens.elementNames.isDisjoint(with: ["img", "b"]), "\(page.address)")
      #expect(tokens.hasOwnScriptAlone, "\(page.address)")
      // The timeline is the one picture of a stability page, a chart that of the first; what else is drawn is part of one.
      let pictures = tokens.compactMap { token in
        if case .open("svg", let attributes) = token { return attributes }
        return nil
      }
      let whole = pictures.filter { $0["role"] == "img" }.count
      #expect(whole == (page is StabilityPage || page is HomePage ? 1 : 0), "\(page.address)")
      #expect(pictures.allSatisfy { $0["role"] == "img" || Set($0.keys).isSubset(of: ["x", "class", "aria-hidden"]) })
      #expect(!tokens.attributeNames.contains { $0.hasPrefix("on") || $0 == "style" }, "\(page.address)")
      let links = tokens.values(of: "href") + tokens.values(of: "src")
      #expect(!links.contains { $0.contains(":") || $0.hasPrefix("//") }, "\(page.address)")
      // No control character but the line end, nothing that reorders text.
      #expect(!bytes.contains { ($0 < 0x20 && $0 != 0x0a) || $0 == 0x7f })
      #expect(!String(decoding: bytes, as: UTF8.self).unicodeScalars.contains("\u{202e}"))
    }
  }

  @Test func hostileTextIsStillReadable() throws {
    let poison = "\"><script>alert(1)</script>"
    let directory = KfuncDirectory([hostileCatalogue(poison)])
    let templates = try TemplateSet(TemplateTests.builtIn, schemas: PageTypes.schemas)
    let map = SiteMap.of([hostileCatalogue(poison)])
    let page = KfuncPage(try #require(directory.histories.first), nil, KfuncPage.Shared(directory, map))
    let site = Site([page], frame: SiteFrame(title: "t", navigation: []), templates: templates)
    let text = HTMLTokens.of(site.bytes(of: page)).text
    for field in [
      "file", "condition", "symbol", "attribute", "title", "status", "list", "set", "filter", "structops", "member",
      "attach", "rule", "registration", "runtime", "type", "annotation",
    ] {
      #expect(text.contains(field + poison), "\(field) is shown as it is")
    }
  }

  /// The stability pages of a record in which a second release differs from the first in all that can differ.
  private func stability(_ catalogue: ReleaseCatalogue) -> [any Page] {
    var newer = catalogue
    newer.release = KernelRelease(major: 9, minor: 2)
    newer.kfuncs[0].definitions[0].prototype.returnType = "other" + catalogue.kfuncs[0].name
    newer.kfuncs[0].definitions[0].bpfPrototype = nil
    newer.kfuncs[0].definitions[0].source.file += "moved"
    newer.kfuncs[0].definitions[0].build.symbols = ["else" + catalogue.kfuncs[0].name]
    newer.kfuncs[0].definitions[0].notices = []
    newer.idSets[0].members[0].flags = []
    newer.filters[0].verdicts[0].conditions = ["else" + catalogue.kfuncs[0].name]
    let directory = KfuncDirectory([catalogue, newer])
    let record = RecordBuilder(catalogues: [catalogue, newer], releases: []).build().record
    let shared = StabilityPage.Shared(record, directory, SiteMap.of([catalogue, newer]))
    return directory.histories.compactMap { history in
      record[history.name].map { StabilityPage(history, $0, shared) }
    }
  }

  private func hostileCatalogue(_ poison: String) -> ReleaseCatalogue {
    func at(_ line: Int) -> SourceReference { SourceReference(file: "file" + poison, line: line) }
    let name = "name" + poison
    let tracing = ProgramType(rawValue: "BPF_PROG_TYPE_" + poison)
    var catalogue = ReleaseCatalogue(
      release: KernelRelease(major: 9, minor: 1),
      source: KernelSourceRecord(
        version: "9.1" + poison, description: "of" + poison, form: .tree, identity: "sha256:" + poison))
    let prototype = Prototype(
      name: name, returnType: "type" + poison,
      parameters: [
        Parameter(
          type: "type" + poison, name: "parameter" + poison, text: "type parameter" + poison,
          annotation: "annotation" + poison),
        Parameter(type: "int", name: nil, text: "int" + poison),
      ])
    catalogue.kfuncs = [
      Kfunc(
        name: name,
        definitions: [
          KfuncDefinition(
            source: at(1), prototype: prototype, bpfPrototype: prototype, storage: ["static" + poison],
            attributes: ["attribute" + poison], isMarked: true, condition: "condition" + poison,
            build: BuildCondition(symbols: ["symbol" + poison], form: .either),
            kernelDoc: KernelDocReference(line: 2, hash: poison),
            notices: [DeprecationNotice(source: at(3), form: .comment, releases: ["v9" + poison])])
        ],
        users: [InTreeUse(source: at(9), form: .calls), InTreeUse(source: at(8), form: .mentions)])
    ]
    let set = IDSet(
      name: "set" + poison, source: at(4), opening: "BTF_KFUNCS_START", condition: "condition" + poison,
      members: [
        .init(name: name, flags: [KfuncFlag(rawValue: "KF_" + poison)], source: at(5), condition: "member" + poison)
      ])
    catalogue.idSets = [set]
    catalogue.registrations = [
      Registration(
        programType: tracing, variable: "v", idSet: set.identity, filter: "filter" + poison, source: at(6),
        condition: "registration" + poison, runtimeCondition: "runtime" + poison)
    ]
    catalogue.filters = [
      KfuncFilter(
        name: "filter" + poison, source: at(7), reading: .partial, rules: [],
        verdicts: [
          .init(
            kfuncs: [name], programTypes: [tracing], outcome: .conditional, structOps: ["structops" + poison],
            structOpsMembers: ["member" + poison], attachTypes: ["attach" + poison], conditions: ["rule" + poison])
        ])
    ]
    catalogue.maintainers = [
      MaintainersSection(
        title: "title" + poison, line: 1, status: "status" + poison, lists: ["list" + poison], trees: [poison])
    ]
    catalogue.fileMaintainers = [FileMaintainers(file: at(1).file, sections: ["title" + poison])]
    return catalogue
  }
}

extension SiteMap {
  /// A map of catalogues about which nobody wrote anything.
  static func of(_ catalogues: [ReleaseCatalogue]) -> SiteMap {
    var content = ContentFolder()
    content.catalogues = catalogues
    return SiteMap(content, ContentLinks(content))
  }
}

extension StabilityRecord {
  /// The record of nothing.
  static let empty = StabilityRecord(releases: ReleaseList(entries: [], imported: []), comparisons: [], kfuncs: [])
}
