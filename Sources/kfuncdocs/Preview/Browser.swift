import Foundation

/// The browser of whoever runs the program.
enum Browser {
  /// Opens `address`; that there is no browser is told and is no failure.
  static func open(_ address: String) {
    #if os(macOS)
      let program = "open"
    #else
      let program = "xdg-open"
    #endif
    // No `StartedProgram`, which ends with this process: a browser goes on behind the preview.
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program, address]
    // The terminal stays the preview's own: Ctrl-C and what is typed are not for a browser.
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.terminationHandler = { process in
      if process.terminationStatus != 0 { StandardError.say("no browser could be opened with \(program)") }
    }
    do { try process.run() } catch { StandardError.say("no browser could be opened with \(program)") }
  }
}
