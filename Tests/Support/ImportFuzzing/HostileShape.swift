/// Text that makes a careless reader slow, deep or hungry: one form repeated many times.
public struct HostileShape: Sendable, CustomStringConvertible {
  /// What it is.
  public let description: String
  /// The file that it stands in.
  public let path: String
  private let opening: String
  private let repeated: @Sendable (Int) -> String
  private let closing: String

  init(
    _ description: String, in path: String = "kernel/bpf/sample.c", _ opening: String, _ closing: String = "",
    _ repeated: @escaping @Sendable (Int) -> String
  ) {
    self.description = description
    self.path = path
    self.opening = opening
    self.repeated = repeated
    self.closing = closing
  }

  func bytes(count: Int) -> [UInt8] {
    var bytes = Array(opening.utf8)
    for number in 0..<count { bytes += repeated(number).utf8 }
    return bytes + Array(closing.utf8)
  }

  private static let set = "BTF_KFUNCS_START(s)\nBTF_ID_FLAGS(func, bpf_a)\nBTF_KFUNCS_END(s)\n"
  private static let registration =
    "static const struct btf_kfunc_id_set v = { .set = &s, .filter = f };\n"
    + "static int init(void)\n{\n\treturn register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &v);\n}\n"
  private static let kfunc = "__bpf_kfunc int bpf_a(int x)\n{\n\treturn 0;\n}\n"
  private static let kernel = set + registration + kfunc
  private static let filter = kernel + "static int f(const struct bpf_prog *prog, u32 kfunc_id)\n{\n"

