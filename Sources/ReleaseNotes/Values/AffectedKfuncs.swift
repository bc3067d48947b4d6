public import KfuncModel

/// The kfuncs that somebody's programs call: notes are limited to them.
public struct AffectedKfuncs: Hashable, Sendable {
  /// A kfunc that a program names.
  public struct Use: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// The prototype that the program was built with; nil where it is not known.
    public var prototype: Prototype?
    /// Whether the program loads without it (`__weak`); nil where it is not known.
    public var isWeak: Bool?
    /// Whether the loader takes ``prototype`` for that of a mainline release; a release that is not there is not known.
    public var fits: [KernelRelease: Bool]
    /// Where it was found: `list.txt:3`, `prog.bpf.o`; each once, in the order in which they were found.
    public var places: [String]

    /// A use made of its parts.
    public init(
      name: String, prototype: Prototype? = nil, isWeak: Bool? = nil, fits: [KernelRelease: Bool] = [:],
      places: [String]
    ) {
      self.name = name
      self.prototype = prototype
      self.isWeak = isWeak
      self.fits = fits
      self.places = places
    }
  }

  /// The uses, by name in bytes. A name has several where programs were built with different prototypes.
  public private(set) var uses: [Use] = []

  /// The uses of `uses`; equal ones of one name are joined.
  public init(_ uses: some Sequence<Use>) {
    var places: [Key: Int] = [:]
    for use in uses {
      let key = Key(name: use.name, prototype: use.prototype, isWeak: use.isWeak, fits: use.fits)
      if let index = places[key] {
        for place in use.places where !self.uses[index].places.contains(place) { self.uses[index].places.append(place) }
      } else {
        places[key] = self.uses.count
        self.uses.append(use)
      }
    }
    // The sort is stable by its second key: what was found first comes first.
    let order = self.uses.indices.sorted { left, right in
      let (first, second) = (self.uses[left].name, self.uses[right].name)
      return first == second ? left < right : first.utf8.lexicographicallyPrecedes(second.utf8)
    }
    self.uses = order.map { self.uses[$0] }
  }

  /// The names, each once, in order of bytes.
  public var names: [String] {
    uses.reduce(into: []) { names, use in if names.last != use.name { names.append(use.name) } }
  }

  private struct Key: Hashable {
    let name: String
    let prototype: Prototype?
    let isWeak: Bool?
    let fits: [KernelRelease: Bool]
  }
}
