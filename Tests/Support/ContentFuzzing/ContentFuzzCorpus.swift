internal import Foundation
internal import ImportFuzzing

/// What the mutations of content begin with: the files of a Content folder, a catalogue, and mails that are written here.
public struct ContentFuzzCorpus: Sendable {
  private let written: [ContentFuzzFile]
  private let catalogues: [ContentFuzzFile]

  /// Larger catalogues are left out: a case must be fast.
  private static let largestCatalogue = 64 << 10

  /// The files of the Content folders at `folders`; of their catalogues those that are small.
  public init(folders: [String]) throws {
    var written: [ContentFuzzFile] = []
    var catalogues: [ContentFuzzFile] = []
    for folder in folders {
      for path in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() {
        guard let data = FileManager.default.contents(atPath: folder + "/" + path) else { continue }
        let file = ContentFuzzFile(path: path, bytes: [UInt8](data))
        if path.hasSuffix(".md") || path.hasSuffix(".yml") { written.append(file) }
        if path.hasSuffix(".json"), data.count <= Self.largestCatalogue { catalogues.append(file) }
      }
    }
    self.written = written
    self.catalogues = catalogues
    guard !documents.isEmpty, !catalogues.isEmpty else {
      throw FuzzCase.Broken(description: "no documents, or no catalogue of at most 64 kB, in \(folders)")
    }
  }

  /// How many files there are.
  public var count: Int { written.count + catalogues.count + Self.mails.count }

  private var documents: [ContentFuzzFile] { written.filter { $0.path.hasSuffix(".md") } }

  func files(for target: ContentTarget) -> [ContentFuzzFile] {
    switch target {
    case .frontMatter: written
    case .markdown, .mentions: documents
    case .mbox: Self.mails
    case .catalogue: catalogues
    }
  }

  private static let mails: [ContentFuzzFile] = [plain, parts, encoded, patch, nested].enumerated().map {
    number, text in
    ContentFuzzFile(path: "mail-\(number).mbox", bytes: Array(text.utf8))
  }

  private static func mail(_ id: String, _ more: String, _ body: String) -> String {
    """
    From mboxrd@z Thu Jan  1 00:00:00 1970
    From: Ada Example <someone@mailbox.example>
    To: bpf@vger.kernel.org
    Date: Mon, 5 Jun 2023 10:00:00 +0200
    Subject: a question
    Message-ID: <\(id)@list.example>
    \(more)

    \(body)


    """
  }

  private static let plain =
    mail("one", "Content-Type: text/plain; charset=utf-8", "Is bpf_x to stay?\n\nWrite to someone@private.example.")
    + mail(
      "two", "In-Reply-To: <one@list.example>\nReferences: <zero@list.example> <one@list.example>",
      "Ada Example wrote:\n> Is bpf_x to stay?\n\nNo.\n\n-- \nBob, bob@mailbox.example")

  private static let parts = mail(
    "three", "Content-Type: multipart/mixed; boundary=\"b\"",
    """
    --b
    Content-Type: text/plain; charset=gb2312; format=flowed
    Content-Transfer-Encoding: base64

    R3LDvA==
    --b
    Content-Type: text/html

    <script>alert(1)</script>
    --b
    Content-Type: application/octet-stream; name="a.bin"
    Content-Disposition: attachment

    abc
    --b--
    """)

  private static let encoded = mail(
    "four",
    "Cc: =?utf-8?q?=C3=A4?= <a@private.example>\nContent-Type: text/plain; charset=iso-2022-jp\n"
      + "Content-Transfer-Encoding: quoted-printable",
    "=1B$B%F=1B(B a@mailbox.example https://x.example/_a_ \\[x]\n    indented\n\ttab =\nsoft")

  private static let patch = mail(
    "five", "Content-Type: text/plain",
    """
    Words before it.

    ---
     kernel/a.c | 2 +-
     1 file changed, 1 insertion(+), 1 deletion(-)

    diff --git a/kernel/a.c b/kernel/a.c
    index 1111111..2222222 100644
    --- a/kernel/a.c
    +++ b/kernel/a.c
    @@ -1,3 +1,3 @@ int f(void)
     {
    -\treturn 1;
    +\treturn 2;
     }
    """)

  private static let nested = mail(
    "six", "Content-Type: message/rfc822",
    "From: B <b@mailbox.example>\nContent-Type: multipart/alternative; boundary=c\n\n--c\n\n> a\n>> b\n--c--")
}
