import Foundation

/// Facts of one release that were read from its sources by eye: `Tests/Expectations/hand-read/RELEASE.json`.
struct HandReadExpectation: Decodable {
  struct Entry: Decodable {
    var set: String
    var file: String
    var line: Int
    var flags: [String]
    var condition: String?
  }

  struct Registration: Decodable {
    var programType: String
    var set: String
    var file: String
    var line: Int
    var filter: String?
    var condition: String?
    var runtimeCondition: String?
  }

  struct Parameter: Decodable {
    var type: String
    var name: String?
    var annotation: String?
  }

  struct Definition: Decodable {
    struct Build: Decodable {
      /// A line of a Makefile or an `#include` whose condition must hold besides.
      struct Conditional: Decodable {
        var text: String
      }

      var symbols: [String]
      var form: String
      var conditionals: [Conditional]?
    }

    struct KernelDoc: Decodable {
      var line: Int
    }

    struct Notice: Decodable {
      var line: Int
      var form: String
      var releases: [String]
    }

    var file: String
    var line: Int
    var prototype: String
    var bpfPrototype: String?
    var parameters: [Parameter]
    var storage: [String]
    var attributes: [String]
    var marked: Bool
    var condition: String?
    var build: Build
    var kernelDoc: KernelDoc?
    var notices: [Notice]
  }

  struct Place: Decodable {
    var file: String
    var line: Int
  }

  struct Users: Decodable {
    var calls: [String]
    var declares: [String]
  }

  struct Kfunc: Decodable {
    var name: String
    var definitions: [Definition]
    var memberships: [Entry]
    /// Entries of sets that only a filter reads.
    var filterMemberships: [Entry]?
    var registrations: [Registration]
    var effective: [String]
    var maintainers: [String]
    var users: Users
    /// Uses of the name with a flavour that libbpf drops.
    var flavouredUsers: Users?
    var markedDeclarations: [Place]?
  }

  var release: String
  var version: String
  var kfuncs: [Kfunc]

  /// The expectations for `release`.
  init(release: String) throws {
    let project = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    let file = project.appending(path: "Tests/Expectations/hand-read/\(release).json")
    self = try JSONDecoder().decode(HandReadExpectation.self, from: Data(contentsOf: file))
  }
}
