internal import HTMLText

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
  private var names: [String] = []
  private var numbers: [String: Int] = [:]

  /// `.`, the value of the section around it.
  private static let itself = "."

  /// The program of the template `name`; `templates` passed the check.
  init(_ name: String, _ templates: [String: TemplateText]) {
    var compiler = Compiler(templates: templates)
    compiler.add(template: name, indentation: [], blocks: [:], depth: 0)
    self = compiler.program
  }

  /// The page that `fields` make, without line ends at its beginning.
  func render(_ fields: TemplateFields) -> [UInt8] {
    var page = [TemplateValue?](repeating: nil, count: names.count)
    var size = literals.count
    for (key, value) in fields.values {
      guard let number = numbers[key] else { continue }
      page[number] = value
      size += value.size
    }
    var run = Run(page: page)
    run.output.reserveCapacity(size)
    execute(0..<steps.count, &run)
    return run.output
  }

  /// A page while it is made.
  private struct Run {
    let page: [TemplateValue?]
    /// What the sections around the step stand for: an element of a list, or a value.
    var around: [TemplateValue] = []
    var output: [UInt8] = []

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
  }

  private func execute(_ range: Range<Int>, _ run: inout Run) {
    var at = range.lowerBound
    while at < range.upperBound {
      switch steps[at] {
      case .literal(let range): run.append(literals, range)
      case .value(let name):
        switch value(of: name, run) {
        case .text(let text): HTMLText.escapeForAnyPlace(text, into: &run.output)
        case .html(let html): run.append(html, html.indices)
        case .flag, .list, .element, nil: break
        }
      case .section(let name, let end):
        switch value(of: name, run) {
        case .list(let elements):
          for element in elements { execute((at + 1)..<end, &run, in: .element(element)) }
        case .flag(true): execute((at + 1)..<end, &run)
        case .some(let value) where !value.isEmpty: execute((at + 1)..<end, &run, in: value)
        default: break
        }
        at = end - 1
      case .inverted(let name, let end):
        if value(of: name, run)?.isEmpty ?? true { execute((at + 1)..<end, &run) }
        at = end - 1
      }
      at += 1
    }
  }

  private func execute(_ range: Range<Int>, _ run: inout Run, in value: TemplateValue) {
    run.around.append(value)
    execute(range, &run)
    run.around.removeLast()
  }

  /// The value of a key: of the innermost element that has one, else of the page.
  private func value(of number: Int, _ run: Run) -> TemplateValue? {
    if names[number] == Self.itself { return run.around.last }
    for case .element(let element) in run.around.reversed() {
      if let found = element.values.last(where: { $0.key == names[number] }) { return found.value }
    }
    return run.page[number]
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
