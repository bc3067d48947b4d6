internal import Diagnostics

/// The parts of a BPF object that tell of its externs: sections, symbols and relocations of a 64-bit ELF file.
///
/// Follows the System V ABI, gABI 4.1 chapter 4 (header, sections, symbol table, relocation), in both byte orders.
/// Every offset and count is checked against the file before it is used.
struct ELFObject {
  /// A section of the file.
  struct Section {
    var name: String
    var type: Int
    var isCode: Bool
    /// The bytes in the file, nil when the header points outside of it.
    var contents: Range<Int>?
    var link: Int
    var info: Int
  }

  /// A symbol that the object leaves open: undefined, without a type, global or weak, as libbpf's `sym_is_extern`
  /// has it.
  struct Extern {
    var name: String
    var isWeak: Bool
    /// Sections of code that refer to it, each once, in the order of the file.
    var sections: [String]
  }

  let bytes: ObjectBytes
  let sections: [Section]
  let externs: [Extern]
  let diagnostics: [Diagnostic]

  /// The bytes that every ELF file begins with.
  static let magic: [UInt8] = [0x7f, 0x45, 0x4c, 0x46]

  /// Reads the object in `file`; throws what makes it none.
  init(_ file: [UInt8], path: String) throws(Diagnostic) {
    func refusal(_ code: Diagnostic.Code, _ message: String) -> Diagnostic {
      Diagnostic(.error, code, message, at: SourceLocation(file: path))
    }
    guard file.starts(with: Self.magic) else { throw refusal("not-an-object", "not an ELF file") }
    guard file.count >= 64 else { throw refusal("truncated-object", "an ELF file of \(file.count) bytes is cut off") }
    guard file[4] == 2 else { throw refusal("not-a-bpf-object", "not a 64-bit ELF file; BPF objects are") }
    guard file[5] == 1 || file[5] == 2 else {
      throw refusal("damaged-object", "the ELF header names no byte order that exists: \(file[5])")
    }
    bytes = ObjectBytes(bytes: file, isBigEndian: file[5] == 2)
    // EM_BPF; like libbpf (bpf_object__elf_init) also no machine at all, which early compilers wrote.
    let machine = bytes.half(at: 18) ?? 0
    guard machine == 247 || machine == 0 else {
      throw refusal("not-a-bpf-object", "an ELF file for machine \(machine), not for BPF (247)")
    }
    guard let sections = Self.sections(of: bytes) else {
      throw refusal("truncated-object", "the section headers lie outside of the file")
    }
    self.sections = sections
    var diagnostics: [Diagnostic] = []
    externs = Self.externs(of: bytes, sections) {
      diagnostics.append(Diagnostic(.warning, "damaged-object", $0, at: SourceLocation(file: path)))
    }
    self.diagnostics = diagnostics
  }

  /// The first section of the name that has contents.
  func section(_ name: String) -> Section? { sections.first { $0.name == name } }

  // MARK: Sections

  private static let headerSize = 64

  private static func sections(of bytes: ObjectBytes) -> [Section]? {
    guard let table = bytes.long(at: 40), let size = bytes.half(at: 58), var count = bytes.half(at: 60),
      var names = bytes.half(at: 62)
    else { return nil }
    if table == 0 { return [] }
    guard size == headerSize, bytes.range(table, count: headerSize) != nil else { return nil }
    // More than 65,279 sections stand in the first header (gABI, "e_shnum").
    if count == 0 { count = bytes.long(at: table + 32) ?? 0 }
    if names == 0xffff { names = bytes.word(at: table + 40) ?? 0 }
    guard count <= bytes.bytes.count / headerSize, bytes.range(table, count: count * headerSize) != nil else {
      return nil
    }
    let strings =
      names < count ? contents(of: bytes, at: table + names * headerSize) : nil
    return (0..<count).map { index in
      let start = table + index * headerSize
      let name = strings.flatMap { strings in bytes.word(at: start).flatMap { bytes.name(at: $0, in: strings) } }
      let type = bytes.word(at: start + 4) ?? 0
      return Section(
        name: name ?? "", type: type, isCode: (bytes.long(at: start + 8) ?? 0) & 4 != 0,
        contents: type == 8 ? nil : contents(of: bytes, at: start),  // SHT_NOBITS has none in the file
        link: bytes.word(at: start + 40) ?? 0, info: bytes.word(at: start + 44) ?? 0)
    }
  }

  private static func contents(of bytes: ObjectBytes, at header: Int) -> Range<Int>? {
    guard let offset = bytes.long(at: header + 24), let size = bytes.long(at: header + 32) else { return nil }
    return bytes.range(offset, count: size)
  }

  // MARK: Symbols

  private static func externs(
    of bytes: ObjectBytes, _ sections: [Section], warn: (String) -> Void
  ) -> [Extern] {
    // An object has one symbol table (gABI, "SHT_SYMTAB"); libbpf refuses another.
    guard let index = sections.firstIndex(where: { $0.type == 2 }) else {
      warn("the object has no symbol table")
      return []
    }
    guard let table = sections[index].contents, sections.indices.contains(sections[index].link),
      let strings = sections[sections[index].link].contents
    else {
      warn("the symbol table or its names lie outside of the file")
      return []
    }
    var externs: [Extern] = []
    var places: [Int: Int] = [:]
    var unnamed = 0
    for symbol in 0..<table.count / 24 {
      let start = table.lowerBound + symbol * 24
      guard let info = bytes.byte(at: start + 4), bytes.half(at: start + 6) == 0 else { continue }
      let binding = info >> 4
      guard info & 15 == 0, binding == 1 || binding == 2, let offset = bytes.word(at: start), offset != 0 else {
        continue
      }
      guard let name = bytes.name(at: offset, in: strings) else {
        unnamed += 1
        continue
      }
      if name.isEmpty { continue }
      places[symbol] = externs.count
      externs.append(Extern(name: name, isWeak: binding == 2, sections: []))
    }
    if unnamed > 0 { warn("undefined symbols without a readable name: \(unnamed)") }
    note(bytes, sections, symbols: index, places, in: &externs)
    return externs
  }

  /// Notes which sections of code refer to which extern, from the relocations.
  private static func note(
    _ bytes: ObjectBytes, _ sections: [Section], symbols: Int, _ places: [Int: Int], in externs: inout [Extern]
  ) {
    // A relocation section with addends has larger entries; libbpf itself knows none of those.
    for relocations in sections where relocations.link == symbols && (relocations.type == 9 || relocations.type == 4) {
      guard let contents = relocations.contents, sections.indices.contains(relocations.info) else { continue }
      let target = sections[relocations.info]
      guard target.isCode, !target.name.isEmpty else { continue }
      let size = relocations.type == 9 ? 16 : 24
      var seen: Set<Int> = []
      for entry in 0..<contents.count / size {
        // The symbol is the upper half of r_info.
        let info = contents.lowerBound + entry * size + 8
        guard let symbol = bytes.word(at: bytes.isBigEndian ? info : info + 4), let place = places[symbol],
          seen.insert(place).inserted
        else { continue }
        externs[place].sections.append(target.name)
      }
    }
  }
}
