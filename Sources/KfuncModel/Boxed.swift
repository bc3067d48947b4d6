/// A value apart from what holds it, behind one reference.
///
/// For a value that most holders do not have, it takes eight bytes of each. For all parts of one that is handed around by every
/// comparison and page (``Kfunc``, ``Registration``, ``ChangeRecord``, ``Event``, ``KfuncRecord``), a copy is one retain in place
/// of one for each part.
@usableFromInline
final class Boxed<Value: Sendable>: Sendable {
  @usableFromInline let value: Value

  @usableFromInline
  init(_ value: Value) { self.value = value }

  /// Another value with what `change` does to this one, which all others that hold it keep.
  func with(_ change: (inout Value) -> Void) -> Boxed {
    var value = value
    change(&value)
    return Boxed(value)
  }
}

extension Boxed: Equatable where Value: Equatable {
  @usableFromInline
  static func == (left: Boxed, right: Boxed) -> Bool { left === right || left.value == right.value }
}

extension Boxed: Hashable where Value: Hashable {
  @usableFromInline
  func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
