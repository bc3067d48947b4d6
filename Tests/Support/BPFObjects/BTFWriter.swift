/// Writes a `.BTF` section, right or wrong, after Documentation/bpf/btf.rst.
public struct BTFWriter: Sendable {
  /// A type: its kind, flag and count, its third word, and the words that follow.
  public struct Entry: Sendable {
    /// The name; empty for none.
    public var name: String
    /// The kind, as include/uapi/linux/btf.h numbers them.
    public var kind: UInt32
    /// Members, parameters or variables, whatever really follows.
    public var count: UInt32
    /// Size or type.
    public var value: UInt32
    /// What follows.
    public var details: [UInt32]

    /// A type made of its parts.
    public init(_ name: String = "", kind: UInt32, count: UInt32? = nil, value: UInt32 = 0, _ details: [UInt32] = []) {
      self.name = name
      self.kind = kind
      let each: [UInt32: Int] = [4: 3, 5: 3, 6: 2, 13: 2, 15: 3, 19: 3]
      self.count = count ?? UInt32(each[kind].map { details.count / $0 } ?? 0)
      self.value = value
      self.details = details
    }
  }

  /// The types, from number 1 on.
  public var entries: [Entry] = []
  /// Sizes of kinds for the layout section of 7.3, by kind: what follows at all, and for each member; empty for none.
  public var layout: [(own: UInt8, each: UInt8)] = []

  /// A section without types.
  public init() {}

  /// Adds a type; gives its number.
  public mutating func add(_ entry: Entry) -> UInt32 {
    entries.append(entry)
    return UInt32(entries.count)
  }

  /// Adds a function of the type `prototype`.
  public mutating func addFunction(_ name: String, prototype: UInt32) -> UInt32 {
    add(Entry(name, kind: 12, count: 2, value: prototype))  // BTF_FUNC_EXTERN
  }

  /// Adds the data section `name` with variables or functions.
  public mutating func addSection(_ name: String, _ members: [UInt32]) {
    _ = add(Entry(name, kind: 15, value: 0, members.flatMap { [$0, 0, 0] }))
  }

  func bytes(isBigEndian: Bool) -> [UInt8] {
    var names = ByteWriter(isBigEndian: isBigEndian)
    names.bytes = [0]
    var types = ByteWriter(isBigEndian: isBigEndian)
    for entry in entries {
      types.word(entry.name.isEmpty ? 0 : UInt32(names.bytes.count))
      if !entry.name.isEmpty { names.bytes += Array(entry.name.utf8) + [0] }
      types.word(entry.kind << 24 | entry.count)
      types.word(entry.value)
      for word in entry.details { types.word(word) }
    }
    var layouts: [UInt8] = []
    for (own, each) in layout { layouts += [own, each, 0, 0] }
    var section = ByteWriter(isBigEndian: isBigEndian)
    section.half(0xeb9f)
    section.bytes += [1, 0]
    section.word(layout.isEmpty ? 24 : 32)
    section.word(0)
    section.word(UInt32(types.bytes.count))
    section.word(UInt32(types.bytes.count))
    section.word(UInt32(names.bytes.count))
    if !layout.isEmpty {
      section.word(UInt32(types.bytes.count + names.bytes.count))
      section.word(UInt32(layouts.count))
    }
    return section.bytes + types.bytes + names.bytes + layouts
  }
}

/// Bytes in one byte order.
struct ByteWriter {
  let isBigEndian: Bool
  var bytes: [UInt8] = []

  init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

  mutating func half(_ value: UInt16) { append(UInt64(value), count: 2) }
  mutating func word(_ value: UInt32) { append(UInt64(value), count: 4) }
  mutating func long(_ value: UInt64) { append(value, count: 8) }

  private mutating func append(_ value: UInt64, count: Int) {
    let little = (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    bytes += isBigEndian ? little.reversed() : little
  }
}
