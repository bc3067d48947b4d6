import Testing

@testable import KernelImport

@Suite struct PathExpressionTests {
  // Each expectation was read off perl 5: `perl -e 'print "lib/a" =~ m/^li/x'`.
  @Test(arguments: [
    ("[^a-z]tegra", "arch/tegra.c", true), ("[^a-z]tegra", "tegra.c", false), ("[^a-z]tegra", "integra/tegra", true),
    ("stm", "drivers/testmod.c", true), (#"\bmxc[^\d]"#, "mach/mxc_b.c", true), (#"\bmxc[^\d]"#, "mach/mxc4.c", false),
    (#"^.*/vdso/[^/]*getrandom[^/]+$"#, "lib/vdso/vgetrandom.c", true),
    (#"^.*/vdso/[^/]*getrandom[^/]+$"#, "lib/vdso/x/getrandom.c", false),
    (#"include\/linux\/page[-_][a-zA-Z]*"#, "include/linux/page-flags.h", true), ("sun[x456789]i", "a/sun8i-x", true),
    ("bcm[9]?6878", "bcm6878.dts", true), ("a b # c", "ab", true), ("a[ ]b", "a b", true), (#"a\ b"#, "ab", false),
    ("x{2,3}y", "xxxy", true), ("x{2,3}y$", "axy", false), ("x{2}", "x{2}", false), ("^x{,2}y", "xxy", true),
    ("^x{,2}y", "xxxy", false), ("a{,}", "a{,}", true),
    ("(foo|ba(r|z))+q", "barfoobazq", true), ("(?:ab)*c", "c", true), ("[]a]b", "]b", true), ("[a-]x", "-x", true),
    ("[[:digit:]]x", "7x", true), ("[^[:alpha:]]x", "ax", false), (#"\x41\x{42}"#, "AB", true), ("a|^b", "cb", false),
    ("", "anything", true),
    ("a.c", "a\nc", false), (#"\Aa\z"#, "a", true), (#"\Bb"#, "ab", true), ("a??b", "b", true),
  ])
  func agreesWithPerl(pattern: String, text: String, matches: Bool) throws {
    let expression = try PathExpression(Array(pattern.utf8), isExtended: true)
    #expect(expression.matches(Array(text.utf8)) == matches)
  }

  @Test(arguments: [
    ("a(b", 3), ("a)", 1), ("[a", 2), ("*a", 0), ("a**", 2), (#"\1"#, 1), ("(?!x)", 1), ("a++", 2), ("a{3,2}", 5),
    (#"a\"#, 2), ("[z-a]", 4), (#"\pL"#, 1), ("[[:wide:]]", 1),
  ])
  func refusesWhatItDoesNotRead(pattern: String, offset: Int) {
    let error = #expect(throws: PathExpression.Failure.self) { try PathExpression(Array(pattern.utf8)) }
    #expect(error?.offset == offset)
  }

  @Test func repeatsAndNestingAreBounded() {
    #expect(throws: PathExpression.Failure.self) { try PathExpression(Array("((a{999}){999}){999}".utf8)) }
    #expect(throws: PathExpression.Failure.self) { try PathExpression(Array("(((){999}){999}){999}".utf8)) }
    #expect(throws: PathExpression.Failure.self) {
      try PathExpression(Array(String(repeating: "(", count: 2000).utf8))
    }
  }

  @Test func nestedRepeatsTakeNoExponentialTime() throws {
    let expression = try PathExpression(Array("^(a+)+$".utf8))
    #expect(!expression.matches(Array(repeating: UInt8(ascii: "a"), count: 2000) + [UInt8(ascii: "b")]))
  }
}
