/// What the readers look for, and bytes that end or open something: what mutations put in.
enum FuzzWords {
  /// Hosts of the invented people's addresses, which no excerpt may show; those of lists are others.
  static let personalHosts = ["mailbox.example", "private.example"]

  static func words(for target: ContentTarget) -> [[UInt8]] {
    let own: [String] =
      switch target {
      case .frontMatter: yaml
      case .markdown: markdown
      case .mentions: markdown + names
      case .mbox: mail
      case .catalogue: json
      }
    return own.map { Array($0.utf8) } + broken
  }

  /// The words of Markdown as text.
  static var markdownWords: [String] { markdown }

  private static let broken: [[UInt8]] = [
    [0], [0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xef, 0xbb, 0xbf], [0xe2, 0x80, 0xa8],
    [0xe2, 0x80, 0xae],
  ]

  private static let yaml = [
    "---\n", "...\n", ":", ": ", "- ", "? ", "[", "]", "{", "}", ",", "&a ", "*a", "!!int ", "!x ", "|\n", ">\n", "\"",
    "'",
    "#", "\t", "\n", "\r\n", "  ", "null", "~", "true", "9.2", "\"9.2\"", "2026-11-01", "2026-02-30",
    "999999999999999999999",
    "events:\n", "clauses:\n", "selector: ", "all", "any: [", "not: ", "flag: KF_X", "path: \"**/*[\"",
    "kind: removed\n",
    "release: ", "message-id: \"<a@b>\"\n", "paragraphs:\n", "sha256: \"00\"", "messages:\n", "publish:\n",
    "kind: git\n",
    "redirects:\n", "/a/: /b/\n", "title: ", "users: []\n", "[[kfunc:x]]", "javascript:alert(1)", "<script>",
    String(repeating: "[", count: 200), String(repeating: "- ", count: 200),
  ]

  private static let markdown = [
    "*", "**", "_", "`", "``", "[", "]", "(", ")", "!", "<", ">", "> ", "- ", "1. ", "\n", "\n\n", "\r\n", "\r", "\t",
    "    ", "|", "\\|", "|-|-|\n", "\n|a|b\n|-|-|\n|c|\n", "\\", "&amp;", "&#42;", "&#0;", "&copy;", "~~", "~", "[^1]",
    "[^1]: n\n", "[[kfunc:a]]", "[[", "]]", "www.a.b", "x@y.z", "<http://a.b>", "http://a.b/c", "](u)", "![", "```\n",
    "# ", "\n===\n", "\n---\n", "[r]: /u\n", "[r]", "<b>", "<!-- ", "<?", "<![CDATA[", "{#id}", "[!NOTE]\n", "[x] ",
    "](javascript:alert(1))", "](java%09script:x)", "](//evil)", "](feed:javascript:x)", "<javascript:x>", "\" onx='",
    "<svg onload=x>", "</code></pre>", "a", "b c", "---\nk: v\n---\n",
  ]

  private static let names = [
    "bpf_task_acquire", "bpf_task_acquire()", "bpf\\_task\\_acquire", "scx_bpf_dsq_insert___v9", "crash_kexec",
    "bpf_task_aquire()", "[[thread:idmapped-mounts#3]]", "[[clause:lifecycle-out-of-tree|words]]", "[[release:6.20]]",
    "ops->", "--", "/", "@", "___", "_", "9", "\u{e9}",
  ]

  private static let mail = [
    "\n", "\n\n", "\r\n", "--b\n", "--b--\n", "From mboxrd@z Thu Jan  1 00:00:00 1970\n", ">From ", "Content-Type: ",
    "Content-Type: multipart/mixed; boundary=\"b\"\n", "message/rfc822", "Content-Transfer-Encoding: base64\n",
    "Content-Transfer-Encoding: quoted-printable\n", "charset=utf-16", "charset=nobody", "format=flowed; delsp=yes",
    "=?utf-8?b?", "=?utf-8?q?=00?=", "?=", "=", "=C3", "In-Reply-To: <one@list.example>\n", "References: ",
    "Message-ID: ",
    "Date: Mon, 99 Jun 99999 99:99:99 +9999\n", "Subject: Re: [PATCH 1/2]", "> ", ">>", "@@ -1,2 +1,2 @@\n", "-- \n",
    "diff --git a/x b/x\n", "[…]", "```\n", "\\", "&#0;", "someone@mailbox.example", "mailto:someone@mailbox.example",
    "<someone@private.example>", "someone%40mailbox.example", "\t", "On Monday, Ada wrote:\n", "Ada Example wrote:\n",
  ]

  private static let json = [
    "{", "}", "[", "]", ":", ",", "null", "true", "0", "-1", "1e999", "18446744073709551616", "\"\\u0000\"",
    "\"\\ud800\"",
    "\"", "\\", "\"name\"", "\"kfuncs\": []", "\"line\": 0", "\"schema\": 7", "\n", "  ",
    String(repeating: "[", count: 5_000),
    String(repeating: "{\"a\":", count: 2_000),
  ]
}
