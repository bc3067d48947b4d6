extension [HTMLToken] {
  /// What stands inside each element of that name, and of that class if one is given; nested ones come apart too.
  public func elements(_ name: String, class wanted: String? = nil) -> [[HTMLToken]] {
    indices.compactMap { index in
      guard case .open(name, let attributes) = self[index] else { return nil }
      if let wanted, attributes["class"]?.split(separator: " ").contains(Substring(wanted)) != true { return nil }
      return inside(index)
    }
  }

  /// What stands inside the element with that id.
  public func element(id: String) -> [HTMLToken]? {
    let start = firstIndex { token in
      if case .open(_, let attributes) = token { attributes["id"] == id } else { false }
    }
    return start.map(inside)
  }

  private func inside(_ start: Int) -> [HTMLToken] {
    guard case .open(let name, _) = self[start] else { return [] }
    var depth = 0
    for index in start..<endIndex {
      switch self[index] {
      case .open(name, _): depth += 1
      case .close(name):
        depth -= 1
        if depth == 0 { return Array(self[(start + 1)..<index]) }
      default: break
      }
    }
    return Array(self[(start + 1)...])
  }
}
