import Diagnostics
import Foundation
import Glibc
import KernelSources
import Testing
import TestFiles

@Suite struct HostileArchiveTests {
  private let everything = SourceSelection(always: { _ in true }, examine: { _ in false }, words: [])

  private func read(
    _ bytes: [UInt8], limits: SourceLimits = SourceLimits()
  ) throws -> (selected: SelectedSources, left: [String]) {
    let folder = try TemporaryFolder()
    try folder.write(bytes, to: "x.tar")
    let selected = try ArchiveSource(path: folder("x.tar"), limits: limits).select(everything)
    return (selected, folder.listing())
  }

  private func failure(_ bytes: [UInt8], limits: SourceLimits = SourceLimits()) -> Diagnostic.Code? {
    #expect(throws: Diagnostic.self) { try read(bytes, limits: limits) }?.code
  }

  /// `bytes` through a compressor of the system.
  private func packed(_ bytes: [UInt8], _ program: String...) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    try folder.write(bytes, to: "plain")
    try run("sh", "-c", "\"$@\" < plain > packed", "sh", program[0], "-c", "-q", in: folder.path)
    return Array(try Data(contentsOf: URL(fileURLWithPath: folder("packed"))))
  }

  @Test func whatCouldReachOutsideIsRefusedByNameAndNothingIsWritten() throws {
    let outside = NSTemporaryDirectory() + "kfuncdocs-outside-\(getpid())"
    var tar = TarWriter()
    tar.add("k/", .folder)
    tar.add("k/good.c", .file, "good")
    tar.add(outside, .file, "absolute")
    tar.add("k/../../up.c", .file, "up")
    tar.add("..", .file, "up")
    tar.add("k/link.c", .symbolicLink, link: outside)
    tar.add("k/dir", .symbolicLink, link: NSTemporaryDirectory())
    tar.add("k/dir/beneath.c", .file, "by its name alone")
    tar.add("k/hard.c", .hardLink, link: "/etc/passwd")
    tar.add("k/hard2.c", .hardLink, link: "k/link.c")
    tar.add("k/char.c", .characterDevice)
    tar.add("k/block.c", .blockDevice)
    tar.add("k/pipe.c", .pipe)
    let (selected, left) = try read(tar.finished)
    #expect(selected.files.map(\.path) == ["dir/beneath.c", "good.c"])
    #expect(selected.files.map { String(decoding: $0.bytes, as: UTF8.self) } == ["by its name alone", "good"])
    let told = Dictionary(grouping: selected.diagnostics, by: \.code).mapValues { $0.map { $0.location?.file ?? "" } }
    #expect(Set(told["refused-entry"] ?? []) == [outside, "k/../../up.c", ".."])
    #expect(told["link-not-read"] == ["dir", "hard.c", "hard2.c", "link.c"])
    #expect(told["not-a-regular-file"] == ["block.c", "char.c", "pipe.c"])
    #expect(left == ["x.tar"])
    #expect(access(outside, F_OK) != 0)
  }

  @Test func filesOutsideTheFirstFolderMeanThatThereIsNoTopFolder() throws {
    var tar = TarWriter()
    tar.add("a/one.c", .file, "1")
    tar.add("b/two.c", .file, "2")
    let (selected, _) = try read(tar.finished)
    #expect(selected.files.map(\.path) == ["a/one.c", "b/two.c"])
    #expect(selected.identity.rootName == nil)
    var other = TarWriter()
    other.add("a/one.c", .file, "1")
    other.add("./a/./two.c", .file, "2")
    #expect(try read(other.finished).selected.files.map(\.path) == ["one.c", "two.c"])
  }

  @Test func theLaterOfTwoEntriesOfOneNameIsRead() throws {
    var tar = TarWriter()
    tar.add("k/a.c", .file, "first")
    tar.add("k/a.c", .file, "second")
    let selected = try read(tar.finished).selected
    #expect(selected.files == [SourceFile(path: "a.c", bytes: Array("second".utf8))])
    #expect(selected.diagnostics.map(\.code.rawValue) == ["duplicate-entry"])
  }

  private var small: TarWriter {
    var tar = TarWriter()
    tar.add("k/a.c", .file, String(repeating: "int a;\n", count: 300))
    tar.add("k/b.c", .file, String((0..<3000).map { Character(Unicode.Scalar(UInt8(33 + $0 * $0 % 90))) }))
    tar.add("k/c.c", .file, "")
    return tar
  }

  @Test func aTarCutAnywhereBeforeItsEndMarkIsAnError() throws {
    let bytes = small.bytes
    #expect(bytes.count % 512 == 0)
    // At every block, where a tar without compression looks complete, and beside it.
    for cut in stride(from: 512, through: bytes.count, by: 512) {
      #expect(failure(Array(bytes.prefix(cut))) == "damaged-archive", "cut at \(cut)")
      #expect(failure(Array(bytes.prefix(cut - 1))) != nil, "cut at \(cut - 1)")
    }
    #expect(try read(small.finished).selected.files.count == 3)
    // One block of zeros is an end mark by every reader's measure.
    #expect(try read(bytes + [UInt8](repeating: 0, count: 512)).selected.files.count == 3)
  }

  @Test(arguments: ["xz", "gzip", "zstd"]) func aCompressedTarCutAnywhereIsAnError(program: String) throws {
    let bytes = try packed(small.finished, program)
    #expect(try read(bytes).selected.files.count == 3)
    // The last bytes hold the checksum and lie far behind the tar's own end.
    for cut in [
      0, 1, 5, 6, 12, 30, bytes.count / 2, bytes.count - 12, bytes.count - 8, bytes.count - 4, bytes.count - 1,
    ] {
      #expect(failure(Array(bytes.prefix(cut))) != nil, "cut at \(cut) of \(bytes.count)")
    }
  }

  @Test(arguments: ["xz", "gzip", "zstd"]) func aFlippedByteIsAnErrorOrChangesNothing(program: String) throws {
    let files = try read(small.finished).selected.files
    let bytes = try packed(small.finished, program)
    var errors = 0
    let places = Array(stride(from: 0, to: bytes.count, by: 7))
    for place in places {
      var damaged = bytes
      damaged[place] ^= 0x24
      do { #expect(try read(damaged).selected.files == files, "byte \(place)") } catch { errors += 1 }
    }
    // A gzip header holds bytes that mean nothing; of the rest every one is covered by a checksum.
    #expect(errors >= places.count - 3)
  }

  @Test func trailingBytesAreInTheIdentity() throws {
    let folder = try TemporaryFolder()
    let bytes = small.finished + [UInt8](repeating: 0, count: 100_000) + Array("trailing".utf8)
    try folder.write(bytes, to: "x.tar")
    try folder.write(try packed(small.finished, "gzip") + Array("trailing".utf8), to: "x.tgz")
    for name in ["x.tar", "x.tgz"] {
      let selected = try ArchiveSource(path: folder(name)).select(everything)
      #expect(selected.files.count == 3)
      #expect(selected.identity.text == "sha256:" + (try run("sha256sum", folder(name)).prefix(64)))
    }
  }

  @Test func whatIsNoTarIsSaidToBeNone() throws {
    #expect(failure([]) == "not-an-archive")
    #expect(failure(Array("int main(void) { return 0; }\n".utf8)) == "not-an-archive")
    #expect(failure(Array(repeating: 0xff, count: 5000)) == "not-an-archive")
    #expect(failure(try packed(Array("text, packed".utf8), "gzip")) == "not-an-archive")
    // A zip: its first bytes, which a libarchive with every format enabled would go for.
    #expect(failure(Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 600)) == "not-an-archive")
  }

  @Test func limitsHold() throws {
    var tar = TarWriter()
    for number in 0..<100 { tar.add("k/\(number).c", .file, "x") }
    var limits = SourceLimits()
    limits.entries = 100
    #expect(try read(tar.finished, limits: limits).selected.files.count == 100)
    limits.entries = 99
    #expect(failure(tar.finished, limits: limits) == "too-many-entries")
    limits = SourceLimits()
    limits.keptBytes = 99
    #expect(failure(tar.finished, limits: limits) == "source-too-large")
    limits.keptBytes = 100
    #expect(try read(tar.finished, limits: limits).selected.files.count == 100)
    limits = SourceLimits()
    limits.unpackedBytes = 50_000
    #expect(failure(tar.finished, limits: limits) == "source-too-large")

    var large = TarWriter()
    large.add("k/large.c", .file, String(repeating: "x", count: 101))
    large.add("k/\(String(repeating: "p", count: 90)).c", .file, "x")
    large.add("k/small.c", .file, String(repeating: "x", count: 100))
    limits = SourceLimits()
    limits.fileBytes = 100
    limits.pathBytes = 80
    let selected = try read(large.finished, limits: limits).selected
    #expect(selected.files.map(\.path) == ["small.c"])
    #expect(Set(selected.diagnostics.map(\.code.rawValue)) == ["file-too-large", "path-too-long"])
  }

  @Test(arguments: ["xz", "gzip", "zstd"]) func aBombOfZerosIsStoppedByItsRatio(program: String) throws {
    var tar = TarWriter()
    tar.add("k/zeros.bin", .file, String(repeating: "\0", count: 8 << 20))
    let bytes = try packed(tar.finished, program)
    var limits = SourceLimits()
    limits.ratioFloor = 1 << 20
    #expect(failure(bytes, limits: limits) == "archive-bomb")
    limits.ratioFloor = 1 << 30
    #expect(try read(bytes, limits: limits).selected.files.first?.bytes.count == 8 << 20)
  }

  /// A header that claims a petabyte, with nothing behind it.
  @Test func aClaimedSizeIsNotBelieved() throws {
    var tar = TarWriter()
    tar.add("k/a.c", .file, "x", size: 0o77777777777)
    #expect(failure(tar.finished) == "damaged-archive")
  }

  @Test func aMillionRefusalsAreCountedNotKept() throws {
    var tar = TarWriter()
    for _ in 0..<500 { tar.add("/evil.c", .file) }
    let selected = try read(tar.finished).selected
    #expect(selected.diagnostics.count == 201)
    #expect(selected.diagnostics.last?.message == "300 more of this kind")
  }
}
