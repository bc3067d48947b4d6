/// A file of a Content folder: its place, its name and its bytes.
///
/// A class, though it never changes: a preview hands thousands around at every save.
final class ContentFile: Hashable, Sendable {
  /// The path as diagnostics show it.
  let path: String
  /// The name without its ending: `bpf_task_acquire`.
  let stem: String
  /// What is in it.
  let bytes: [UInt8]

  /// A file made of its parts.
  init(path: String, stem: String, bytes: [UInt8]) {
    self.path = path
    self.stem = stem
    self.bytes = bytes
  }

  /// Whether two files have the same path and say the same.
  static func == (left: ContentFile, right: ContentFile) -> Bool {
    left === right || left.path == right.path && left.stem == right.stem && left.bytes == right.bytes
  }

  /// Hashes the path, the name and the bytes.
  func hash(into hasher: inout Hasher) {
    hasher.combine(path)
    hasher.combine(stem)
    hasher.combine(bytes)
  }
}
