public import SeededNumbers

/// Changes to a file's bytes, as a careless editor, a bad disk or an attacker would make them.
public enum Mutation {
  /// Words that the importer's readers look for, and bytes that end or open something.
  static let words: [[UInt8]] =
    [
      "(", ")", "{", "}", "[", "]", ";", ",", "\"", "'", "/*", "*/", "//", "\\\n", "\n", "\r\n", "\0", "#if X\n",
      "#else\n",
      "#elif Y\n", "#endif\n", "#if 0\n", "#define A(x) x\n", "#define bpf_x\n", "#undef A\n", "#include \"a.c\"\n",
      "BTF_KFUNCS_START(a)\n", "BTF_KFUNCS_END(a)\n", "BTF_SET8_START(b)\n",
      "BTF_ID_FLAGS(func, bpf_x, KF_ACQUIRE | KF_RCU)\n",
      "BTF_ID_FLAGS(func, ", "BTF_ID(func, x)\n", "__bpf_kfunc ",
      "__bpf_kfunc void bpf_x(struct a *b__nullable, ...)\n{\n}\n",
      "static const struct btf_kfunc_id_set s = { .owner = THIS_MODULE, .set = &a, .filter = f };\n",
      "register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &s)",
      "static int f(const struct bpf_prog *prog, u32 kfunc_id)\n{\n",
      "if (!btf_id_set8_contains(&a, kfunc_id)) return 0;\n", "return -EACCES;", "prog->type == BPF_PROG_TYPE_XDP",
      "&&", "||",
      "!", "?", ":", "=", "switch (prog->type) {\n", "case BPF_PROG_TYPE_XDP:\n", "default:\n",
      "extern int bpf_x(void) __ksym;\n",
      "SEC(\"tc\")\n", "/**\n * bpf_x - does\n * @a: b\n */\n", "deprecated, will be removed in v6.22",
      "pr_warn_once(\"deprecated\");",
      "obj-$(CONFIG_X) += a.o\n", "$(", "ifeq ($(CONFIG_X),y)\n", "endif\n", "else\n", "config X\n\ttristate \"x\"\n",
      "\thelp\n",
      "F:\t*/x[\n", "N:\t(a|b)*c{1,9}\n", "X:\t**\n", "T:\tgit git://x\n", "L:\tbpf@vger.kernel.org\n", "\u{fffd}",
      "\u{202e}",
      "====\nTitle\n====\n", "VERSION = 6\n", "PATCHLEVEL = 99999999999\n", "EXTRAVERSION = -rc",
    ].map { Array($0.utf8) } + [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]]

  /// Larger results are cut.
  static let largestResult = 1 << 20

  /// `bytes` after one to eight changes; `other` lends parts of another file, `words` are what the reader looks for, by
  /// default those of the importer.
  public static func mutated(
    _ bytes: [UInt8], with other: [UInt8], words: [[UInt8]]? = nil, _ random: inout SeededNumbers
  ) -> [UInt8] {
    var result = bytes
    for _ in 0...random.below(8) {
      change(&result, with: other, words ?? Self.words, &random)
      if result.count > largestResult { result.removeSubrange(largestResult...) }
    }
    return result
  }

  private static func change(
    _ bytes: inout [UInt8], with other: [UInt8], _ words: [[UInt8]], _ random: inout SeededNumbers
  ) {
    let place = random.below(bytes.count + 1)
    let range = random.range(in: bytes.count)
    switch random.below(12) {
    case 0: if place < bytes.count { bytes[place] ^= 1 << UInt8(random.below(8)) }
    case 1: if place < bytes.count { bytes[place] = UInt8(random.below(256)) }
    case 2: bytes.removeSubrange(range)
    case 3: bytes.removeSubrange(place...)
    case 4: bytes.insert(contentsOf: Array(bytes[range]), at: place)
    case 5: bytes.insert(contentsOf: other[random.range(in: other.count)], at: place)
    case 6: bytes.replaceSubrange(range, with: words[random.below(words.count)])
    case 7: swapLines(&bytes, &random)
    case 8: repeatPart(&bytes, at: place, Array(bytes[range]), &random)
    case 9: repeatPart(&bytes, at: place, words[random.below(words.count)], &random)
    default: bytes.insert(contentsOf: words[random.below(words.count)], at: place)
    }
  }

  private static func repeatPart(_ bytes: inout [UInt8], at place: Int, _ part: [UInt8], _ random: inout SeededNumbers)
  {
    guard !part.isEmpty else { return }
    let most = random.oneIn(20) ? (512 << 10) / part.count : 64
    bytes.insert(contentsOf: Array(repeatElement(part, count: random.below(most + 1)).joined()), at: place)
  }

  private static func swapLines(_ bytes: inout [UInt8], _ random: inout SeededNumbers) {
    var lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
    lines.swapAt(random.below(lines.count), random.below(lines.count))
    bytes = Array(lines.joined(separator: [0x0a]))
  }
}
