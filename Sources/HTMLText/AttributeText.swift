/// The value of an attribute while it is written, piece by piece; each is escaped as it comes.
public struct AttributeText {
  var bytes: [UInt8] = []

  /// Adds text.
  public mutating func text(_ text: String) { HTMLEscapes.add(text, isAttribute: true, to: &bytes) }
}
