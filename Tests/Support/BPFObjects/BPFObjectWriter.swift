/// Writes a BPF object, right or wrong, after the System V gABI: one section of code whose relocations name the
/// undefined symbols, and the BTF section.
public struct BPFObjectWriter: Sendable {
  /// The undefined symbols: name, and binding (1 global, 2 weak).
  public var symbols: [(name: String, binding: UInt8)] = []
  /// The types.
  public var types = BTFWriter()
  /// The byte order.
  public var isBigEndian = false
  /// Whether names end in a zero byte, as they must.
  public var endsNames = true

  /// An object without symbols and types.
  public init() {}

  /// An object that asks for each function of `functions`, of one type, in `.ksyms`.
  public init(functions: [String], prototype: (inout BTFWriter) -> UInt32) {
    let type = prototype(&types)
    let numbers = functions.map { types.addFunction($0, prototype: type) }
    types.addSection(".ksyms", numbers)
    symbols = functions.map { ($0, 1) }
  }

  /// The file.
  public var bytes: [UInt8] {
    var names: [UInt8] = [0]
    func name(_ text: String) -> UInt32 {
      defer { names += Array(text.utf8) + (endsNames ? [0] : []) }
      return UInt32(names.count)
    }
    var table = ByteWriter(isBigEndian: isBigEndian)
    var relocations = ByteWriter(isBigEndian: isBigEndian)
    table.bytes = Array(repeating: 0, count: 24)
    for (index, symbol) in symbols.enumerated() {
      table.word(name(symbol.name))
      table.bytes += [symbol.binding << 4, 0]
      table.half(0)
      table.long(0)
      table.long(0)
      relocations.long(UInt64(index * 8))
      relocations.long(UInt64(index + 1) << 32 | 10)  // R_BPF_64_32
    }
    let sections: [(name: UInt32, type: UInt32, flags: UInt64, link: UInt32, info: UInt32, bytes: [UInt8])] = [
      (0, 0, 0, 0, 0, []),
      (name("tc"), 1, 6, 0, 0, Array(repeating: 0, count: 8 * symbols.count)),
      (name(".reltc"), 9, 0, 3, 1, relocations.bytes),
      (name(".symtab"), 2, 0, 5, 1, table.bytes),
      (name(".BTF"), 1, 0, 0, 0, types.bytes(isBigEndian: isBigEndian)),
    ]
    let own = name(".strtab")
    let all = sections + [(own, 3, 0, 0, 0, names)]
    var file = ByteWriter(isBigEndian: isBigEndian)
    file.bytes = [0x7f, 0x45, 0x4c, 0x46, 2, isBigEndian ? 2 : 1, 1] + Array(repeating: 0, count: 9)
    file.half(1)  // ET_REL
    file.half(247)  // EM_BPF
    file.word(1)
    file.long(0)
    file.long(0)
    file.long(UInt64(64 + all.reduce(0) { $0 + $1.bytes.count }))
    file.word(0)
    for half: UInt16 in [64, 0, 0, 64, UInt16(all.count), UInt16(all.count - 1)] { file.half(half) }
    for section in all { file.bytes += section.bytes }
    var offset = 64
    for section in all {
      file.word(section.name)
      file.word(section.type)
      file.long(section.flags)
      file.long(0)
      file.long(UInt64(offset))
      file.long(UInt64(section.bytes.count))
      file.word(section.link)
      file.word(section.info)
      file.long(1)
      file.long(section.type == 2 ? 24 : section.type == 9 ? 16 : 0)
      offset += section.bytes.count
    }
    return file.bytes
  }
}
