// From tokens to a tree: the state all parsing shares, and the bodies of templates and blocks.
//
// Recursive descent, as Jinja2's parser, so that both accept the same. Parsing never fails: what
// cannot be read is reported, and reading goes on behind the tag it stands in.

/// Reads one template.
struct Parser {
  let bytes: [UInt8]
  let tokens: [Token]
  var position = 0
  var names: NameTable
  private(set) var problems: [Located]
  /// How deep the statement or expression being read is nested.
  var depth = 0
  private let stack = StackGuard()
  /// How many loops a `break` here could leave.
  var loopDepth = 0
  /// The tags that are open, outermost first, with what ends them.
  var open: [(name: String, ends: [String], range: Range<Int>)] = []
  /// Blocks seen so far, by name.
  var blocks: [Int: Range<Int>] = [:]

  /// Prepares to read a template; `names` knows those of the templates read before.
  init(_ bytes: [UInt8], names: NameTable) {
    self.bytes = bytes
    self.names = names
    let lexer = Lexer(bytes)
    tokens = lexer.tokens
    problems = lexer.problems
  }

  /// Reads all of it.
  mutating func parse() -> SyntaxTree {
    SyntaxTree(statements: parseBody().statements)
  }

  // MARK: Bodies

  /// Reads statements up to a tag that ends the innermost open one, or to the end.
  ///
  /// - Returns: the word of the tag that ended it, which is read up to behind that word, or `nil`
  ///   where the template ended or an outer tag's end came first.
  mutating func parseBody() -> (statements: [Statement], end: String?) {
    var statements: [Statement] = []
    while true {
      let token = current
      switch token.kind {
      case .text:
        advance()
        statements.append(Statement(kind: .text(token.range), range: SourceRange(token.range)))
      case .outputBegin:
        advance()
        if let statement = parseOutput(token) { statements.append(statement) }
      case .tagBegin:
        if let end = endTag() {
          switch end {
          case .ours(let word): return (statements, word)
          case .outer: return (statements, nil)
          case .nobody: continue
          }
        }
        advance()
        if let statement = parseTag(token) { statements.append(statement) }
      case .end:
        reportUnclosed()
        return (statements, nil)
      default:
        advance()
      }
    }
  }

  private enum EndTag {
    case ours(String)
    case outer
    case nobody
  }

  /// Looks whether the tag that begins here ends an open one, and whose it is.
  private mutating func endTag() -> EndTag? {
    guard tokens[position + 1].kind == .name else { return nil }
    let range = tokens[position + 1].range
    let word = text(of: range)
    if let innermost = open.last, innermost.ends.contains(word) {
      position += 2
      return .ours(word)
    }
    guard word.hasPrefix("end") || ["else", "elif"].contains(word) else { return nil }
    guard let innermost = open.last else {
      report(Located(.strayEnd(word), range))
      advance()
      skipTag()
      return .nobody
    }
    let opening = [(message: "`\(innermost.name)` is opened here", range: innermost.range)]
    report(
      Located(.crossedEnd(found: word, expected: innermost.ends), range, related: opening))
    if open.dropLast().contains(where: { $0.ends.contains(word) }) { return .outer }
    advance()
    skipTag()
    return .nobody
  }

  private var reportedUnclosed = false

  private mutating func reportUnclosed() {
    guard let innermost = open.last, !reportedUnclosed else { return }
    reportedUnclosed = true
    // A tag that is itself cut off explains what is missing behind it.
    if problems.contains(where: { $0.problem.cutsTemplateOff }) { return }
    let end = innermost.ends.last ?? "end\(innermost.name)"
    report(Located(.unclosedBlock(innermost.name, end: end), innermost.range))
  }

  /// Reads the body of a tag whose beginning has been read up to its last token.
  ///
  /// - Parameter ends: the words that may end it, the one that closes it last.
  mutating func body(
    of name: String, at range: Range<Int>, ends: [String]
  ) -> (statements: [Statement], end: String?) {
    finishTag()
    open.append((name, ends, range))
    depth += 1
    defer {
      open.removeLast()
      depth -= 1
    }
    if isTooDeep {
      report(Located(.nestedTooDeep(Expression.maximumDepth), range))
      position = tokens.count - 1
      return ([], nil)
    }
    return parseBody()
  }

