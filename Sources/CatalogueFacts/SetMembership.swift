public import KfuncModel

/// An entry of a registered ID set, with the registrations of the set.
public struct SetMembership: Sendable {
  @usableFromInline let registered: RegisteredSet
  /// The kfunc's entry in the set.
  public let member: IDSet.Member

  /// The set.
  @inlinable public var set: IDSet { registered.set }
  /// What tells the set from others.
  @inlinable public var identity: IDSetIdentity { registered.identity }
  /// The registrations that pass the set.
  @inlinable public var registrations: [Registration] { registered.registrations }

  init(_ registered: RegisteredSet, _ member: IDSet.Member) {
    self.registered = registered
    self.member = member
  }

  fileprivate static func isSame(_ own: SetMembership?, _ other: SetMembership?) -> Bool {
    guard let own, let other else { return own == nil && other == nil }
    return own.member.sharesContent(with: other.member) && own.registered.isSameSet(as: other.registered)
  }
}

/// A set that some registration passes: one object for all kfuncs that it lists.
@usableFromInline
final class RegisteredSet: Sendable {
  @usableFromInline let set: IDSet
  @usableFromInline let identity: IDSetIdentity
  @usableFromInline let registrations: [Registration]

  init(_ set: IDSet, _ registrations: [Registration]) {
    self.set = set
    identity = set.identity
    self.registrations = registrations
  }

  /// Whether it is the same set under the same condition, whatever its lines and other entries are.
  func isSameSet(as other: RegisteredSet) -> Bool {
    identity == other.identity && set.condition == other.set.condition
  }
}

/// The registered ID sets that list one kfunc: nearly always one, which then takes no list of its own.
public struct SetMemberships: RandomAccessCollection, Sendable {
  private let first: SetMembership?
  private let others: [SetMembership]

  init(count: Int, _ membership: (Int) -> SetMembership) {
    first = count > 0 ? membership(0) : nil
    others = count > 1 ? (1..<count).map(membership) : []
  }

  /// Whether both surely hold the same entries of the same sets, all but lines; by position, since an iterator copies each.
  func areSameApartFromLines(as other: SetMemberships) -> Bool {
    guard count == other.count, SetMembership.isSame(first, other.first) else { return false }
    return others.indices.allSatisfy { SetMembership.isSame(others[$0], other.others[$0]) }
  }

  /// The place of the first.
  public var startIndex: Int { 0 }
  /// How many there are.
  public var endIndex: Int { first == nil ? 0 : 1 + others.count }

  /// Whether there are as many in `other`, and `areSame` says so of each and the one at its place there.
  @inline(__always)
  func hasSameElements(as other: SetMemberships, _ areSame: (SetMembership, SetMembership) -> Bool) -> Bool {
    guard others.count == other.others.count else { return false }
    guard let first, let otherFirst = other.first else { return first == nil && other.first == nil }
    guard areSame(first, otherFirst) else { return false }
    for position in others.indices where !areSame(others[position], other.others[position]) { return false }
    return true
  }

  /// The membership at `position`, from 0.
  public subscript(position: Int) -> SetMembership {
    if position == 0, let first { return first }
    return others[position - 1]
  }
}
