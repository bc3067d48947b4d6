public import KfuncModel

/// The section of an official document that holds a clause's words, whole, as somebody's own kernel has it.
public struct WholeSection: Sendable {
  /// The release that the kernel is of.
  public var release: KernelRelease
  /// Which section.
  public var section: PolicySection
  /// Its words, with who quoted which part: quotations of every clause that was told from it.
  public var words: AttributedText
}

extension WholeSection {
  /// The section of `clause`, from the newest of `texts` that has it, with the parts that `index` knows to be quoted;
  /// nil where nobody read one.
  init?(of clause: Clause, in texts: [KernelTexts], _ index: QuotationIndex) {
    guard let (release, section) = OfficialText.section(of: clause, in: texts) else { return nil }
    let text = OfficialText(
      clause: clause.id, origin: .section(release),
      stretches: [OfficialText.Stretch(text: section.text, messages: [])])
    var finder = QuotationFinder([text])
    var found: [Quotation] = []
    var seen: Set<Quotation> = []
    for quotation in index.quotations {
      guard let official = index.text(ofClause: quotation.clause),
        official.stretches.indices.contains(quotation.stretch)
      else { continue }
      let stretch = Array(official.stretches[quotation.stretch].text.utf8)
      let words = finder.words(Array(stretch[quotation.span.clamped(to: 0..<stretch.count)]))
      for match in finder.matches(in: words) {
        var own = quotation
        own.clause = clause.id
        own.stretch = 0
        own.span = finder.bytes(match)
        // Clauses that have the whole section alone share what nobody's quotes claim.
        if seen.insert(own).inserted { found.append(own) }
      }
    }
    found.sort { ($0.span.lowerBound, $0.span.upperBound) < ($1.span.lowerBound, $1.span.upperBound) }
    self.init(release: release, section: section.section, words: AttributedText(text, quotations: found))
  }
}

extension ContentLinks {
  /// The whole section of `clause`, from the newest of ``texts`` that has it; nil where nobody read one.
  public func wholeSection(of clause: Clause) -> WholeSection? { WholeSection(of: clause, in: texts, quotations) }

  /// The kernel-doc comment of the kfunc `name`, from the newest of ``texts`` that has one.
  public func kernelDoc(of name: String) -> (release: KernelRelease, text: String)? {
    for text in texts.reversed() { if let doc = text.kernelDoc[name] { return (text.release, doc) } }
    return nil
  }
}
