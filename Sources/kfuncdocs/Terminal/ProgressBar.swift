import Foundation
import KernelSources
import Synchronization

/// A bar on a terminal that shows how far a reading has come; nothing elsewhere.
final class ProgressBar: Sendable {
  private struct State {
    var lastDrawn = Date.distantPast
    var isDrawn = false
  }

  private let title: String
  private let isShown: Bool
  private let started = Date()
  private let state = Mutex(State())

  init(title: String, isShown: Bool) {
    self.title = title
    self.isShown = isShown
  }

  /// Draws `progress`, ten times a second at most and not within the first half second.
  func show(_ progress: SourceProgress) {
    guard isShown else { return }
    let now = Date()
    guard now.timeIntervalSince(started) > 0.5 else { return }
    state.withLock { state in
      guard now.timeIntervalSince(state.lastDrawn) > 0.1 else { return }
      state.lastDrawn = now
      state.isDrawn = true
      FileHandle.standardError.write(Data("\r\u{1b}[K\(line(progress))".utf8))
    }
  }

  /// Takes the bar away.
  func finish() {
    state.withLock { state in
      if state.isDrawn { FileHandle.standardError.write(Data("\r\u{1b}[K".utf8)) }
      state.isDrawn = false
    }
  }

  private func line(_ progress: SourceProgress) -> String {
    guard let total = progress.total, total > 0 else {
      return "\(title)  \(amount(progress.done, progress.unit))"
    }
    let width = 30
    let share = min(1, Double(progress.done) / Double(total))
    let filled = Int(share * Double(width))
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
    return "\(title)  [\(bar)] \(Int(share * 100)) %"
  }

  private func amount(_ done: Int, _ unit: SourceProgress.Unit) -> String {
    switch unit {
    case .files: "\(done) files"
    case .bytes: "\(done >> 20) MB"
    }
  }
}
