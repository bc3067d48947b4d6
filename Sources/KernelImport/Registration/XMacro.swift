import KfuncModel

extension IDSetReader {
  /// The entries that a list macro makes: `XDP_METADATA_KFUNC_xxx` of `include/net/xdp.h` calls
  /// `XDP_METADATA_KFUNC(…)` once for each entry, and the set's own file defines what that call means.
  ///
  /// Answers the words between the parentheses of each `BTF_ID…(…)`, with the place of the call in the list.
  ///
  /// Every word that is made counts against `wordsLeft`; none is made when they are used up.
  func expand(
    _ use: CToken, named name: String, wordsLeft: inout Int
  ) -> [(words: [String], place: SourceReference)] {
    let list: (source: CSource, macro: CMacro)
    if let own = macro(name, at: Int(use.directives)) {
      list = (source, own)
    } else if let foreign = foreignMacros[name] {
      list = foreign
    } else {
      return []
    }
    var entries: [(words: [String], place: SourceReference)] = []
    let body = list.macro.body
    var index = 0
    while index < body.count, wordsLeft >= 0 {
      let token = body[index]
      wordsLeft -= 1
      guard token.kind == .identifier, index + 1 < body.count, list.source.matches(body[index + 1], "("),
        let close = XMacro.closing(body, from: index + 1, of: list.source)
      else {
        index += 1
        continue
      }
      let word = list.source.text(token)
      let place = SourceReference(file: list.source.path, line: Int(token.line))
      let arguments = XMacro.arguments(body[index + 2..<close], of: list.source)
      wordsLeft -= close - index
      if word.hasPrefix("BTF_ID") {
        entries.append((body[index + 2..<close].map(list.source.text), place))
      } else if let meaning = macro(word, at: Int(use.directives)), let parameters = meaning.parameters {
        let made = XMacro.entries(of: meaning, parameters, arguments, in: source, wordsLeft: &wordsLeft)
        entries += made.map { ($0, place) }
      }
      index = close + 1
    }
    return entries
  }
}

/// Substitution in the bodies of list macros.
enum XMacro {
  static func closing(_ body: [CToken], from open: Int, of source: CSource) -> Int? {
    var depth = 0
    for index in open..<body.count {
      if source.matches(body[index], "(") { depth += 1 }
      if source.matches(body[index], ")") {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }

  static func arguments(_ tokens: ArraySlice<CToken>, of source: CSource) -> [[String]] {
    var arguments: [[String]] = [[]]
    var depth = 0
    for token in tokens {
      let word = source.text(token)
      if word == "(" { depth += 1 }
      if word == ")" { depth -= 1 }
      if word == ",", depth == 0 { arguments.append([]) } else { arguments[arguments.count - 1].append(word) }
    }
    return arguments
  }

  /// The entries in the body of `macro` with its parameters replaced.
  static func entries(
    of macro: CMacro, _ parameters: [String], _ arguments: [[String]], in source: CSource, wordsLeft: inout Int
  ) -> [[String]] {
    var words: [String] = []
    let places = Dictionary(zip(parameters, parameters.indices)) { first, _ in first }
    for token in macro.body {
      guard wordsLeft >= words.count else {
        wordsLeft = -1
        return []
      }
      let word = source.text(token)
      if let place = places[word], place < arguments.count {
        words += arguments[place]
      } else if word == "__VA_ARGS__", let place = places["..."], place < arguments.count {
        words += Array(arguments[place...].joined(separator: [","]))
      } else {
        words.append(word)
      }
    }
    wordsLeft -= words.count
    var entries: [[String]] = []
    var index = 0
    while index + 1 < words.count {
      if words[index].hasPrefix("BTF_ID"), words[index + 1] == "(", let close = words[index...].firstIndex(of: ")") {
        entries.append(Array(words[index + 2..<close]))
        index = close
      }
      index += 1
    }
    return entries
  }
}
