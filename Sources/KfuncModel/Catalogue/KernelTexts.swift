/// Words of a kernel's own: shown to whoever read them from their own tree, never committed.
///
/// Their text is `Content/local/RELEASE.json`, which git ignores.
public struct KernelTexts: Hashable, Sendable {
  /// A section of a policy document with its words.
  public struct Section: Hashable, Sendable {
    /// Which section.
    public var section: PolicySection
    /// Its text, lines as in the document.
    public var text: String

    /// A section made of its parts.
    public init(section: PolicySection, text: String) {
      self.section = section
      self.text = text
    }
  }

  /// The release that they belong to.
  public var release: KernelRelease
  /// Kernel-doc comments by kfunc, without comment marks; the principal definition's.
  public var kernelDoc: [String: String]
  /// Sections of the policy documents, by place.
  public var policySections: [Section]

  /// Texts made of their parts.
  public init(release: KernelRelease, kernelDoc: [String: String] = [:], policySections: [Section] = []) {
    self.release = release
    self.kernelDoc = kernelDoc
    self.policySections = policySections
  }
}
