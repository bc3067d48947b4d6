/// The version of the program, of its packages and of its manual (Semantic Versioning 2.0).
enum ProgramVersion {
  /// The version, as `kfuncdocs --version` prints it.
  static let text = "0.1.0"
}
