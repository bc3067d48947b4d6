import KfuncModel

/// Reads the flags that a release defines: `#define KF_… (1 << n)` in `include/linux/btf.h`.
struct FlagReader {
  let source: CSource

  /// The flags in the order of the header.
  func read() -> [FlagDefinition] {
    source.macros.compactMap { macro in
      guard macro.name.hasPrefix("KF_"), macro.parameters == nil, !macro.body.isEmpty else { return nil }
      return FlagDefinition(
        flag: KfuncFlag(rawValue: macro.name), value: CText.expression(macro.body.map(source.text)),
        source: SourceReference(file: source.path, line: macro.line))
    }
  }
}
