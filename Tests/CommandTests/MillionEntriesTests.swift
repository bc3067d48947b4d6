import Foundation
import TestFiles
import Testing

/// An archive of a million empty files, a few MB when packed.
@Suite struct MillionEntriesTests {
  @Test func aMillionEntriesEndQuicklyAndSayThatTheyAreNoKernel() async throws {
    let scene = try ImportScene()
    let good = try await scene.importGood()
    try MillionEntriesTests.write(entries: 1_000_000, to: scene.folder("many.tar.zst"))
    let size = try #require(scene.folder.bytes(of: "many.tar.zst")?.count)
    #expect(size < 40 << 20)
    // About two seconds in a debug build; the limit is one for a hang, not a measurement.
    let outcome = try await scene.importKernel(scene.folder("many.tar.zst"), killedAfter: 60)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("error: "), "\(outcome.errors)")
    #expect(scene.holds(good))
  }

  /// A tar made as a stream: headers in chunks into zstd's input.
  static func write(entries: Int, to path: String) throws {
    var tar = TarWriter()
    tar.add("linux/drivers/0000000.c", .file)
    var header = tar.bytes
    let place = 14
    var checksum = header[148..<154].reduce(0) { $0 * 8 + Int($1) - 48 }
    // A pipe with a name, which the shell opens: the archive is as long as two hundred disks of tests.
    let pipe = path + ".pipe"
    guard mkfifo(pipe, 0o600) == 0 else { throw CommandFailure(arguments: ["mkfifo", pipe], status: errno) }
    let process = try ChildProcess(["sh", "-c", "exec zstd -q -1 -f -o \"$0\" < \"$1\"", path, pipe])
    let input = try FileHandle(forWritingTo: URL(fileURLWithPath: pipe))
    var chunk = Data()
    for _ in 0..<entries {
      chunk.append(contentsOf: header)
      if chunk.count > 1 << 20 {
        try input.write(contentsOf: chunk)
        chunk.removeAll(keepingCapacity: true)
      }
      // The next number, digit by digit, and the checksum along with it.
      var digit = place + 6
      while header[digit] == UInt8(ascii: "9"), digit > place {
        header[digit] = UInt8(ascii: "0")
        checksum -= 9
        digit -= 1
      }
      header[digit] += 1
      checksum += 1
      var rest = checksum
      for offset in stride(from: 153, through: 148, by: -1) {
        header[offset] = UInt8(ascii: "0") + UInt8(rest & 7)
        rest >>= 3
      }
    }
    chunk.append(Data(count: 1024))
    try input.write(contentsOf: chunk)
    try input.close()
    #expect(process.wait() == 0)
    unlink(pipe)
  }
}
