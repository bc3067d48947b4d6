import Diagnostics
import Testing

@testable import Publish

@Suite struct PreparingTests {
  @Test func credentialsAreCovered() {
    let redaction = Redaction(["RSYNC_PASSWORD": "hunter22", "HOME": "/home/me", "AWS_SECRET_ACCESS_KEY": "abcdEFGH"])
    let text = "https://me:pw@host/x rsync said hunter22 to /home/me\nAuthorization: Bearer x.y\nkey abcdEFGH"
    #expect(
      redaction.covered(text)
        == "https://***@host/x rsync said *** to /home/me\nAuthorization: ***\nkey ***")
  }

  @Test func redirectsLeadToTheirPlaceFromAnyDepthAndHoldNoMarkup() {
    func page(_ path: String, _ target: String) -> String {
      String(decoding: RedirectPage.bytes(at: path, to: target), as: UTF8.self)
    }
    #expect(page("a/b/index.html", "/c/#d").contains("<a href=\"../../c/#d\">/c/#d</a>"))
    #expect(page("old.html", "/").contains("url=./\""))
    let hostile = page("a/index.html", "/\"><script>x</script>/")
    #expect(!hostile.contains("<script>"))
  }

  @Test func slowProgramIsEndedAndMissingOneIsNamed() throws {
    let clock = ContinuousClock()
    let time = clock.measure {
      let failure = #expect(throws: PublishFailure.self) { try TransferProgram("sleep", timeLimit: 1).run(["600"]) }
      #expect(failure?.diagnostic.code == "time-limit")
    }
    #expect(time < .seconds(60))
    let missing = #expect(throws: PublishFailure.self) {
      try TransferProgram("no-such-program-anywhere", timeLimit: 10).run([])
    }
    #expect(missing?.diagnostic.code == "program-missing")
  }

  @Test func wordsOfProgramsAreSeenByNoShell() throws {
    let outcome = try TransferProgram("printf", timeLimit: 10).run(["%s|", "$(id)", "; ls", "a b", "*"])
    #expect(String(decoding: outcome.output, as: UTF8.self) == "$(id)|; ls|a b|*|")
  }
}
