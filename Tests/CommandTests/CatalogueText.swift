import Foundation

/// A catalogue as a JSON object without its member `source`, which names what was read; nil for text that is no
/// JSON object.
func withoutSource(_ catalogue: [UInt8]) -> NSDictionary? {
  guard var members = (try? JSONSerialization.jsonObject(with: Data(catalogue))) as? [String: Any],
    members.removeValue(forKey: "source") != nil
  else { return nil }
  return members as NSDictionary
}
