import ArgumentParser
import Diagnostics
import Preview
import SiteBuild

/// `kfuncdocs preview`: the site in a browser while it is written.
struct PreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Serve the site to this machine while it is written; pages follow each save.",
    discussion: """
      The site is built in memory and served on 127.0.0.1 and ::1 alone; no built site is touched. A save under
      --content or --templates is on the screen at once: pages that changed reload where they were, a changed stylesheet
      is swapped. An edit with errors leaves the pages as they were and shows the errors over them and here; the next
      good save clears them. Ctrl-C ends.

      Example: kfuncdocs preview --open

      Exit status: 0 ended; 2 could not run; 64 wrong usage.
      """)

  @Option(help: "The folder of written and imported content.") var content = "Content"
  @Option(help: "A folder of templates and assets that stand in for the built-in ones.") var templates = "Templates"
  @Option(help: "The port; 0 for any that is free.") var port = 8000
  @Flag(help: "Open the first page in a browser.") var open = false
  @Flag(help: "Say nothing but what is wrong.") var quiet = false

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port must be a number from 0 to 65535") }
  }

  func run() async throws {
    try ContentPlace.demand(content)
    let options = BuildOptions(
      content: content, templates: templates, sourceDateEpoch: try SourceDateEpoch.value())
    let session = PreviewSession(options, port: port) { [quiet, open] news in
      Self.tell(news, isQuiet: quiet, opens: open)
    }
    let running = Task { try await session.run() }
    let signals = EndSignals { running.cancel() }
    defer { signals.stop() }
    do {
      try await running.value
    } catch let failure as PreviewServer.Failure {
      StandardError.report([Self.diagnostic(failure)])
      throw ExitStatus.couldNotRun
    }
  }

  private static func tell(_ news: PreviewSession.News, isQuiet: Bool, opens: Bool) {
    switch news {
    case .listening(let port, let isIPv4Only):
      let address = "http://localhost:\(port)/"
      if !isQuiet {
        StandardError.say("\(address) (Ctrl-C ends)\(isIPv4Only ? "; IPv4 alone, this machine has no ::1" : "")")
      }
      if opens { Browser.open(address) }
    case .polling(let reason):
      if !isQuiet { StandardError.say("files are looked at twice a second: \(reason)") }
    case .built(let build):
      StandardError.report(build.diagnostics.filter { !isQuiet || $0.severity > .note })
      if !isQuiet { StandardError.say(summary(build)) }
    }
  }

  private static func summary(_ build: PreviewSession.Build) -> String {
    let (seconds, attoseconds) = build.time.components
    let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
    func count(_ number: Int, _ what: String) -> String { "\(number) \(what)\(number == 1 ? "" : "s")" }
    var text = "built in \(milliseconds) ms"
    if build.errors + build.warnings > 0 {
      text += "; \(count(build.errors, "error")), \(count(build.warnings, "warning"))"
    }
    return build.isKept ? text + "; the pages stay as they were" : text
  }

  private static func diagnostic(_ failure: PreviewServer.Failure) -> Diagnostic {
    switch failure {
    case .portTaken(let port, let free?):
      Diagnostic(.error, "port-taken", "port \(port) is taken; \(free) is free: --port \(free)")
    case .portTaken(let port, nil): Diagnostic(.error, "port-taken", "port \(port) is taken, and so are the next ones")
    case .cannotListen(let reason): Diagnostic(.error, "cannot-listen", reason)
    }
  }
}
