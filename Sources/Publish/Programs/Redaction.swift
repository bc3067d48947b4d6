/// Covers credentials in what programs say, before anyone reads it.
struct Redaction {
  /// The values of environment variables whose names say that they are secret.
  private let secrets: [String]

  /// Covers what `environment` holds.
  init(_ environment: [String: String]) {
    secrets = environment.filter { variable, value in
      let name = variable.uppercased()
      return value.utf8.count >= 4
        && ["PASS", "SECRET", "TOKEN", "KEY", "CREDENTIAL", "SAS"].contains { name.contains($0) }
        && !name.contains("FILE")
    }.values.sorted { $0.utf8.count > $1.utf8.count }
  }

  /// `text` with `***` for secrets, for the user and password of addresses, and for what follows `Authorization:`.
  func covered(_ text: String) -> String {
    var result = text
    for secret in secrets { result = result.replacing(secret, with: "***") }
    result = result.replacing(#/(?<scheme>[A-Za-z][A-Za-z0-9+.\-]*:\/\/)[^\/\s@'"]+@/#) { "\($0.scheme)***@" }
    return result.replacing(#/(?i)(?<name>authorization:)[^\n]*/#) { "\($0.name) ***" }
  }
}
