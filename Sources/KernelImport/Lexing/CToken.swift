/// A token of C source: a range of the file's bytes with its place in lines, braces and conditions.
///
/// Offsets are 32-bit: a larger file than ``CSource/largestFile`` is not lexed, and a tree's tokens stay small.
package struct CToken {
  package enum Kind: UInt8 {
    case identifier
    case number
    case string
    case character
    case punctuator
  }

  package var kind: Kind
  /// Whether it is the first byte of its line.
  var beginsLine: Bool
  /// Range of bytes.
  package var start: Int32
  package var end: Int32
  /// Line, from 1.
  package var line: Int32
  /// Braces open around it; an opening brace counts as outside of itself, a closing one too.
  package var depth: Int32
  /// The chain of conditions around it, for ``CSource/conditions(of:)``.
  var condition: Int32
  /// Directives before it in the file: two tokens with different counts have a directive between them.
  package var directives: Int32
}

/// A comment: a range of bytes and its first and last line.
struct CComment {
  var start: Int
  var end: Int
  var line: Int
  var lastLine: Int
  /// Directives before it in the file.
  var directives: Int
}

/// A macro definition.
package struct CMacro {
  package var name: String
  /// Parameter names, nil for an object-like macro.
  package var parameters: [String]?
  /// Its replacement, lexed; places are those in the file.
  package var body: [CToken]
  package var line: Int
  /// Index of the directive: a macro is known from here on, until a later `#undef`.
  var directive: Int
  /// Index of the directive that undefines it, nil when it lasts.
  var undefinedAt: Int?
}

/// An `#include` line.
package struct CInclude {
  /// The path as written.
  package var path: String
  /// The chain of conditions around it, for ``CSource/conditions(of:)``.
  var condition: Int32
}
