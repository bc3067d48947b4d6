import Foundation

/// The terminal that standard output goes to, if it does.
enum TerminalWindow {
  /// Its width in columns; nil where standard output is no terminal, or the terminal does not know.
  static var columns: Int? {
    guard isatty(1) == 1 else { return nil }
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Whether text may be styled: on a terminal, where NO_COLOR is not set to something (no-color.org).
  static var isStyled: Bool {
    isatty(1) == 1 && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
  }
}
