public import KfuncModel

/// Words of a kernel's own: shown to whoever read them from their own tree, never committed.
public struct KernelTexts: Hashable, Sendable {
  /// A section of a policy document with its words.
  public struct Section: Hashable, Sendable {
    /// Which section.
    public var section: PolicySection
    /// Its text, lines as in the document.
    public var text: String
  }

  /// The release that they belong to.
  public var release: KernelRelease
  /// Kernel-doc comments by kfunc, without comment marks; the principal definition's.
  public var kernelDoc: [String: String]
  /// Sections of the policy documents.
  public var policySections: [Section]
}
