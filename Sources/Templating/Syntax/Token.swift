// The pieces a template is cut into before it is parsed.

/// What a token is. Template text is a token too.
enum TokenKind: UInt8, Sendable {
  case text, outputBegin, outputEnd, tagBegin, tagEnd
  case name, string, integer, float
  case plus, minus, slash, doubleSlash, star, doubleStar, percent, tilde
  case openBracket, closeBracket, openParenthesis, closeParenthesis, openBrace, closeBrace
  case equal, notEqual, greater, greaterEqual, less, lessEqual
  case assign, dot, colon, bar, comma, semicolon
  /// Takes the place of what could not be read; its problem has been reported.
  case invalid
  case end

  /// What messages call it, where it is not a word of the template's own.
  var description: String {
    switch self {
    case .text: "template text"
    case .outputBegin: "`{{`"
    case .outputEnd: "`}}`"
    case .tagBegin: "`{%`"
    case .tagEnd: "`%}`"
    case .name: "a name"
    case .string: "a text"
    case .integer: "a whole number"
    case .float: "a number"
    case .invalid: "something unreadable"
    case .end: "the end of the template"
    default: "`\(spelling)`"
    }
  }

  /// How an operator is written; empty for what is no operator.
  var spelling: String { operatorTable.first { $0.kind == self }?.text ?? "" }
}

/// The operators, the longer first.
let operatorTable: [(text: String, kind: TokenKind)] = [
  ("//", .doubleSlash), ("**", .doubleStar), ("==", .equal), ("!=", .notEqual),
  (">=", .greaterEqual), ("<=", .lessEqual), ("+", .plus), ("-", .minus), ("/", .slash),
  ("*", .star), ("%", .percent), ("~", .tilde), ("[", .openBracket), ("]", .closeBracket),
  ("(", .openParenthesis), (")", .closeParenthesis), ("{", .openBrace), ("}", .closeBrace),
  (">", .greater), ("<", .less), ("=", .assign), (".", .dot), (":", .colon), ("|", .bar),
  (",", .comma), (";", .semicolon),
]

/// A piece of a template.
struct Token: Sendable {
  let kind: TokenKind
  /// Byte offsets in the source. Of a text token: without what whitespace control takes away.
  let range: Range<Int>
}
