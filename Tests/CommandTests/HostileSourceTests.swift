import Foundation
import TestFiles
import Testing

/// What `import kernel` says of sources that are no kernel, and what it leaves alone then.
@Suite struct HostileSourceTests {
  /// Imports `bytes` as an archive over a good catalogue: the status and messages, and whether all else stayed.
  private func importArchive(
    _ bytes: [UInt8], _ name: String = "x.tar"
  ) async throws -> (KfuncdocsProgram.Outcome, Bool) {
    let scene = try ImportScene()
    let good = try await scene.importGood()
    try scene.folder.write(bytes, to: name)
    let before = scene.folder.listing()
    let outcome = try await scene.importKernel(scene.folder(name))
    return (outcome, scene.catalogue == good && scene.folder.listing() == before)
  }

  @Test func aFolderThatIsNoKernelIsRefused() async throws {
    let scene = try ImportScene()
    let good = try await scene.importGood()
    try scene.folder.write("all:\n", to: "project/Makefile")
    for (path, code) in [
      ("project", "not-a-kernel-tree"), ("Content", "not-a-kernel-tree"), ("nothing", "unreadable-file"),
    ] {
      let outcome = try await scene.importKernel(scene.folder(path))
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("\(scene.folder(path)): error: "), "\(outcome.errors)")
      #expect(outcome.errors.contains("[\(code)]"), "\(outcome.errors)")
    }
    #expect(scene.holds(good))
  }

  @Test func aMakefileOfAnotherProjectIsRefused() async throws {
    let scene = try ImportScene()
    let good = try await scene.importGood()
    try scene.folder.write("all:\n\tcc x.c\n", to: "linux/Makefile")
    let outcome = try await scene.importKernel()
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("Makefile: error: "), "\(outcome.errors)")
    #expect(outcome.errors.contains("[no-kernel-version]"), "\(outcome.errors)")
    #expect(scene.holds(good))
  }

  @Test(arguments: ["tar.xz", "tar.gz", "tar.zst", "tar"]) func aTruncatedArchiveIsRefused(form: String) async throws {
    let scene = try ImportScene()
    let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: scene.pack(into: "k.\(form)"))))
    // A tar pads its end to 10 kB: the cut must reach what is no padding.
    let (outcome, isUntouched) = try await importArchive(Array(bytes.prefix(bytes.count / 2)), "k.\(form)")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("k.\(form): error: the archive is damaged or cut short"), "\(outcome.errors)")
    #expect(outcome.errors.contains("[damaged-archive]"))
    #expect(isUntouched)
  }

  @Test(arguments: ["tar.xz", "tar.gz", "tar.zst"]) func aDamagedArchiveIsRefused(form: String) async throws {
    let scene = try ImportScene()
    var bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: scene.pack(into: "k.\(form)"))))
    bytes[bytes.count / 2] ^= 0x55
    let (outcome, isUntouched) = try await importArchive(bytes, "k.\(form)")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("[damaged-archive]"), "\(outcome.errors)")
    #expect(isUntouched)
  }

  @Test func whatIsNoArchiveIsRefused() async throws {
    let (outcome, isUntouched) = try await importArchive(Array("int main(void) { return 0; }\n".utf8))
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("[not-an-archive]"), "\(outcome.errors)")
    #expect(isUntouched)
  }

  /// Entries that could reach outside are named, nothing is written for them, and the kernel beside them is read.
  @Test func entriesThatReachOutsideAreNamedAndNothingIsUnpacked() async throws {
    let scene = try ImportScene()
    let good = try await scene.importGood()
    let outside = scene.folder("outside.c")
    var tar = TarWriter()
    for name in scene.folder.listing() where name.hasPrefix("linux/") {
      var isFolder = ObjCBool(false)
      _ = FileManager.default.fileExists(atPath: scene.folder(name), isDirectory: &isFolder)
      guard !isFolder.boolValue, let bytes = scene.folder.bytes(of: name) else { continue }
      tar.add(name, .file, String(decoding: bytes, as: UTF8.self))
    }
    tar.add(outside, .file, "absolute")
    tar.add("linux/../../up.c", .file, "up")
    tar.add("linux/kernel/link.c", .symbolicLink, link: "/etc/passwd")
    tar.add("linux/kernel/hard.c", .hardLink, link: "/etc/passwd")
    tar.add("linux/kernel/device.c", .characterDevice)
    tar.add("linux/kernel/disk.c", .blockDevice)
    tar.add("linux/kernel/pipe.c", .pipe)
    try scene.folder.write(tar.finished, to: "evil.tar")
    let before = scene.folder.listing()
    let outcome = try await scene.importKernel(scene.folder("evil.tar"), "--verbose")
    #expect(outcome.status == 0, "\(outcome.errors)")
    for line in [
      "\(outside): warning: ", "linux/../../up.c: warning: ", "kernel/link.c: note: ", "kernel/hard.c: note: ",
      "kernel/device.c: warning: ", "kernel/disk.c: warning: ", "kernel/pipe.c: warning: ",
    ] {
      #expect(outcome.errors.contains(line), "\(line) in \(outcome.errors)")
    }
    #expect(scene.folder.listing() == before)
    let catalogue = try #require(scene.catalogue)
    #expect(withoutSource(catalogue) == withoutSource(good))
  }

  /// Damage inside of files is warned of where it is; what stands beside it is read.
  @Test(arguments: [
    ("bad-utf8", "kernel/bpf/sample.c:21: warning: "), ("bad-unbalanced-at-end", "net/core/plain.c:7: warning: "),
    ("bad-if-without-endif", "warning: #if without #endif [unbalanced-condition]"),
    ("bad-set-never-closed", "[unclosed-id-set]"), ("bad-unterminated-comment", "[unterminated-comment]"),
    ("bad-unterminated-string", "[unterminated-string]"), ("bad-nul-byte", "[control-character]"),
    ("bad-missing-maintainers", "MAINTAINERS: warning: no MAINTAINERS file: who decides is unknown"),
    (
      "bad-undefined-kfunc",
      "kernel/bpf/sample.c:16: warning: no definition of 'bpf_fix_ghost' was found [undefined-kfunc]"
    ),
  ]) func damageInFilesIsLocatedAndTheRestIsRead(fixture: String, message: String) async throws {
    let scene = try ImportScene(fixture)
    let outcome = try await scene.importKernel()
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(scene.catalogue != nil)
    #expect(outcome.output.isEmpty)
  }
}
