import Foundation

/// The number of the case that a child is at and why it ended, in a file that outlives its crash.
struct FuzzState: Codable {
  /// The case.
  var number: Int
  /// What was found, nil while the case runs.
  var finding: String?

  func write(to path: String) throws {
    try JSONEncoder().encode(self).write(to: URL(fileURLWithPath: path))
  }

  static func read(_ path: String) -> FuzzState? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return try? JSONDecoder().decode(FuzzState.self, from: data)
  }
}

/// What /proc/self tells of this process (proc(5)).
enum ProcessUsage {
  /// The largest resident set so far, in bytes (VmHWM).
  static var peakBytes: Int {
    let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(separator: " ").compactMap { Int($0) }.first ?? 0) << 10
  }

  /// Seconds of processor time of all threads.
  static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
