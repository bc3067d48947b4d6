import KernelSources
import Testing

@Suite struct GlobTests {
  @Test(arguments: [
    ("v6.*", "v6.12", true), ("v6.*", "v6", false), ("v6.*", "xv6.1", false), ("v?.1", "v6.1", true),
    ("v[5-6].*", "v5.19", true), ("v[5-6].*", "v7.0", false), ("*", "a/b", true), ("v6.1", "v6.12", false),
    ("", "", true), ("[", "[", true),
  ])
  func matchesAsAShellDoes(pattern: String, name: String, isMatch: Bool) {
    #expect(Glob(pattern).matches(name) == isMatch)
  }
}