  /// Every shape.
  public static let all: [HostileShape] = [
    HostileShape("calls never closed", kernel) { _ in "int bpf_a(" },
    HostileShape("definitions with lists never closed", kernel) { _ in "int bpf_a(int x,\n" },
    HostileShape("deep parentheses", kernel + "int bpf_a(", ")\n{\n}\n") { _ in "(" },
    HostileShape("a long declaration", kernel, " bpf_a(int x)\n{\n}\n") { _ in "int " },
    HostileShape("names one after another", kernel + "int ") { _ in "bpf_a " },
    HostileShape("one kfunc defined often", kernel) { _ in "__bpf_kfunc int bpf_a(int x)\n{\n\treturn 0;\n}\n" },
    HostileShape("one kfunc defined often with comments", kernel) { _ in
      "/* a */\n__bpf_kfunc int bpf_a(int x)\n{\n\t/* deprecated */\n\treturn 0;\n}\n"
    },
    HostileShape("attributes never closed", kernel, " bpf_a(int x)\n{\n}\n") { _ in "__a(" },
    HostileShape("attribute calls", kernel + "int ", " bpf_a(int x)\n{\n}\n") { _ in "__a(1) " },
    HostileShape("closing parentheses before a name", kernel, " bpf_a(int x)\n{\n}\n") { _ in ")" },
    HostileShape("attributes before every name", kernel) { _ in "__a(1) bpf_a(x) " },
    HostileShape("bodies never closed", kernel) { _ in "int bpf_a(int x) {" },
    HostileShape("many parameters", kernel + "__bpf_kfunc int bpf_a(int x", ")\n{\n}\n") { ", struct a *b\($0)" },
    HostileShape("nested conditions", kernel) { "#if A\($0)\n" },
    HostileShape("nested conditions with a kfunc inside", kernel) { "#if A\($0)\nint bpf_a(int x)\n{\n}\n" },
    HostileShape("many branches", kernel + "#if A\n", "#endif\n") { "#elif B\($0)\nint bpf_a(int x)\n{\n}\n" },
    HostileShape("entries under nested conditions", "BTF_KFUNCS_START(s)\n", "BTF_KFUNCS_END(s)\n" + registration) {
      "#ifdef A\($0)\nBTF_ID_FLAGS(func, bpf_a\($0))\n"
    },
    HostileShape("a long condition", kernel + "#if A", "\nint bpf_a(int x)\n{\n}\n#endif\n") { " && B\($0)" },
    HostileShape(
      "a long condition around many entries",
      "BTF_KFUNCS_START(s)\n#if A" + String(repeating: " && defined(BBBBBBBB)", count: 5_000) + "\n",
      "#endif\nBTF_KFUNCS_END(s)\n" + registration
    ) { "BTF_ID_FLAGS(func, bpf_a\($0))\n" },
    HostileShape("sets never closed", registration) { "BTF_KFUNCS_START(s\($0))\n" },
    HostileShape("sets of one name", registration) { _ in set },
    HostileShape("text in a set", "BTF_KFUNCS_START(s)\n", "BTF_KFUNCS_END(s)\n" + registration) { _ in "( " },
    HostileShape("lines of text in a set", "BTF_KFUNCS_START(s)\n", "BTF_KFUNCS_END(s)\n" + registration) { _ in "(\n"
    },
    HostileShape("entries never closed", "BTF_KFUNCS_START(s)\n") { _ in "BTF_ID_FLAGS(func, a\n" },
    HostileShape("many entries", "BTF_KFUNCS_START(s)\n", "BTF_KFUNCS_END(s)\n" + registration) {
      "BTF_ID_FLAGS(func, bpf_a\($0), KF_ACQUIRE)\n"
    },
    HostileShape("one entry often", "BTF_KFUNCS_START(s)\n", "BTF_KFUNCS_END(s)\n" + registration) { _ in
      "BTF_ID_FLAGS(func, bpf_a, KF_ACQUIRE)\n"
    },
    HostileShape(
      "many flags", "BTF_KFUNCS_START(s)\nBTF_ID_FLAGS(func, bpf_a, KF_A", ")\nBTF_KFUNCS_END(s)\n" + registration
    ) {
      " | KF_B\($0)"
    },
    HostileShape(
      "a list macro in a list macro", kernel + "#define L L ", "\nBTF_KFUNCS_START(t)\nL\nL\nBTF_KFUNCS_END(t)\n"
    ) {
      _ in "X(a) "
    },
    HostileShape(
      "a list macro used often",
      "#define X(a) BTF_ID_FLAGS(func, bpf_##a) \\\n"
        + String(repeating: "BTF_ID_FLAGS(func, bpf_y) \\\n", count: 2_000) + "\n#define L "
        + String(repeating: "X(a) ", count: 2_000) + "\nBTF_KFUNCS_START(s)\n", "BTF_KFUNCS_END(s)\n" + registration
    ) { _ in "L\n" },
    HostileShape("macros of one name", kernel, "BTF_KFUNCS_START(t)\nM\nBTF_KFUNCS_END(t)\n") { _ in "#define M 1\n" },
    HostileShape("macros and uses", kernel + "BTF_KFUNCS_START(t)\n") { "#define M\($0) 1\nM\($0)\n" },
    HostileShape("macros undefined", kernel) { "#define M\($0) 1\n#undef M0\n" },
    HostileShape("registrations never closed", kernel) { _ in "register_btf_kfunc_id_set(" },
    HostileShape("many registrations", kernel + "int g(void)\n{\n", "}\n") { _ in
      "register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &v) && "
    },
    HostileShape("registrations in blocks", kernel + "int g(void)\n{\n", "}\n") { _ in
      "if (IS_ENABLED(CONFIG_X)) { register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &v);\n"
    },
    HostileShape("registrations and returns", kernel + "int g(void)\n{\n", "}\n") { _ in
      "if (!IS_ENABLED(CONFIG_X)) return 0; register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &v);\n"
    },
    HostileShape(
      "enabled words never closed", kernel + "int g(void)\n{\n", "register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &v); }"
    ) {
      _ in "IS_ENABLED("
    },
    HostileShape("variables never closed", kernel) { _ in "struct btf_kfunc_id_set v = {" },
    HostileShape("many variables of one name", kernel) { _ in "struct btf_kfunc_id_set v = { .set = &s };\n" },
    HostileShape("tables never closed", kernel) { _ in "struct bpf_struct_ops t = {" },
    HostileShape("a filter with a long conjunction", filter + "if (a", ")\nreturn 0;\nreturn -EACCES;\n}\n") { _ in
      " && a"
    },
    HostileShape("a filter with a long disjunction", filter + "if (!(a", "))\nreturn 0;\nreturn -EACCES;\n}\n") { _ in
      " || a"
    },
    HostileShape("a filter with many negations", filter + "if (", "a)\nreturn 0;\nreturn -EACCES;\n}\n") { _ in "!" },
    HostileShape("a filter with deep parentheses", filter + "if (", "a)\nreturn 0;\nreturn -EACCES;\n}\n") { _ in "(" },
    HostileShape("a filter with deep whole parentheses", filter + "return ", ";\n}\n") { _ in "(" },
    HostileShape(
      "a filter whose names stand for each other", filter + "a0 = b && b;\n", "if (a6)\nreturn 0;\nreturn -EACCES;\n}\n"
    ) { number in
      "a\(number % 14 + 1) = \(Array(repeating: "a\(number % 14)", count: 14).joined(separator: " && "));\n"
    },
    HostileShape("a filter with many decisions", filter, "return -EACCES;\n}\n") { "if (a\($0))\nreturn 0;\n" },
    HostileShape("a filter with many sets", filter, "return -EACCES;\n}\n") {
      "if (btf_id_set8_contains(&s\($0), kfunc_id))\nreturn 0;\n"
    },
    HostileShape("a filter with many types", filter + "switch (prog->type) {\n", "return 0;\n}\n}\n") {
      "case BPF_PROG_TYPE_\($0):\n"
    },
    HostileShape("a filter with choices", filter + "return ", ";\n}\n") { _ in "a ? 0 : " },
    HostileShape("a filter with conditions in it", filter, "return 0;\n}\n") { "#if A\($0)\n" },
    HostileShape("quotes", kernel) { _ in "\"" },
    HostileShape("opening comments", kernel) { _ in "/*" },
    HostileShape("a long comment above", kernel + "/**\n", " */\n" + kfunc) { _ in " * deprecated in v6.22\n" },
    HostileShape("many comments above", kernel, kfunc) { _ in "/* deprecated */\n" },
    HostileShape("warnings in a body", kernel + "int bpf_a(int x)\n{\n", "}\n") { _ in "pr_warn(" },
    HostileShape("continued lines", kernel + "#define A ", "\n") { _ in "\\\n" },
    HostileShape("verifier names never closed", in: "kernel/bpf/verifier.c", "") { _ in "strcmp(" },
    HostileShape("verifier names", in: "kernel/bpf/verifier.c", "") {
      "btf_param_match_suffix(btf, arg, \"__x\($0)\");\n"
    },
    HostileShape("open bodies in branches", kernel + "#if A\n", "#endif\n") {
      "int bpf_a(int x)\n{\n/* a */\n#elif B\($0)\n"
    },
    HostileShape(
      "attributes that are kfuncs",
      "BTF_KFUNCS_START(t)\nBTF_ID_FLAGS(func, __bpf_a)\nBTF_KFUNCS_END(t)\n"
        + registration.replacing("&s", with: "&t")
    ) { _ in "__bpf_a(1) " },
    HostileShape("variables in variables", kernel, "\n") { "struct btf_kfunc_id_set v\($0) = { { } " },
    HostileShape("registrations in registrations", kernel, "\n") { _ in "register_btf_kfunc_id_set(a, b, ( ) " },
    HostileShape("many filters", kernel) {
      "static struct btf_kfunc_id_set v\($0) = { .set = &s, .filter = f\($0) };\n"
        + "int f\($0)(int a)\n{\nreturn 0;\n}\nint r\($0) = register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &v\($0));\n"
    },
    HostileShape("many undefined filters", kernel) {
      "static struct btf_kfunc_id_set v\($0) = { .set = &s, .filter = f\($0) };\n"
        + "int r\($0) = register_btf_kfunc_id_set(BPF_PROG_TYPE_XDP, &v\($0));\n"
    },
    HostileShape(
      "hooks", in: "kernel/bpf/btf.c", "static int bpf_prog_type_to_kfunc_hook(int t)\n{\nswitch (t) {\n", "}\n}\n"
    ) {
      "case BPF_PROG_TYPE_\($0):\nreturn HOOK_\($0);\n"
    },
    HostileShape("flags", in: "include/linux/btf.h", "") { "#define KF_A\($0) (1 << \($0))\n" },
    HostileShape(
      "names in macros never closed", in: "tools/testing/selftests/bpf/progs/a.bpf.c", "#include \"vmlinux.h\"\n"
    ) { _ in "M(bpf_fix_good " },
    HostileShape("calls in programs", in: "tools/testing/selftests/bpf/progs/a.bpf.c", "#include \"vmlinux.h\"\n") {
      _ in "int bpf_fix_good("
    },
    HostileShape("prototypes in programs", in: "tools/testing/selftests/bpf/progs/a.bpf.c", "#include \"vmlinux.h\"\n")
    { _ in "int bpf_fix_good(int) " },
    HostileShape("flavours", in: "tools/testing/selftests/bpf/progs/a.bpf.c", "#include \"vmlinux.h\"\n") { _ in
      "bpf_fix_good___"
    },
    HostileShape("inclusions", in: "kernel/bpf/all.c", "") { _ in "#include \"sample.c\"\n" },
    HostileShape("a long line of inclusion", in: "kernel/bpf/all.c", "#include \"") { _ in "../" },
    HostileShape("sections of MAINTAINERS", in: "MAINTAINERS", "Maintainers List\n----\n\n") {
      "SECTION \($0)\nM:\tA <a@example.org>\nS:\tMaintained\nF:\tkernel/bpf/\n\n"
    },
    HostileShape("stars in MAINTAINERS", in: "MAINTAINERS", "A\nS:\tMaintained\nF:\t", "\n") { _ in "*a" },
    HostileShape("patterns of one section", in: "MAINTAINERS", "A\nS:\tMaintained\n") {
      "F:\tkernel/*/a*b*c*d\($0)*.c\n"
    },
    HostileShape("expressions in MAINTAINERS", in: "MAINTAINERS", "A\nS:\tMaintained\nK:\tx\nN:\t", "\n") { _ in "(a*)*"
    },
    HostileShape("open expressions in MAINTAINERS", in: "MAINTAINERS", "A\nS:\tMaintained\nN:\t", "\n") { _ in "(" },
    HostileShape("references in Makefiles", in: "kernel/bpf/Makefile", "obj-y += ") { _ in "$(" },
    HostileShape("conditionals in Makefiles", in: "kernel/bpf/Makefile", "", "obj-y += sample.o\n") {
      "ifdef CONFIG_A\($0)\n"
    },
    HostileShape("lists that name each other", in: "kernel/bpf/Makefile", "obj-y += a0.o\n", "a99-y := sample.o\n") {
      "a\($0 % 99)-y += a\($0 % 99 + 1).o a\(($0 + 7) % 99).o\n"
    },
    HostileShape("lists that hold a file", in: "kernel/bpf/Makefile", "") { "obj-$(CONFIG_A\($0)) += sample.o\n" },
    HostileShape("continued lines of Makefiles", in: "kernel/bpf/Makefile", "obj-y += ") { _ in "sample.o \\\n" },
    HostileShape("variables of Makefiles", in: "kernel/bpf/Makefile", "a0 := x\n") {
      "a\($0 + 1) := $(a\($0))$(a\($0))\n"
    },
    HostileShape("symbols of Kconfig", in: "kernel/bpf/Kconfig", "") { "config A\($0)\n\ttristate\n" },
    HostileShape("sections of a policy", in: "Documentation/bpf/kfuncs.rst", "") {
      "Title \($0)\n==========\n\ntext\n\n"
    },
    HostileShape("marks of a policy", in: "Documentation/bpf/kfuncs.rst", "") { _ in "=" },
    HostileShape("labels of a policy", in: "Documentation/bpf/kfuncs.rst", "", "Title\n=====\n") {
      ".. _label\($0):\n"
    },
  ]
}
