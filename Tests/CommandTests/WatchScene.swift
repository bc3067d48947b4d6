import Foundation
import TestFiles
import Testing

/// A small content folder and `kfuncdocs build --watch` on it; the real binary.
struct WatchScene {
  let folder: TemporaryFolder
  private let build: BuildScene

  init() throws {
    build = try BuildScene()
    folder = build.folder
    try title("One")
    try note("Words on `bpf_fix_close`.")
  }

  /// Edits what every page shows.
  func title(_ text: String) throws { try folder.write("title: \(text)\n", to: "Content/site.yml") }

  /// Edits what few pages show.
  func note(_ text: String) throws { try folder.write(text + "\n", to: "Content/kfuncs/bpf_fix_open.md") }

  /// Starts the program.
  func watch(_ more: [String] = []) throws -> RunningProgram {
    let words = build.arguments(0).filter { $0 != "--quiet" }
    return try RunningProgram([KfuncdocsProgram.path] + words + ["--watch"] + more)
  }

  /// Waits until `program` has said `count` lines with `words` in them.
  func wait(for count: Int, of words: String = " written in ", from program: RunningProgram) throws {
    for _ in 0..<60_000 {
      if program.errors.components(separatedBy: words).count > count { return }
      guard program.isRunning else { break }
      usleep(1000)
    }
    throw CommandFailure(arguments: ["wait for \(count) of \(words)", program.errors], status: 1)
  }

  /// The site that is there.
  func site() throws -> [String: Data] { try build.site() }

  /// The site of the content as it is, built elsewhere.
  func cold() throws -> [String: Data] { try build.whole(0) }

  /// Builds once, without staying.
  func buildOnce() throws -> (status: Int32, errors: String) {
    let program = try RunningProgram([KfuncdocsProgram.path] + build.arguments(0))
    return (program.wait(), program.errors)
  }
}