  /// Reads a body that only one word can end, and that tag's end.
  mutating func simpleBody(of name: String, at range: Range<Int>) -> [Statement] {
    let (statements, end) = body(of: name, at: range, ends: ["end\(name)"])
    if end != nil { finishTag() }
    return statements
  }

  // MARK: Output

  private mutating func parseOutput(_ opening: Token) -> Statement? {
    let value = attempt { parser in
      let value = try parser.parseTuple()
      try parser.expect(.outputEnd)
      return value
    }
    guard let value else {
      skip(to: .outputEnd)
      return nil
    }
    return Statement(
      kind: .output(value), range: SourceRange(opening.range.lowerBound..<previousEnd))
  }

  // MARK: Problems

  /// Whether what is being read is nested deeper than the stack bears.
  var isTooDeep: Bool { depth > Expression.maximumDepth || stack.isLow }

  /// Runs `parse`; a failure is reported and gives `nil`.
  mutating func attempt<Result>(_ parse: (inout Parser) throws -> Result) -> Result? {
    let depth = depth
    do {
      return try parse(&self)
    } catch let problem as Located {
      report(problem)
    } catch {
      // Whatever else is thrown has been reported by the lexer.
    }
    self.depth = depth
    return nil
  }

  /// Adds a problem.
  mutating func report(_ problem: Located) { problems.append(problem) }

  /// A failure at the current token: something else was expected.
  func unexpected(_ expected: String) -> any Error {
    let token = current
    if token.kind == .invalid { return Reported() }
    return Located(.unexpectedToken(found: describe(token), expected: expected), token.range)
  }

  func describe(_ token: Token) -> String {
    switch token.kind {
    case .name, .integer, .float, .string: "`\(text(of: token.range))`"
    default: token.kind.description
    }
  }

  // MARK: Tokens

  var current: Token { tokens[position] }

  func peek(_ distance: Int = 1) -> Token { tokens[min(position + distance, tokens.count - 1)] }

  /// Where the token before the current one ends.
  var previousEnd: Int { position > 0 ? tokens[position - 1].range.upperBound : 0 }

  mutating func advance() {
    if position < tokens.count - 1 { position += 1 }
  }

  /// Reads a token of that kind or fails.
  mutating func expect(_ kind: TokenKind) throws {
    guard current.kind == kind else { throw unexpected(kind.description) }
    advance()
  }

  /// Reads a token of that kind if it is there.
  mutating func accept(_ kind: TokenKind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  /// Whether the token is that word.
  func isWord(_ word: String, _ distance: Int = 0) -> Bool {
    let token = peek(distance)
    return token.kind == .name && bytes[token.range].elementsEqual(word.utf8)
  }

  /// Reads a word if it is there.
  mutating func accept(word: String) -> Bool {
    guard isWord(word) else { return false }
    advance()
    return true
  }

  /// Reads a word or fails.
  mutating func expect(word: String) throws {
    guard accept(word: word) else { throw unexpected("`\(word)`") }
  }

  /// Reads a name.
  mutating func expectName(_ expected: String = "a name") throws -> (number: Int, range: Range<Int>)
  {
    guard current.kind == .name else { throw unexpected(expected) }
    let range = current.range
    advance()
    return (names.number(text(of: range)), range)
  }

  func text(of range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Reads the end of a tag; what else stands before it is reported.
  mutating func finishTag() {
    if current.kind != .tagEnd {
      if let problem = unexpected("`%}`") as? Located { report(problem) }
    }
    skip(to: .tagEnd)
  }

  /// Goes on behind the tag that is being read.
  mutating func skipTag() { skip(to: .tagEnd) }

  /// Goes on behind the next token of a kind, or at what cannot belong to the tag any more.
  mutating func skip(to kind: TokenKind) {
    while true {
      switch current.kind {
      case kind: return advance()
      case .end, .text, .tagBegin, .outputBegin: return
      default: advance()
      }
    }
  }
}

/// Stops reading a tag whose problem has been reported already.
struct Reported: Error {}
