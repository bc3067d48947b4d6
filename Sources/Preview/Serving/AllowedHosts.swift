/// The names under which the preview answers.
///
/// A page of another site can point its own name at 127.0.0.1 (DNS rebinding); its requests then come here with that name
/// in Host. Only the machine's own names are answered, with the port that is listened on.
struct AllowedHosts: Sendable {
  private let authorities: Set<String>

  /// `localhost`, `127.0.0.1` and `[::1]` at `port`.
  init(port: Int) {
    let names = ["localhost", "127.0.0.1", "[::1]"]
    var authorities = Set(names.map { "\($0):\(port)" })
    // The default port may be left out (RFC 9110, 4.2.3).
    if port == 80 { authorities.formUnion(names) }
    self.authorities = authorities
  }

  /// Whether `authority` (`host:port`, in any case) is one of them.
  func contains(_ authority: some StringProtocol) -> Bool { authorities.contains(authority.lowercased()) }

  /// Whether `origin` (`http://host:port`) is one of them.
  func contains(origin: some StringProtocol) -> Bool {
    origin.hasPrefix("http://") && contains(origin.dropFirst("http://".count))
  }
}
