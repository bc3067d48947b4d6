import ArgumentParser
import Diagnostics
import Foundation
import SiteBuild

/// `kfuncdocs build --watch`: builds that follow each save, until Ctrl-C.
struct WatchedBuild {
  let options: BuildOptions
  let isQuiet: Bool

  func run() async throws {
    let session = BuildSession(options) { news in tell(news) }
    let running = Task { try await session.run() }
    let signals = EndSignals { running.cancel() }
    defer { signals.stop() }
    do {
      try await running.value
    } catch let failure as BuildFailure {
      StandardError.report([failure.diagnostic])
      throw ExitStatus.couldNotRun
    }
  }

  private func tell(_ news: BuildSession.News) {
    switch news {
    case .polling(let reason):
      if !isQuiet { StandardError.say("files are looked at twice a second: \(reason)") }
    case .failed(let failure): StandardError.report([failure.diagnostic])
    case .built(let outcome):
      StandardError.report(outcome.news.filter { !isQuiet || $0.severity > .note })
      if !isQuiet, let line = line(outcome) { StandardError.say(line) }
    }
  }

  /// What a build did, in a line; nil where nothing was to do and nothing is wrong.
  private func line(_ outcome: SiteRebuilder.Outcome) -> String? {
    let (seconds, attoseconds) = outcome.time.components
    let time = "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000) ms"
    var faults: [String] = []
    if outcome.errors > 0 { faults.append(count(outcome.errors, "error")) }
    if outcome.warnings > 0 { faults.append(count(outcome.warnings, "warning")) }
    let found = faults.isEmpty ? "" : "; " + faults.joined(separator: ", ")
    guard let written = outcome.written else { return "\(options.output): as it was, after \(time)\(found)" }
    if written.edited.isEmpty, written.files == 0, outcome.news.isEmpty, !outcome.isMended { return nil }
    let all = count(written.siteFiles, "file")
    let files =
      written.isWhole
      ? "all \(all)" : written.files == 0 ? "none of \(all)" : "\(written.files) of \(all)"
    return "\(options.output): \(files) written in \(time)\(edited(written.edited))\(found)"
  }

  private func edited(_ paths: [String]) -> String {
    guard !paths.isEmpty else { return "" }
    let rest = paths.count > 3 ? " and \(paths.count - 3) more" : ""
    return " after " + paths.prefix(3).joined(separator: ", ") + rest
  }

  private func count(_ number: Int, _ what: String) -> String { "\(number) \(what)\(number == 1 ? "" : "s")" }
}
