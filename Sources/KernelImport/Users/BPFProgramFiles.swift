/// Which of a tree's C files hold BPF programs, or are headers of BPF programs.
struct BPFProgramFiles {
  /// The files, by path.
  let sources: [CSource]

  init(_ candidates: [CSource]) {
    var included: Set<Int> = []
    var byName: [String: [Int]] = [:]
    for (index, source) in candidates.enumerated() {
      byName[BPFProgramFiles.lastComponent(source.path), default: []].append(index)
    }
    var queue = candidates.indices.filter { BPFProgramFiles.isMarked(candidates[$0]) }
    included.formUnion(queue)
    // A header that a BPF program includes is part of it, however it is named.
    while let index = queue.popLast() {
      for path in candidates[index].includes.map(\.path) {
        for header in byName[BPFProgramFiles.lastComponent(path)] ?? []
        where candidates[header].path.hasSuffix("/" + BPFProgramFiles.withoutDots(path))
          && BPFProgramFiles.isOfPrograms(candidates[header].path) && included.insert(header).inserted
        {
          queue.append(header)
        }
      }
    }
    sources = included.sorted().map { candidates[$0] }
  }

  /// Whether a file says by itself that it is compiled for BPF: by its name, by a section of a program, or by a
  /// declaration of a kernel symbol.
  private static func isMarked(_ source: CSource) -> Bool {
    guard isOfPrograms(source.path) else { return false }
    if source.path.hasSuffix(".bpf.c") || source.path.hasSuffix(".bpf.h") { return true }
    if source.includes.contains(where: {
      $0.path == "vmlinux.h" || $0.path.hasSuffix("bpf/bpf_helpers.h") || $0.path == "bpf_helpers.h"
    }) {
      return true
    }
    for (index, token) in source.tokens.enumerated() where token.kind == .identifier && token.depth == 0 {
      if source.matches(token, "__ksym") { return true }
      if source.matches(token, "SEC"), source.matches(at: index + 1, "(") { return true }
    }
    return false
  }

  /// Kernel code itself is no BPF program, whatever words it holds.
  private static func isOfPrograms(_ path: String) -> Bool {
    path.hasPrefix("tools/") || path.hasPrefix("samples/") || path.hasSuffix(".bpf.c") || path.hasSuffix(".bpf.h")
      || path.contains("/progs/") || path.contains("/preload/")
  }

  private static func lastComponent(_ path: String) -> String {
    String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
  }

  private static func withoutDots(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != ".." && $0 != "." }.joined(separator: "/")
  }
}
