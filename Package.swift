// swift-tools-version: 6.1
// kfuncdocs: a static documentation site generator for the kernel functions that BPF programs may call.
//
// The modules form one direction: kernel trees and mail are read by the importers into `Content/`; the site is
// built from `Content/` alone. Every arrow below says why it exists.

import PackageDescription

let package = Package(
  name: "kfuncdocs",
  platforms: [.macOS(.v14)],
  products: [.executable(name: "kfuncdocs", targets: ["kfuncdocs"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),  // the command line
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),  // front matter, releases.yml, site.yml
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),  // HTTP/1 of the preview server
  ],
  targets: [
    // C libraries, each behind one module. Debian's package names stand beside pkg-config's.
    .systemLibrary(
      name: "CCMarkGFM", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
    .systemLibrary(name: "CLibArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLibLZMA", pkgConfig: "liblzma", providers: [.apt(["liblzma-dev"])]),
    .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

    // Leaves.
    .target(name: "Diagnostics"),
    .target(name: "TextBytes"),  // text put together as bytes, without strings on the way
    .target(
      name: "JSONText",
      dependencies: [
        "Diagnostics",  // a syntax error is a located diagnostic
        "TextBytes",
      ]),
    .target(name: "Reads"),  // what a file of a site was made from, noted while it is made
    .target(name: "ParallelMap", dependencies: ["Reads"]),  // what threads read is read for whoever they work for
    // Steps that are done again only when their input changed.
    .target(
      name: "Stages",
      dependencies: [
        "ParallelMap",
        "Reads",  // what a value that is kept was made from
      ]),
    .target(
      name: "AtomicFiles",
      dependencies: [
        "Diagnostics",  // a failure names the path and the reason
        "CFileExchange",  // two folders in one step
      ]),

    // Markdown.
    .target(
      name: "YAMLText",
      dependencies: [
        "Diagnostics",
        .product(name: "Yams", package: "Yams"),  // for its CYaml alone: events with marks, bounded while they come
      ]),
    .target(name: "CParseRoom"),  // functions that C calls, with a variable of each thread
    .target(
      name: "MarkdownSyntax",
      dependencies: [
        "Diagnostics",
        "CCMarkGFM",  // the parser, behind one file
        "CParseRoom",  // memory of one parse in one piece
        "YAMLText",  // front matter
      ]),

    .target(name: "HTMLText"),  // the one escaping path, for every page
    .target(name: "MarkdownHTML", dependencies: ["MarkdownSyntax", "HTMLText"]),

    // The values that everything speaks of, and their text in Content/catalogue.
    .target(name: "KfuncModel", dependencies: ["Diagnostics", "JSONText", "TextBytes"]),

    // Programs that work for this one and end with it.
    .target(name: "CAllocator"),  // mallopt(3), which Swift's module of the C library does not have
    .target(name: "CProgramStart"),  // fork and exec with PR_SET_PDEATHSIG, which posix_spawn does not have
    .target(name: "ProgramStart", dependencies: ["CProgramStart"]),

    // Import: kernel sources to catalogues.
    .target(name: "CByteSieve"),  // the loop that searches every byte of a kernel, fast in a debug build too
    .target(
      name: "KernelSources",
      dependencies: [
        "Diagnostics",
        "CByteSieve",  // which files hold a word
        "CLibArchive",  // tarballs, streamed
        "CZlib",  // .gz, with its checksum looked at
        "CLibLZMA",  // .xz, on several threads
        "CLibCrypto",  // SHA-256 of what was read
        "ProgramStart",  // git
      ]),
    .target(
      name: "KernelImport",
      dependencies: [
        "Diagnostics", "KfuncModel", "KernelSources",
        "ParallelMap",  // files are lexed side by side
      ]),

    // Import: mail to excerpts.
    .target(
      name: "MailImport",
      dependencies: [
        "Diagnostics",
        "AtomicFiles",  // a message file is written whole or not at all
        "CGMime",  // transfer encodings, charsets, encoded headers, addresses and dates
        "CLibCrypto",  // SHA-256 of every paragraph, so that a shortened message can be proved without its mbox
      ]),

    // The record: what changed between releases, computed once and read by everything else.
    .target(
      name: "Resolution",
      dependencies: [
        "Diagnostics",  // a written event that contradicts a catalogue
        "KfuncModel",
        "CatalogueFacts",  // what each release says of each kfunc, looked up once for rules and pages alike
        "MarkdownSyntax",  // mentions and quotations are found in documents, at their places
        "SiteContent",  // the documents, clauses and threads that are linked with one another
        "Stages",  // what did not change is not looked through again
        "Reads",  // who reads what documents name
        "YAMLText",  // where in the front matter a selector's word stands; near misses
        "ParallelMap",  // releases are compared side by side
      ]),

    // Content/ as people write it, read into values.
    .target(
      name: "SiteContent",
      dependencies: [
        "Diagnostics", "KfuncModel",
        "Stages",  // what did not change is not parsed again
        "Reads",  // who reads the words of a file
        "YAMLText",  // front matter and .yml files, strictly
        "MarkdownSyntax",  // bodies, headings and their anchors
        "MailImport",  // what makes a message file a proved excerpt
        "ParallelMap",  // catalogues are read side by side
      ]),

    // The site: catalogues and written content to pages.
    // What a release says of a kfunc, looked up once; catalogues are indexed side by side.
    .target(name: "CatalogueFacts", dependencies: ["KfuncModel", "ParallelMap"]),
    // Templates/ and its assets, compiled in: an installed binary needs no file beside it.
    .target(
      name: "BuiltInTemplates", path: "Templates", sources: ["BuiltInTemplates.swift"],
      resources: [
        .embedInCode("compare.mustache"),
        .embedInCode("coverage.mustache"),
        .embedInCode("group.mustache"),
        .embedInCode("groups.mustache"),
        .embedInCode("home.mustache"),
        .embedInCode("kfunc.mustache"),
        .embedInCode("kfuncs.mustache"),
        .embedInCode("list-part.mustache"),
        .embedInCode("listing.mustache"),
        .embedInCode("not-found.mustache"),
        .embedInCode("page.mustache"),
        .embedInCode("page-end.mustache"),
        .embedInCode("page-start.mustache"),
        .embedInCode("page-tools.mustache"),
        .embedInCode("policy.mustache"),
        .embedInCode("release.mustache"),
        .embedInCode("releases.mustache"),
        .embedInCode("removed.mustache"),
        .embedInCode("search.mustache"),
        .embedInCode("stability.mustache"),
        .embedInCode("thread.mustache"),
        .embedInCode("uncatalogued.mustache"),
        .embedInCode("assets"),
      ]),
    // Sentences that pages and release notes share, so that the same fact reads the same everywhere.
    .target(name: "RecordWords", dependencies: ["KfuncModel", "CatalogueFacts", "TextBytes"]),
    .target(
      name: "ReleaseNotes",
      dependencies: [
        "Diagnostics", "KfuncModel",
        "CatalogueFacts",  // who may call what is new
        "Resolution",  // the record, and comparisons of releases that are no neighbours
        "RecordWords",
        "SiteContent", "MarkdownSyntax",  // leads, sources of what people wrote, threads
        "Stages",  // notes are reckoned when they are asked for, and once
        "HTMLText",  // one of the formats
      ]),
    .target(
      name: "Rendering",
      dependencies: [
        "Diagnostics", "KfuncModel", "CatalogueFacts", "RecordWords",
        "ReleaseNotes",  // the pages of releases show the same notes
        "HTMLText",  // every value becomes HTML here
        "MarkdownSyntax", "MarkdownHTML",  // written pages
        "Resolution", "SiteContent",  // what people wrote, and what it links to
        "SiteHeaders",  // the policy that a page states itself
        "Stages",  // what pages share is made when the first asks for it
        "ParallelMap",  // groups are found, and pages planned, side by side
      ]),
    // The published JSON Schemas, compiled in: they are part of every site.
    .target(
      name: "PublishedSchemas", path: "docs/schema", sources: ["PublishedSchemas.swift"],
      resources: [
        .embedInCode("catalogue-1.schema.json"),
        .embedInCode("comparison-1.schema.json"),
        .embedInCode("index-1.schema.json"),
        .embedInCode("kfunc-1.schema.json"),
        .embedInCode("notes-1.schema.json"),
        .embedInCode("policy-1.schema.json"),
        .embedInCode("release-1.schema.json"),
        .embedInCode("releases-1.schema.json"),
        .embedInCode("thread-1.schema.json"),
        .embedInCode("users-1.schema.json"),
      ]),
    // The same values as files for programs: JSON, feeds, comma-separated values.
    .target(
      name: "SiteData",
      dependencies: [
        "Diagnostics",  // what can have no file
        "KfuncModel", "CatalogueFacts", "RecordWords", "Resolution", "SiteContent",
        "ReleaseNotes",  // the notes of each release
        "MarkdownSyntax",  // the text of what people wrote
        "HTMLText",  // the content of a feed's entries
        "Rendering",  // addresses and words of pages: a feed and a page say the same
        "PublishedSchemas",
        "JSONText",  // texts in quotes
        "Stages",  // what many files share is made once
        "TextBytes",
        "CLibCrypto",  // ids of a feed's entries that hold for ever
      ]),
    // An entry and its stability page for a terminal.
    .target(
      name: "TerminalText",
      dependencies: [
        "Diagnostics",  // text that cannot steer a terminal
        "KfuncModel", "CatalogueFacts", "RecordWords", "Resolution", "SiteContent",
        "MarkdownSyntax",  // notes as they are written
        "Rendering",  // the words of pages
      ]),
    .target(name: "CFileExchange"),  // renameat2, which Glibc does not show to Swift
    .target(
      name: "SiteBuild",
      dependencies: [
        "CAllocator",  // heaps of threads while a build reads, and what reading freed
        "Diagnostics", "KfuncModel", "CatalogueFacts", "MarkdownSyntax", "Rendering", "BuiltInTemplates",
        "Resolution",  // the record
        "ReleaseNotes",  // the pages of releases
        "SiteContent",  // what people wrote
        "SiteData",  // the same for programs
        "Stages",  // what did not change is not made again
        "Reads",  // of a site that stands, what changed is made again and no more
        "FolderWatch",  // a build that stays hears of saves
        "CFileExchange",  // the old site is swapped for the new one in one step
        "ParallelMap",  // pages are rendered and written side by side
        "SiteHeaders",  // header fields for hosts
        "CLibCrypto",  // the name of the folder of assets, a hash
        "ProgramStart",  // the indexer of full texts
      ]),

    // Which kfuncs a BPF program uses: its sources, or what the compiler made of them.
    .target(
      name: "ProgramInspection",
      dependencies: [
        "Diagnostics", "KfuncModel",
        "KernelImport",  // its lexer of C and reader of declarators
        "KernelSources",  // folders walked within bounds, no link followed
        "ParallelMap",  // files are lexed side by side
      ]),
    .target(name: "SiteHeaders"),  // the header fields of every answer, one list for pages, preview and hosts

    // Saves below the folders of a site, as they happen.
    .target(name: "FolderWatch"),

    // The preview: a site in memory, served to this machine alone, rebuilt while its content is edited.
    .target(
      name: "Preview",
      dependencies: [
        "Diagnostics",
        "SiteBuild",  // the site as values
        "FolderWatch",  // saves
        "SiteHeaders",
        "CLibCrypto",  // SHA-256 for entity tags
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      resources: [
        .embedInCode("Reloading/reload.js"), .embedInCode("Reloading/overlay.css"), .embedInCode("Reloading/icon.svg"),
      ]),

    // A checked site to the places where readers find it.
    .target(
      name: "Publish",
      dependencies: [
        "Diagnostics",
        "SiteContent",  // targets and redirects of site.yml
        "KfuncModel",  // the releases that a commit's message names
        "SiteBuild",  // the strict build before anything leaves
        "Rendering", "HTMLText",  // redirect pages
        "SiteHeaders",  // how long a file may be kept
        "JSONText",  // manifests
        "ParallelMap",  // files are read and compressed side by side
        "CLibCrypto",  // SHA-256 of every file
        "CZlib",  // .gz beside text files
        "ProgramStart",  // git, rsync and rclone end with the publish that they work for
      ]),

    // The program: one file per command.
    .executableTarget(
      name: "kfuncdocs",
      dependencies: [
        "CAllocator",  // large pieces go back to the system, in every command
        "AtomicFiles", "Diagnostics", "KfuncModel", "KernelSources", "KernelImport",
        "MailImport",  // import thread
        "SiteBuild",  // build; check: the addresses of the pages that a build would make
        "Preview",  // preview
        "Publish",  // publish
        "Resolution", "SiteContent",  // check: content and its links
        "ReleaseNotes", "HTMLText",  // release-notes
        "ProgramInspection",  // release-notes --affected
        "CatalogueFacts", "Rendering", "SiteData", "TerminalText",  // show
        "ParallelMap",  // check: the record beside the links
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Random numbers that are the same for the same seed; for tests only.
    .target(name: "SeededNumbers", path: "Tests/Support/SeededNumbers"),

    // What of a page is markup and what is text, read apart from the code that made it; for tests only.
    .target(name: "HTMLInspection", path: "Tests/Support/HTMLInspection"),
    .testTarget(name: "CatalogueFactsTests", dependencies: ["CatalogueFacts", "KfuncModel"]),
    .testTarget(name: "RecordWordsTests", dependencies: ["RecordWords", "CatalogueFacts", "KfuncModel"]),
    .testTarget(
      name: "RenderingTests",
      dependencies: [
        "Rendering", "BuiltInTemplates", "CatalogueFacts", "HTMLInspection", "HTMLText", "KfuncModel", "Diagnostics",
        "Resolution", "SiteContent",  // a record and a map made of hostile catalogues
        "MarkdownSyntax",  // mails
        "SeededNumbers",  // names
      ]),
    .testTarget(
      name: "SiteBuildTests",
      dependencies: [
        "SiteBuild", "HTMLInspection", "Diagnostics", "TestFiles",
        "KfuncModel",  // catalogues of many kfuncs
        "Rendering", "SiteData",  // addresses of data files, and their pieces
        "kfuncdocs",  // the real binary is run, and killed
      ],
      exclude: ["Golden"]),

    // A content folder that is edited at random; for tests only.
    .target(
      name: "ContentEdits", dependencies: ["TestFiles", "SeededNumbers"], path: "Tests/Support/ContentEdits"),
    .testTarget(
      name: "PreviewTests",
      dependencies: [
        "Preview", "SiteBuild", "SiteHeaders", "Diagnostics",
        "kfuncdocs",  // the real binary is run
        "TestFiles", "ContentEdits", "SeededNumbers",
      ]),
    // A site that stands, brought up to date after edits.
    .testTarget(
      name: "RebuildTests", dependencies: ["SiteBuild", "ContentEdits", "SeededNumbers", "Diagnostics", "TestFiles"]),
    .testTarget(name: "ReadsTests", dependencies: ["Reads", "Stages", "ParallelMap"]),
    .testTarget(
      name: "PublishTests",
      dependencies: [
        "Publish", "SiteContent", "SiteBuild", "SiteHeaders", "Diagnostics", "TestFiles",
        "kfuncdocs",  // the real binary is run
      ]),

    .testTarget(name: "FolderWatchTests", dependencies: ["FolderWatch", "TestFiles"]),
    .testTarget(name: "StagesTests", dependencies: ["Stages", "ParallelMap"]),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
    .testTarget(name: "AtomicFilesTests", dependencies: ["AtomicFiles", "Diagnostics"]),
    .testTarget(name: "TextBytesTests", dependencies: ["TextBytes"]),
    .testTarget(name: "JSONTextTests", dependencies: ["JSONText", "Diagnostics", "SeededNumbers"]),
    .testTarget(name: "KfuncModelTests", dependencies: ["KfuncModel", "Diagnostics"]),
    // Folders, hostile tar archives and other programs' answers, for tests that work with files.
    .target(name: "TestFiles", path: "Tests/Support/TestFiles"),
    .testTarget(
      name: "KernelSourcesTests", dependencies: ["KernelSources", "Diagnostics", "TestFiles", "SeededNumbers"]),
    // The built program, run as a user runs it; the dependency on it only has it built first.
    .testTarget(name: "CommandTests", dependencies: ["kfuncdocs", "TestFiles", "SeededNumbers"]),
    .testTarget(
      name: "KernelImportTests", dependencies: ["KernelImport", "KernelSources", "KfuncModel", "Diagnostics"],
      exclude: ["Fixtures"]),

    .testTarget(
      name: "ResolutionTests",
      dependencies: [
        "Resolution", "CatalogueFacts", "KfuncModel", "MailImport", "MarkdownSyntax", "SiteContent", "Diagnostics",
        "SeededNumbers",
      ]),
    .testTarget(
      name: "ReleaseNotesTests",
      dependencies: [
        "ReleaseNotes", "Resolution", "CatalogueFacts", "SiteContent", "KfuncModel", "Diagnostics",
        "MarkdownSyntax",  // what Markdown was written is read back
        "HTMLInspection", "HTMLText",  // what of the HTML is markup and what text
        "SiteData", "JSONText",  // the notes as JSON
        "SeededNumbers",
      ]),
    // The published schema of a catalogue against what the writer writes.
    .testTarget(
      name: "SiteDataTests",
      dependencies: [
        "SiteData", "SiteBuild", "CatalogueFacts", "KfuncModel", "Rendering", "Resolution", "SiteContent",
        "ReleaseNotes", "PublishedSchemas", "HTMLInspection", "JSONSchemaCheck", "JSONText", "MarkdownSyntax",
      ]),
    .testTarget(name: "TerminalTextTests", dependencies: ["TerminalText"]),
    .target(name: "JSONSchemaCheck", dependencies: ["JSONText"], path: "Tests/Support/JSONSchemaCheck"),
    .testTarget(name: "CatalogueSchemaTests", dependencies: ["JSONSchemaCheck", "KfuncModel"]),
    // Mutated kernel files against the importer: the cases, and the program that runs them for long (`make fuzz`).
    .target(
      name: "ImportFuzzing",
      dependencies: [
        "Diagnostics", "KernelImport", "KernelSources", "KfuncModel", "SeededNumbers",
        "ProgramInspection", "BPFObjects",  // mutated BPF programs too
      ],
      path: "Tests/Support/ImportFuzzing"),
    // The same for what people write and mail brings: front matter, Markdown, names in it, mailboxes, catalogues.
    .target(
      name: "ContentFuzzing",
      dependencies: [
        "ImportFuzzing",  // mutations, and what a broken promise is
        "SeededNumbers", "Diagnostics", "HTMLInspection",
        "MarkdownSyntax", "MarkdownHTML", "HTMLText", "Resolution", "MailImport", "SiteContent", "KfuncModel",
      ],
      path: "Tests/Support/ContentFuzzing"),
    .testTarget(name: "ContentFuzzingTests", dependencies: ["ContentFuzzing", "TestFiles"]),
    .executableTarget(
      name: "kfuncdocs-fuzz",
      dependencies: [
        "ImportFuzzing", "ContentFuzzing", "SeededNumbers",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        "MarkdownSyntax", "MarkdownHTML", "HTMLText", "Diagnostics",  // what slow shapes take
        "TestFiles",  // children
      ],
      path: "Tests/Support/kfuncdocs-fuzz"),
    .testTarget(name: "ImportFuzzingTests", dependencies: ["ImportFuzzing"]),

    .testTarget(
      name: "ProgramInspectionTests",
      dependencies: ["ProgramInspection", "BPFObjects", "KfuncModel", "Diagnostics", "TestFiles"],
      exclude: ["Fixtures"]),

    // BPF objects as no compiler writes them; for tests only.
    .target(name: "BPFObjects", path: "Tests/Support/BPFObjects"),

    // Independent answers about real kernels (Debian's vmlinux.h) and how a catalogue is held against them; for tests
    // only.
    .target(name: "KernelOracles", dependencies: ["KfuncModel"], path: "Tests/Support/KernelOracles"),
    .testTarget(name: "KernelOraclesTests", dependencies: ["KernelOracles", "KfuncModel"]),
    // Real kernels, only where KFUNCDOCS_KERNELS names their folder (`make test-kernels`).
    .testTarget(
      name: "KernelTreeTests",
      dependencies: [
        "KernelImport", "KernelOracles", "KernelSources", "KfuncModel", "Diagnostics",
        "ProgramInspection", "TestFiles",  // the kernel's own BPF programs, against grep
      ]),
    .testTarget(
      name: "MailImportTests",
      dependencies: [
        "MailImport", "Diagnostics", "SeededNumbers",
        "CCMarkGFM",  // the round trip goes through the parser that the site uses, not through our own inverse
      ]),
    .testTarget(
      name: "SiteContentTests",
      dependencies: ["SiteContent", "KfuncModel", "MarkdownSyntax", "MailImport", "Diagnostics"]),
    .testTarget(name: "YAMLTextTests", dependencies: ["YAMLText", "Diagnostics"]),
    .testTarget(name: "HTMLTextTests", dependencies: ["HTMLText"]),
    .testTarget(
      name: "MarkdownSyntaxTests",
      dependencies: [
        "MarkdownSyntax", "MarkdownHTML", "HTMLText", "YAMLText", "Diagnostics", "SeededNumbers", "ContentFuzzing",
      ]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = (target.swiftSettings ?? []) + .kfuncdocs
}

extension [SwiftSetting] {
  /// The settings of every target: what Swift 7 will ask for, asked for today.
  static var kfuncdocs: [SwiftSetting] {
    [
      .enableUpcomingFeature("ExistentialAny"),  // SE-0335
      .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
      .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    ]
  }
}
