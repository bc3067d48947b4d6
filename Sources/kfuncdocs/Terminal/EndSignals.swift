import Dispatch
import Foundation

/// Ctrl-C and the like, turned into an orderly end.
struct EndSignals {
  private let sources: [any DispatchSourceSignal]

  /// Calls `end` at each SIGINT, SIGTERM and SIGHUP.
  init(_ end: @escaping @Sendable () -> Void) {
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      // The source sees signals that would otherwise end the process, if they are ignored.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler(handler: end)
      source.resume()
      return source
    }
  }

  /// Leaves signals to the system again.
  func stop() {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
  }
}
