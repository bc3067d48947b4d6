import Testing

@testable import KernelImport

@Suite struct ConditionTextTests {
  @Test(arguments: [
    ("defined CONFIG_A&&defined( CONFIG_B )", "defined(CONFIG_A) && defined(CONFIG_B)"),
    ("!defined(CONFIG_A) /* why */ || IS_ENABLED( CONFIG_B )", "!defined(CONFIG_A) || IS_ENABLED(CONFIG_B)"),
    ("A  ==\t1 // why", "A == 1"),
  ]) func setsAnExpressionWithSingleSpaces(written: String, normal: String) {
    #expect(ConditionText.normalised(Array(written.utf8)) == normal)
  }

  @Test func negatesADefinitionWithoutParenthesesAndAnythingElseWith() {
    #expect(ConditionText.negated("defined(A)") == "!defined(A)")
    #expect(ConditionText.negated("!defined(A)") == "defined(A)")
    #expect(ConditionText.negated("defined(A) && defined(B)") == "!(defined(A) && defined(B))")
    #expect(ConditionText.negated("IS_ENABLED(A)") == "!(IS_ENABLED(A))")
  }

  @Test func joinsNestedConditionsOutermostFirstAndKeepsTheirPrecedence() {
    #expect(ConditionText.joined([String]()) == nil)
    #expect(ConditionText.joined(["A || B"]) == "A || B")
    #expect(ConditionText.joined(["A || B", "defined(C)"]) == "(A || B) && defined(C)")
  }
}
