extension IntegerShape {
  /// The integer type that the words name, nil when they name none that is known here.
  ///
  /// Widths are those of a 64-bit kernel and of BPF. The names are those of include/uapi/asm-generic/int-ll64.h,
  /// include/linux/types.h and include/uapi/linux/types.h.
  init?(words: [String]) {
    let name = words.joined(separator: " ")
    if words.count == 1, let known = Self.names[name] {
      self.init(name: name, bits: known.bits, isSigned: known.isSigned)
      return
    }
    guard !words.isEmpty, words.allSatisfy(Self.keywords.contains) else { return nil }
    let longs = words.count { $0 == "long" }
    let bits =
      words.contains("__int128")
      ? 128 : words.contains("char") ? 8 : words.contains("short") ? 16 : longs > 0 ? 64 : 32
    self.init(name: name, bits: bits, isSigned: !words.contains("unsigned"))
  }

  /// Words that make up the integer types of C.
  static let keywords: Set<String> = [
    "char", "short", "int", "long", "signed", "unsigned", "__signed__", "__int128",
  ]

  private static let names: [String: (bits: Int, isSigned: Bool)] = {
    var names: [String: (bits: Int, isSigned: Bool)] = [
      // One byte of which only 0 and 1 occur; libbpf takes it for an integer.
      "bool": (1, false), "_Bool": (1, false),
      "size_t": (64, false), "ssize_t": (64, true), "loff_t": (64, true), "uintptr_t": (64, false),
      "pid_t": (32, true), "uid_t": (32, false), "gid_t": (32, false), "gfp_t": (32, false), "dev_t": (32, false),
      "umode_t": (16, false), "__sum16": (16, false), "__wsum": (32, false), "sector_t": (64, false),
      "ktime_t": (64, true), "__poll_t": (32, false),
    ]
    for bits in [8, 16, 32, 64] {
      for prefix in ["", "__"] {
        names["\(prefix)u\(bits)"] = (bits, false)
        names["\(prefix)s\(bits)"] = (bits, true)
        names["\(prefix)be\(bits)"] = (bits, false)
        names["\(prefix)le\(bits)"] = (bits, false)
      }
      names["uint\(bits)_t"] = (bits, false)
      names["int\(bits)_t"] = (bits, true)
    }
    return names
  }()
}
