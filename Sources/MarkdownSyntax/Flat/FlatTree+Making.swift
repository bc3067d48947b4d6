extension FlatTree {
  /// Begins a node whose children follow; ``close(_:at:)`` ends it.
  mutating func open(_ kind: Kind, _ number: UInt8 = 0) -> Int {
    nodes.append(Node(kind: kind, number: number, lower: Node.nowhere, upper: Node.nowhere))
    return nodes.count - 1
  }

  /// Ends the node at `index`, which is written at `place` of the clean text.
  mutating func close(_ index: Int, at place: Range<Int>?) {
    nodes[index].count = UInt32(nodes.count - index - 1)
    set(index, at: place)
  }

  /// Adds a node without children or text.
  mutating func add(_ kind: Kind, _ number: UInt8 = 0, at place: Range<Int>?) {
    nodes.append(Node(kind: kind, number: number, lower: Node.nowhere, upper: Node.nowhere))
    set(nodes.count - 1, at: place)
  }

  /// Adds a node that shows `text`. Where that is written in `place`, `head` bytes behind its beginning or one more, the
  /// source is its text.
  mutating func add(
    _ kind: Kind, _ number: UInt8 = 0, showing text: ArraySlice<UInt8>, at place: Range<Int>?, head: Int = 0
  ) {
    let index = nodes.count
    add(kind, number, at: place)
    setText(of: index, to: text, head: head)
  }

  /// Sets the text of the node at `index`, the last so far, which has no detail.
  mutating func setText(of index: Int, to text: ArraySlice<UInt8>, head: Int) {
    if let place = nodes[index].place {
      for head in head...head + 1 {
        let tail = place.count - head - text.count
        guard tail >= 0, head <= 255, tail <= 255, source.holds(text, at: place.lowerBound + head) else { continue }
        nodes[index].head = UInt8(head)
        nodes[index].tail = UInt8(tail)
        return
      }
    }
    addDetail(.ownText, text, to: index)
  }

  /// Lets the first `length` bytes of the text of the node at `index` be all of it.
  mutating func cutText(of index: Int, to length: Int) {
    let cut = withText(of: index) { $0.count } - length
    if let own = detail(.ownText, of: index) { nodes[own].upper -= UInt32(cut) }
    if let place = nodes[index].place, place.count > cut { nodes[index].upper -= UInt32(cut) }
  }

  /// Adds a detail to the node at `index`, behind which nothing but its details stands.
  mutating func addDetail(_ kind: Kind, _ text: some Collection<UInt8>, number: UInt8 = 0, to index: Int) {
    let start = pool.count
    pool.append(contentsOf: text)
    nodes.append(
      Node(kind: kind, number: number, lower: UInt32(clamping: start), upper: UInt32(clamping: pool.count)))
    nodes[index].count = UInt32(nodes.count - index - 1)
  }

  /// Adds two numbers as a detail.
  mutating func addNumbers(_ first: Int, _ second: Int, to index: Int) {
    nodes.append(Node(kind: .numbers, lower: UInt32(clamping: first), upper: UInt32(clamping: second)))
    nodes[index].count = UInt32(nodes.count - index - 1)
  }

  /// Sets the text of the detail at `index`.
  mutating func setDetail(_ index: Int, to text: some Collection<UInt8>) {
    nodes[index].lower = UInt32(clamping: pool.count)
    pool.append(contentsOf: text)
    nodes[index].upper = UInt32(clamping: pool.count)
  }

  /// Sets where the node at `index` is written.
  mutating func set(_ index: Int, at place: Range<Int>?) {
    nodes[index].lower = place.map { UInt32(clamping: $0.lowerBound) } ?? Node.nowhere
    nodes[index].upper = place.map { UInt32(clamping: $0.upperBound) } ?? Node.nowhere
  }

  /// Forgets the nodes from `index` on; what contains them is not closed yet.
  mutating func removeAll(from index: Int) { nodes.removeSubrange(index...) }

  /// Lets what was reserved and not used go.
  mutating func settle() {
    nodes = nodes.withUnsafeBufferPointer { Array($0) }
    pool = pool.withUnsafeBufferPointer { Array($0) }
  }
}

extension SourceText {
  /// Whether `text` stands at `offset` of the clean text.
  func holds(_ text: ArraySlice<UInt8>, at offset: Int) -> Bool {
    guard offset + text.count <= clean.count else { return false }
    return clean.withUnsafeBufferPointer { clean in
      text.withUnsafeBufferPointer { text in
        for index in 0..<text.count where clean[offset + index] != text[index] { return false }
        return true
      }
    }
  }
}
