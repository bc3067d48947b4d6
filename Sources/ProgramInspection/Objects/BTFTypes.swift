internal import Diagnostics

/// The types of an object's `.BTF` section, by number.
///
/// Follows Documentation/bpf/btf.rst and include/uapi/linux/btf.h of 7.3, whose wider counts and layout section older
/// data does not use. Numbers and offsets in it are looked at where they are used; loops among types end at a depth.
struct BTFTypes {
  enum Kind: Int {
    case void = 0
    case integer, pointer, array, structure, union, enumeration, forward, alias, volatile, const, restrict
    case function, prototype, variable, section, float, declarationTag, typeTag, enumeration64
  }

  struct Entry {
    /// Where the name begins among the names.
    var name: Int32
    var kind: UInt8
    /// Whether the flag bit of kinds is set: for a forward declaration, that it is of a union.
    var flag: Bool
    /// Members, parameters or variables.
    var count: Int32
    /// The third word: a size or the number of another type.
    var value: UInt32
    /// Where what follows the three words begins, among the object's bytes.
    var details: Int32
  }

  let bytes: ObjectBytes
  private let names: Range<Int>
  /// The entries; number 1 is the first, 0 is `void`.
  private let entries: [Entry]

  /// More types than this are none that the kernel would take (`BTF_MAX_TYPE`).
  private static let mostTypes = 0xfffff

  /// Reads the section at `range`; throws what makes it unreadable.
  init(_ bytes: ObjectBytes, at range: Range<Int>, path: String) throws(Diagnostic) {
    func refusal(_ message: String) -> Diagnostic {
      Diagnostic(.error, "damaged-btf", message, at: SourceLocation(file: path))
    }
    self.bytes = bytes
    let start = range.lowerBound
    guard range.count >= 24, let headerSize = bytes.word(at: start + 4), let typesOffset = bytes.word(at: start + 8),
      let typesSize = bytes.word(at: start + 12), let namesOffset = bytes.word(at: start + 16),
      let namesSize = bytes.word(at: start + 20)
    else { throw refusal("the BTF header is cut off") }
    guard bytes.half(at: start) == 0xeb9f else { throw refusal("the BTF section begins with no BTF header") }
    guard bytes.byte(at: start + 2) == 1 else {
      throw refusal("BTF of version \(bytes.byte(at: start + 2) ?? 0); 1 is the only one known")
    }
    func part(_ offset: Int, _ size: Int) -> Range<Int>? {
      // Each is below 2^32, so that their sum is one that fits.
      guard headerSize >= 24, headerSize + offset + size <= range.count else { return nil }
      return start + headerSize + offset..<start + headerSize + offset + size
    }
    guard let types = part(typesOffset, typesSize), let names = part(namesOffset, namesSize) else {
      throw refusal("the BTF header points outside of its section")
    }
    self.names = names
    var layout: Range<Int>?
    if headerSize >= 32, let offset = bytes.word(at: start + 24), let size = bytes.word(at: start + 28) {
      layout = part(offset, size)
    }
    var entries = [Entry(name: 0, kind: 0, flag: false, count: 0, value: 0, details: 0)]
    var position = types.lowerBound
    while position < types.upperBound {
      guard types.upperBound - position >= 12, let name = bytes.word(at: position),
        let info = bytes.word(at: position + 4), let value = bytes.word(at: position + 8)
      else { throw refusal("BTF type \(entries.count) is cut off") }
      let kind = info >> 24 & 0x7f
      let count = info & 0xffffff
      guard let size = Self.detailSize(kind: kind, count: count, bytes, layout: layout) else {
        throw refusal("BTF type \(entries.count) is of a kind that is not known: \(kind)")
      }
      guard size <= types.upperBound - position - 12 else { throw refusal("BTF type \(entries.count) is cut off") }
      guard entries.count <= Self.mostTypes else { throw refusal("more than \(Self.mostTypes) BTF types") }
      entries.append(
        Entry(
          // A name beyond 2^31 is outside of any section that is read.
          name: Int32(exactly: name) ?? -1, kind: UInt8(kind), flag: info >> 31 == 1, count: Int32(count),
          value: UInt32(value), details: Int32(position + 12)))
      position += 12 + size
    }
    self.entries = entries
  }

  /// The bytes that follow the three words of a type; nil for a kind that neither the documents nor the data's own
  /// layout knows.
  private static func detailSize(kind: Int, count: Int, _ bytes: ObjectBytes, layout: Range<Int>?) -> Int? {
    switch Kind(rawValue: kind) {
    case .integer, .variable, .declarationTag: return 4
    case .pointer, .forward, .alias, .volatile, .const, .restrict, .function, .float, .typeTag: return 0
    case .array: return 12
    case .structure, .union, .section, .enumeration64: return 12 * count
    case .enumeration, .prototype: return 8 * count
    case .void: return nil
    case nil:
      guard let layout, (kind + 1) * 4 <= layout.count, let own = bytes.byte(at: layout.lowerBound + kind * 4),
        let each = bytes.byte(at: layout.lowerBound + kind * 4 + 1)
      else { return nil }
      return Int(own) + Int(each) * count
    }
  }

  /// The numbers of the types, without `void`.
  var numbers: Range<Int> { 1..<entries.count }

  /// The type of a number, nil when there is none.
  subscript(number: Int) -> Entry? { entries.indices.contains(number) ? entries[number] : nil }

  /// The kind of an entry, nil for one that is not known.
  func kind(_ entry: Entry) -> Kind? { Kind(rawValue: Int(entry.kind)) }

  /// The name of an entry; nil where it cannot be read.
  func name(_ entry: Entry) -> String? { bytes.name(at: Int(entry.name), in: names) }

  /// The name at an offset among the names.
  func name(at offset: Int) -> String? { bytes.name(at: offset, in: names) }

  /// A word of what follows an entry, which lies within the section since the entry was read.
  func detail(_ index: Int, of entry: Entry) -> Int { bytes.word(at: Int(entry.details) + 4 * index) ?? 0 }
}
