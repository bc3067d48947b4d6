internal import HTMLText
internal import Synchronization

/// A page's template with all that it includes, as one flat list of steps over bytes.
///
/// Partials are put in place once, keys are numbered once: a page then costs its values and a copy of the text between
/// them. With a library that walked a tree of strings for every page, layout was a tenth of a build.
struct TemplateProgram: Sendable {
  private enum Step {
    /// Bytes of ``literals``.
    case literal(Range<Int>)
    /// The value of a key, escaped before.
    case value(Int)
    /// What stands before `end`, for each element of a list, or once where the key has something to say.
    case section(Int, end: Int)
    /// What stands before `end` where the key has nothing to say.
    case inverted(Int, end: Int)
  }

  private var steps: [Step] = []
  private var literals: [UInt8] = []
  private var names = ["."]
  private var numbers = [".": 0]

  /// The number of `.`, the value of the section around it.
  private static let itself = 0

  /// The program of the template `name`; `templates` passed the check.
  init(_ name: String, _ templates: [String: TemplateText]) {
    var compiler = Compiler(templates: templates)
    compiler.add(template: name, indentation: [], blocks: [:], depth: 0)
    self = compiler.program
  }

  /// The page that `fields` make, without line ends at its beginning.
  func render(_ fields: TemplateFields) -> [UInt8] {
    var run = Run(page: fields, places: places(in: fields))
    run.output.reserveCapacity(literals.count + fields.size)
    execute(0..<steps.count, &run)
    return run.output
  }

  /// For each key the position of its value among those of `fields`.
  ///
  /// Pages of one template give their values in nearly the same order: a key is mostly that which stood there before, where
  /// a dictionary makes a hash of each.
  private func places(in fields: TemplateFields) -> [Int?] {
    var places = [Int?](repeating: nil, count: names.count)
    let known = order.known.withLock { $0 }
    var found = known
    var isOther = false
    for position in fields.values.indices {
      if position < known.count, known[position].key == fields.values[position].key {
        if let number = known[position].number { places[number] = position }
        continue
      }
      let key = fields.values[position].key
      let number = numbers[key]
      if let number { places[number] = position }
      isOther = true
      if position < found.count { found[position] = (key, number) } else { found.append((key, number)) }
    }
    if isOther { order.known.withLock { $0 = found } }
    return places
  }

  /// The keys of the last page that gave them in another order, with their numbers. What it says makes no page another, it
  /// only saves time.
  private final class Order: Sendable {
    let known = Mutex<[(key: String, number: Int?)]>([])
  }

  private var order = Order()

  /// Where a value stands.
  private struct Place {
    /// Among ``Run/elements``; nil for the page's own.
    let element: Int?
    /// Among the values there; nil for the element itself.
    let position: Int?
  }

  /// A page while it is made.
  private struct Run {
    let page: TemplateFields
    let places: [Int?]
    /// The elements of lists in whose sections the step stands.
    var elements: [TemplateFields] = []
    /// What the sections around the step stand for.
    var around: [Place] = []
    var output: [UInt8] = []

    init(page: TemplateFields, places: [Int?]) {
      self.page = page
      self.places = places
    }

    mutating func append(_ bytes: [UInt8], _ range: Range<Int>) {
      bytes.withUnsafeBufferPointer { bytes in
        let bytes = UnsafeBufferPointer(rebasing: bytes[range])
        if output.isEmpty {
          output.append(contentsOf: bytes.drop { $0 == 0x0a })
        } else {
          output.append(contentsOf: bytes)
        }
      }
    }

    /// The value at `place`; nil for an element itself.
    func value(at place: Place) -> TemplateValue? {
      guard let position = place.position else { return nil }
      return place.element.map { elements[$0].values[position].value } ?? page.values[position].value
    }

    func isEmpty(at place: Place) -> Bool { value(at: place)?.isEmpty ?? false }

    /// Adds the value at `place`.
    mutating func show(_ place: Place) {
      switch value(at: place) {
      case .text(let text): HTMLText.escapeForAnyPlace(text, into: &output)
      case .html(let html): append(html, html.indices)
      case .written(let range):
        append(place.element.map { elements[$0].written.bytes } ?? page.written.bytes, range)
      case .flag, .list, nil: break
      }
    }
  }

