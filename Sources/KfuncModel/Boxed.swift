/// A value apart from the object that holds it: one that most objects do not have takes eight bytes of each.
@usableFromInline
final class Boxed<Value: Hashable & Sendable>: Sendable {
  @usableFromInline let value: Value

  @usableFromInline
  init(_ value: Value) { self.value = value }
}

extension Boxed: Hashable {
  @usableFromInline
  static func == (left: Boxed, right: Boxed) -> Bool { left === right || left.value == right.value }

  @usableFromInline
  func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
