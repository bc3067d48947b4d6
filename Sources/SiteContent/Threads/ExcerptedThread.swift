public import KfuncModel
public import MailImport
public import MarkdownSyntax

/// A thread as it is shown: all of its messages listed, some of them excerpted.
public struct ExcerptedThread: Equatable, Sendable {
  /// One message of the thread, in the order of `thread.yml`.
  public struct Entry: Equatable, Sendable {
    /// Its place in the thread, from 1: what `[[thread:SLUG#N]]` means.
    public var number: Int
    /// The Message-ID without angle brackets.
    public var id: String
    /// The author's name.
    public var author: String
    /// The moment in RFC 3339 with the writer's offset; nil where the mail said none.
    public var date: String?
    /// The Message-ID that it answers.
    public var inReplyTo: String?
    /// Where the tree hangs it instead, when what it answers is not here: the parent's Message-ID.
    public var under: String?
    /// Its subject, where it is not the thread's.
    public var subject: String?
    /// What is shown of it; nil where it is only listed.
    public var excerpt: ExcerptedMessage?

    /// An entry made of its parts.
    public init(
      number: Int, id: String, author: String, date: String?, inReplyTo: String?, under: String?, subject: String?,
      excerpt: ExcerptedMessage?
    ) {
      self.number = number
      self.id = id
      self.author = author
      self.date = date
      self.inReplyTo = inReplyTo
      self.under = under
      self.subject = subject
      self.excerpt = excerpt
    }
  }

  /// The name in its address, that of the folder.
  public var slug: String
  /// A short title in our words; the subject where none was written.
  public var title: String
  /// The subject.
  public var subject: String
  /// The lists that it came through.
  public var lists: [String]
  /// What came of it, in our words; nil where nobody wrote it down.
  public var outcome: String?
  /// What the outcome rests on.
  public var outcomeSources: [Citation]
  /// The day on which a person last compared the outcome with its sources.
  public var verified: CalendarDate?
  /// The kfuncs that it concerns, mentioned or not, proposed names too.
  public var kfuncs: [Located<String>]
  /// The subsystems that it concerns, by the titles of their MAINTAINERS sections.
  public var subsystems: [Located<String>]
  /// Messages that are answered here and were not in the mailbox.
  public var missing: [String]
  /// The messages.
  public var entries: [Entry]
  /// The path of `thread.yml`, as diagnostics show it.
  public var path: String

  /// The position among ``entries`` of the message of that number; nil where there is none.
  public func position(ofMessage number: Int) -> Int? {
    entries.indices.contains(number - 1) && entries[number - 1].number == number ? number - 1 : nil
  }

  /// The excerpted messages, in order.
  public var excerpts: [ExcerptedMessage] { entries.compactMap(\.excerpt) }

  /// A thread made of its parts.
  public init(
    slug: String, title: String, subject: String, lists: [String], outcome: String?, outcomeSources: [Citation],
    verified: CalendarDate?, kfuncs: [Located<String>], subsystems: [Located<String>], missing: [String],
    entries: [Entry], path: String
  ) {
    self.slug = slug
    self.title = title
    self.subject = subject
    self.lists = lists
    self.outcome = outcome
    self.outcomeSources = outcomeSources
    self.verified = verified
    self.kfuncs = kfuncs
    self.subsystems = subsystems
    self.missing = missing
    self.entries = entries
    self.path = path
  }
}

/// A message file: `threads/SLUG/NN-author.md`.
public struct ExcerptedMessage: Equatable, Sendable {
  /// The Message-ID without angle brackets.
  public var id: String
  /// The author's name.
  public var author: String
  /// The moment in RFC 3339, where the mail said one.
  public var date: String?
  /// The Message-ID that it answers.
  public var inReplyTo: String?
  /// The subject.
  public var subject: String
  /// Parts that are not published, by name and type.
  public var attachments: [String]
  /// What stood under the line `-- `: kept so that a file says all that its mail had, and shown on no page, since it is
  /// no part of what was said.
  public var signature: [String]
  /// What is shown of it, as Markdown.
  public var document: MarkdownDocument
  /// The bytes of its file.
  private let bytes: [UInt8]

  /// The same text with what proves it, the digests of the raw message's paragraphs: read whenever it is asked for, since
  /// every message is proved when it is read, and 2,000 proofs that nobody asks for took 12 MB.
  public var proof: ExcerptFile { ExcerptFile(bytes, file: document.path) }

  /// A message made of its parts; `bytes` are those of its file, whose path is the document's.
  public init(
    id: String, author: String, date: String?, inReplyTo: String?, subject: String, attachments: [String],
    signature: [String], document: MarkdownDocument, bytes: [UInt8]
  ) {
    self.id = id
    self.author = author
    self.date = date
    self.inReplyTo = inReplyTo
    self.subject = subject
    self.attachments = attachments
    self.signature = signature
    self.document = document
    self.bytes = bytes
  }
}
