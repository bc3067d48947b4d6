import Foundation
import HTMLInspection
import SiteBuild
import Testing

/// What a pull request may hold: Markdown and front matter that would be markup, links that would be programs.
@Suite struct HostileContentTests {
  @Test func writtenTextStaysTextAndLinksStayLinks() async throws {
    let folder = try TemporaryFolder()
    let content = folder.path + "/content"
    try FileManager.default.copyItem(atPath: ProjectFolder.golden + "/Content", toPath: content)
    let evil = #"\"><script>alert(1)</script>' onx='alert(1)"#
    let body = """
      # Evil

      <script>alert(1)</script> <img src=x onerror=alert(1)>

      <div onclick="alert(1)">text</div>

      [a](javascript:alert(1)) [b](data:text/html,x) [c](//evil.example) [d](feed:javascript:x) [e](vbscript:x)
      [f](https://fine.example "' onx='alert(1)") ![g](javascript:x) <javascript:alert(1)> `</code><b>` bpf_fix_open

      ```"><script>
      </code></pre><script>alert(1)</script>
      ```

      | a" onx=" | <b> |
      | --- | --- |
      | `"><svg onload=x>` | [[kfunc:"><script>]] |
      """
    try folder.write("---\ntitle: \"\(evil)\"\nsummary: \"\(evil)\"\n---\n\n\(body)\n", to: "content/pages/evil.md")
    try folder.write("---\nevents: []\n---\n\n\(body)\n", to: "content/kfuncs/bpf_fix_open.md")
    try folder.write("title: \"\(evil)\"\n", to: "content/site.yml")
    let options = BuildOptions(content: content, templates: folder.path + "/none", output: folder.path + "/site")
    let report = try await SitePipeline(options).run()
    #expect(report.written != nil)
    let files = try TemporaryFolder.files(folder.path + "/site").filter { $0.key.hasSuffix(".html") }
    #expect(files["evil/index.html"] != nil)
    for (path, data) in files {
      let tokens = HTMLTokens.of(Array(data))
      #expect(tokens.faults == [], "\(path)")
      #expect(tokens.elementNames.isDisjoint(with: ["img", "b", "iframe"]), "\(path)")
      #expect(tokens.hasOwnScriptAlone, "\(path)")
      #expect(!tokens.attributeNames.contains { $0.hasPrefix("on") || $0 == "style" }, "\(path)")
      for link in tokens.values(of: "href") + tokens.values(of: "src") {
        let isFine = link.hasPrefix("https://") || (!link.contains(":") && !link.hasPrefix("//"))
        #expect(isFine, "\(path): \(link)")
      }
    }
    let text = HTMLTokens.of(Array(try #require(files["evil/index.html"]))).text
    #expect(text.contains("<script>alert(1)</script> <img src=x onerror=alert(1)>"))
  }
}