  private func execute(_ range: Range<Int>, _ run: inout Run) {
    var at = range.lowerBound
    while at < range.upperBound {
      switch steps[at] {
      case .literal(let range): run.append(literals, range)
      case .value(let name):
        if let place = place(of: name, run) { run.show(place) }
      case .section(let name, let end):
        if let place = place(of: name, run), !run.isEmpty(at: place) {
          executeSection((at + 1)..<end, of: place, &run)
        }
        at = end - 1
      case .inverted(let name, let end):
        if place(of: name, run).map({ run.isEmpty(at: $0) }) ?? true { execute((at + 1)..<end, &run) }
        at = end - 1
      }
      at += 1
    }
  }

  /// Executes the steps of the section of the value at `place`, which has something to say.
  private func executeSection(_ range: Range<Int>, of place: Place, _ run: inout Run) {
    switch run.value(at: place) {
    case .flag: execute(range, &run)
    case .list(let elements):
      for element in elements {
        run.around.append(Place(element: run.elements.count, position: nil))
        run.elements.append(element)
        execute(range, &run)
        run.elements.removeLast()
        run.around.removeLast()
      }
    case .text, .html, .written, nil:
      run.around.append(place)
      execute(range, &run)
      run.around.removeLast()
    }
  }

  /// Where the value of a key stands: in the innermost element that has one, else among those of the page.
  private func place(of number: Int, _ run: borrowing Run) -> Place? {
    if number == Self.itself { return run.around.last }
    for element in run.elements.indices.reversed() {
      if let position = run.elements[element].values.lastIndex(where: { $0.key == names[number] }) {
        return Place(element: element, position: position)
      }
    }
    return run.places[number].map { Place(element: nil, position: $0) }
  }
}

extension TemplateProgram {
  /// Puts the templates that a page includes in one another's places.
  private struct Compiler {
    let templates: [String: TemplateText]
    var program = TemplateProgram()
    /// Where the last section ended: a step there begins anew.
    private var target = 0

    init(templates: [String: TemplateText]) { self.templates = templates }

    /// Templates never include themselves, so that they are at most as deep as there are of them.
    mutating func add(
      template name: String, indentation: [UInt8], blocks: [String: [TemplateNode]], depth: Int
    ) {
      guard let template = templates[name], depth <= templates.count else { return }
      add(TemplateParser.nodes(of: template.text, indentation: indentation), blocks, depth)
    }

    private mutating func add(_ nodes: [TemplateNode], _ blocks: [String: [TemplateNode]], _ depth: Int) {
      for node in nodes {
        switch node {
        case .literal(let bytes):
          let start = program.literals.count
          program.literals += bytes
          // Texts that came together, since a comment or a partial stood between them, are one step.
          if case .literal(let before)? = program.steps.last, before.upperBound == start, target != program.steps.count
          {
            program.steps[program.steps.count - 1] = .literal(before.lowerBound..<program.literals.count)
          } else {
            program.steps.append(.literal(start..<program.literals.count))
          }
        case .value(let name): program.steps.append(.value(number(of: name)))
        case .section(let name, let inner, let isInverted):
          let key = number(of: name)
          let at = program.steps.count
          program.steps.append(.section(key, end: at))
          add(inner, blocks, depth)
          let end = program.steps.count
          program.steps[at] = isInverted ? .inverted(key, end: end) : .section(key, end: end)
          target = end
        case .partial(let name, let indentation):
          add(template: name, indentation: indentation, blocks: blocks, depth: depth + 1)
        case .parent(let name, let indentation, let own):
          // What stands further out decides.
          add(template: name, indentation: indentation, blocks: own.merging(blocks) { $1 }, depth: depth + 1)
        case .block(let name, let inner):
          // Inside itself a block is what it was before, or it would never end.
          var others = blocks
          others[name] = nil
          add(blocks[name] ?? inner, others, depth)
        }
      }
    }

    private mutating func number(of name: String) -> Int {
      if let known = program.numbers[name] { return known }
      program.numbers[name] = program.names.count
      program.names.append(name)
      return program.names.count - 1
    }
  }

  private init() {}
}
