import Testing

@testable import KernelOracles

/// Configurations, and preprocessor conditions under them.
@Suite struct ConfigurationTests {
  private let configuration = KernelConfiguration(
    text: """
      # Automatically generated
      CONFIG_DEN=y
      CONFIG_WARREN=m
      # CONFIG_NEST is not set
      CONFIG_ROOMS=20
      CONFIG_SIGN="a=b"
      """)

  @Test func readsValues() {
    #expect(configuration["CONFIG_DEN"] == .builtIn)
    #expect(configuration["CONFIG_WARREN"] == .module)
    #expect(configuration["CONFIG_NEST"] == .off)
    #expect(configuration["CONFIG_NEVER_HEARD_OF"] == .off)
    #expect(configuration["CONFIG_ROOMS"] == .other("20"))
    #expect(configuration["CONFIG_SIGN"] == .other("\"a=b\""))
    #expect(configuration.count == 4)
  }

  @Test(arguments: [
    ("defined(CONFIG_DEN)", true), ("defined CONFIG_DEN", true), ("!defined(CONFIG_DEN)", false),
    ("defined(CONFIG_WARREN)", false), ("defined(CONFIG_WARREN_MODULE)", true), ("IS_ENABLED(CONFIG_WARREN)", true),
    ("IS_BUILTIN(CONFIG_WARREN)", false), ("IS_MODULE(CONFIG_WARREN)", true), ("IS_MODULE(CONFIG_DEN)", false),
    ("CONFIG_DEN", true), ("CONFIG_NEST", false), ("0", false), ("1", true),
    ("defined(CONFIG_DEN) && defined(CONFIG_NEST)", false), ("defined(CONFIG_DEN) || defined(CONFIG_NEST)", true),
    ("defined(CONFIG_DEN) && !(defined(CONFIG_NEST) || defined(CONFIG_WARREN))", true),
    // One side decides whatever the other is.
    ("defined(CONFIG_NEST) && defined(MODULE)", false), ("defined(MODULE) || defined(CONFIG_DEN)", true),
  ])
  func decides(condition: String, holds: Bool) {
    #expect(PreprocessorCondition.holds(condition, under: configuration) == holds)
  }

  @Test(arguments: [
    "defined(MODULE)", "!defined(MODULE)", "defined(CONFIG_DEN) && defined(MODULE)", "PAGE_SIZE", "CONFIG_ROOMS > 3",
    "defined(", "defined(CONFIG_DEN) &&", "(defined(CONFIG_DEN)", "", "defined(CONFIG_DEN) defined(CONFIG_DEN)",
    "IS_ENABLED CONFIG_DEN", String(repeating: "(", count: 100_000),
  ])
  func saysNothingOfWhatItDoesNotKnow(condition: String) {
    #expect(PreprocessorCondition.holds(condition, under: configuration) == nil)
  }
}
