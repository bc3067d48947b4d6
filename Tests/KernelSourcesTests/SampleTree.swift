import Foundation
import KernelSources
import TestFiles

/// A small tree with whatever makes the kinds of source differ, and what is to be kept of it.
enum SampleTree {
  static let selection = SourceSelection(
    always: { $0 == "Makefile" || $0 == "MAINTAINERS" }, examine: { $0.hasSuffix(".c") || $0.hasSuffix(".h") },
    words: ["__acme_kfunc", "ACME_SET(", "z"])

  /// What the selection keeps, by hand: always-files, and `.c` and `.h` files with a word.
  static let kept = [
    "MAINTAINERS", "Makefile", "a b/quo\"te.c", "a-b.c", "a/large.c", "a/x.c", "deep/1/2/3/4/5/6/7/8/9/end.h",
    "net/größe.c",
  ]

  static func write(to folder: TemporaryFolder, at top: String) throws {
    let large = String(repeating: "int filler(void);\n", count: 40_000) + "ACME_SET(last"
    let files = [
      "Makefile": "VERSION = 6\n", "MAINTAINERS": "", "a/x.c": "__acme_kfunc void f(void);\n", "a/large.c": large,
      "a-b.c": "z", "a b/quo\"te.c": "  __acme_kfunc", "net/größe.c": "ACME_SET(x)",
      "deep/1/2/3/4/5/6/7/8/9/end.h": "\0\0__acme_kfunc\0",
      "a/none.c": "__acme_kfun ACME_SET [", "a/empty.c": "", "a/words.txt": "__acme_kfunc", "Kbuild": "z",
    ]
    for (name, text) in files { try folder.write(text, to: "\(top)/\(name)") }
    try FileManager.default.createSymbolicLink(atPath: folder("\(top)/a/link.c"), withDestinationPath: "x.c")
  }
}
