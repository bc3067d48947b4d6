import KfuncModel

extension IDSetReader {
  /// The entries that a list macro makes: `XDP_METADATA_KFUNC_xxx` of `include/net/xdp.h` calls
  /// `XDP_METADATA_KFUNC(…)` once for each entry, and the set's own file defines what that call means.
  ///
  /// Answers the words between the parentheses of each `BTF_ID…(…)`, with the place of the call in the list.
  func expand(_ use: CToken, named name: String) -> [(words: [String], place: SourceReference)] {
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
    while index < body.count {
      let token = body[index]
      guard token.kind == .identifier, index + 1 < body.count, list.source.matches(body[index + 1], "("),
        let close = XMacro.closing(body, from: index + 1, of: list.source)
      else {
        index += 1
        continue
      }
      let word = list.source.text(token)
      let place = SourceReference(file: list.source.path, line: Int(token.line))
      let arguments = XMacro.arguments(body[index + 2..<close], of: list.source)
      if word.hasPrefix("BTF_ID") {
        entries.append((body[index + 2..<close].map(list.source.text), place))
      } else if let meaning = macro(word, at: Int(use.directives)), let parameters = meaning.parameters {
        entries += XMacro.entries(of: meaning, parameters, arguments, in: source).map { ($0, place) }
      }
      index = close + 1
    }
    return entries
  }

  /// The macro `name` as it is known after `directive` directives of this file.
  private func macro(_ name: String, at directive: Int) -> CMacro? {
    source.macros.last { $0.name == name && $0.directive <= directive && ($0.undefinedAt ?? Int.max) > directive }
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
    of macro: CMacro, _ parameters: [String], _ arguments: [[String]], in source: CSource
  ) -> [[String]] {
    var words: [String] = []
    for token in macro.body {
      let word = source.text(token)
      if let place = parameters.firstIndex(of: word), place < arguments.count {
        words += arguments[place]
      } else if word == "__VA_ARGS__", let place = parameters.firstIndex(of: "..."), place < arguments.count {
        words += Array(arguments[place...].joined(separator: [","]))
      } else {
        words.append(word)
      }
    }
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
