/// The lock of a target, held from build to build.
final class SiteLock: Sendable {
  let target: OutputTarget
  private let lock: BuildLock

  /// - Throws: ``BuildFailure`` of code `build-running` that names the other process.
  init(_ target: OutputTarget) throws {
    self.target = target
    lock = try BuildLock(target)
  }

  var isInPlace: Bool { lock.isInPlace }
}
