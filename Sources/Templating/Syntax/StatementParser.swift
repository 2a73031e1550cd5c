// The statements: what stands between `{%` and `%}`.
//
// A tag that opens a body is taken for opened even when its beginning cannot be read, so that the
// tag that closes it is not a second problem.

extension Parser {
  /// Reads a statement behind its `{%`, and its body.
  mutating func parseTag(_ opening: Token) -> Statement? {
    guard current.kind == .name else {
      _ = attempt { throw $0.unexpected("the name of a tag") }
      skipTag()
      return nil
    }
    let word = text(of: current.range)
    let range = current.range
    advance()
    guard let kind = parseStatement(word, range) else { return nil }
    return Statement(kind: kind, range: SourceRange(opening.range.lowerBound..<previousEnd))
  }

  private mutating func parseStatement(_ word: String, _ range: Range<Int>) -> Statement.Kind? {
    switch word {
    case "if": parseCondition(range)
    case "for": parseFor(range)
    case "set": parseSet(range)
    case "block": parseBlock(range)
    case "macro": parseMacro(range)
    case "call": parseCall(range)
    case "filter": parseFilterBlock(range)
    case "with": parseWith(range)
    case "autoescape": parseAutoescape(range)
    case "extends": simple { .extends(try $0.parseExpression()) }
    case "include": simple { try $0.parseInclude() }
    case "import": simple { try $0.parseImport() }
    case "from": simple { try $0.parseFrom() }
    case "do": simple { .evaluate(try $0.parseTuple()) }
    case "print": simple { try $0.parsePrint() }
    case "break": loopTag(.leaveLoop, word, range)
    case "continue": loopTag(.nextRound, word, range)
    default: unknownTag(word, range)
    }
  }

  private mutating func unknownTag(_ word: String, _ range: Range<Int>) -> Statement.Kind? {
    report(Located(.unknownTag(word), range))
    skipTag()
    return nil
  }

  private mutating func parsePrint() throws -> Statement.Kind {
    var values: [Expression] = []
    while current.kind != .tagEnd {
      if !values.isEmpty { try expect(.comma) }
      values.append(try parseExpression())
    }
    return .print(values)
  }

  private mutating func loopTag(
    _ kind: Statement.Kind, _ word: String, _ range: Range<Int>
  ) -> Statement.Kind? {
    if loopDepth == 0 { report(Located(.outsideLoop(word), range)) }
    finishTag()
    return kind
  }

  /// Reads a tag that has no body.
  private mutating func simple(
    _ parse: (inout Parser) throws -> Statement.Kind
  ) -> Statement.Kind? {
    guard let kind = attempt(parse) else {
      skipTag()
      return nil
    }
    finishTag()
    return kind
  }

  /// Reads the beginning of a tag with a body; leaves the tag's end to be read.
  private mutating func head<Result>(_ parse: (inout Parser) throws -> Result) -> Result? {
    let result = attempt(parse)
    if result == nil {
      while ![.tagEnd, .end, .text, .tagBegin, .outputBegin].contains(current.kind) { advance() }
    } else {
      // Python's colon is allowed there, as in Jinja2.
      _ = accept(.colon)
    }
    return result
  }

  // MARK: if, for

  private mutating func parseCondition(_ range: Range<Int>) -> Statement.Kind? {
    var branches: [(test: Expression, body: [Statement])] = []
    var test = head { try $0.parseTuple(withConditional: false) }
    while true {
      let (statements, end) = body(of: "if", at: range, ends: ["elif", "else", "endif"])
      if let test { branches.append((test, statements)) }
      switch end {
      case "elif": test = head { try $0.parseTuple(withConditional: false) }
      case "else":
        let (otherwise, end) = body(of: "if", at: range, ends: ["endif"])
        if end != nil { finishTag() }
        return .condition(branches, otherwise: otherwise)
      default:
        if end != nil { finishTag() }
        return .condition(branches, otherwise: [])
      }
    }
  }

  private mutating func parseFor(_ range: Range<Int>) -> Statement.Kind? {
    let head = head { parser in
      let target = try parser.parseTarget(endsAtIn: true)
      try parser.expect(word: "in")
      let sequence = try parser.parseTuple(withConditional: false, endWord: "recursive")
      let condition = parser.accept(word: "if") ? try parser.parseExpression() : nil
      return (target, sequence, condition, parser.accept(word: "recursive"))
    }
    loopDepth += 1
    let (body, end) = body(of: "for", at: range, ends: ["else", "endfor"])
    loopDepth -= 1
    var otherwise: [Statement] = []
    if end == "else" {
      otherwise = simpleBody(of: "for", at: range)
    } else if end != nil {
      finishTag()
    }
    guard let (target, sequence, condition, isRecursive) = head else { return nil }
    return .loop(
      ForLoop(
        target: target, sequence: sequence, condition: condition, isRecursive: isRecursive,
        body: body, otherwise: otherwise))
  }

  // MARK: set, with

  private mutating func parseSet(_ range: Range<Int>) -> Statement.Kind? {
    var value: Expression?
    let target = head { parser in
      let target = try parser.parseTarget(withNamespace: true)
      if parser.accept(.assign) {
        value = try parser.parseTuple()
      }
      return target
    }
    guard let target else {
      // `=` tells the form without a body from the one with.
      let isBlock = !hasAssignment(after: range)
      if isBlock { _ = simpleBody(of: "set", at: range) } else { skipTag() }
      return nil
    }
    if let value {
      finishTag()
      return .set(target, value)
    }
    let filters = head { try $0.parseFilters(of: $0.captured(range)) }
    let body = simpleBody(of: "set", at: range)
    return filters.map { .setBlock(target, $0, body) }
  }

  private func hasAssignment(after range: Range<Int>) -> Bool {
    tokens[..<position].reversed().prefix { $0.range.lowerBound > range.lowerBound }
      .contains { $0.kind == .assign }
  }

  /// The expression that stands for what a block captured.
  func captured(_ range: Range<Int>) -> Expression {
    Expression(kind: .captured, range: SourceRange(range), depth: 1)
  }

  private mutating func parseWith(_ range: Range<Int>) -> Statement.Kind? {
    let pairs = head { parser in
      var pairs: [(Target, Expression)] = []
      while parser.current.kind != .tagEnd {
        if !pairs.isEmpty { try parser.expect(.comma) }
        let target = try parser.parseTarget()
        try parser.expect(.assign)
        pairs.append((target, try parser.parseExpression()))
      }
      return pairs
    }
    let body = simpleBody(of: "with", at: range)
    return pairs.map { .with($0, body) }
  }

  private mutating func parseAutoescape(_ range: Range<Int>) -> Statement.Kind? {
    let flag = head { try $0.parseExpression() }
    let body = simpleBody(of: "autoescape", at: range)
    return flag.map { .autoescape($0, body) }
  }

  // MARK: block, macro, call, filter

  private mutating func parseBlock(_ range: Range<Int>) -> Statement.Kind? {
    let head = head { parser in
      let (name, nameRange) = try parser.expectName("the block's name")
      let isScoped = parser.accept(word: "scoped")
      let isRequired = parser.accept(word: "required")
      if parser.current.kind == .minus {
        throw Located(.hyphenInBlockName, parser.current.range)
      }
      return (name, nameRange, isScoped, isRequired)
    }
    let (body, end) = outsideLoops { $0.body(of: "block", at: range, ends: ["endblock"]) }
    if let head, isWord(names[head.0]) { advance() }
    if end != nil { finishTag() }
    guard let (name, nameRange, isScoped, isRequired) = head else { return nil }
    if let first = blocks[name] {
      report(
        Located(
          .duplicateBlock(names[name]), nameRange, related: [("first defined here", first)]))
    } else {
      blocks[name] = nameRange
    }
    if isRequired, body.contains(where: { !isBlank($0) }) {
      report(Located(.contentInRequiredBlock(names[name]), nameRange))
    }
    return .block(
      Block(
        name: name, nameRange: SourceRange(nameRange), isScoped: isScoped, isRequired: isRequired,
        body: body))
  }

  private func isBlank(_ statement: Statement) -> Bool {
    guard case .text(let range) = statement.kind else { return false }
    var index = range.lowerBound
    while index < range.upperBound {
      let length = whiteSpaceLength(bytes, index, range.upperBound)
      if length == 0 { return false }
      index += length
    }
    return true
  }

  private mutating func parseMacro(_ range: Range<Int>) -> Statement.Kind? {
    let head = head { parser in
      let name = try parser.expectName("the macro's name").number
      return (name, try parser.parseSignature())
    }
    let body = outsideLoops { $0.simpleBody(of: "macro", at: range) }
    if let head { checkCaller(head.1, in: body, range) }
    return head.map { .macro(Macro(name: $0.0, parameters: $0.1, body: body)) }
  }

  /// A parameter called `caller` needs a default, since `caller` may also come by itself.
  private mutating func checkCaller(
    _ parameters: [(name: Int, standard: Expression?)], in body: [Statement], _ range: Range<Int>
  ) {
    let caller = names.number("caller")
    let needsDefault = parameters.contains { $0.name == caller && $0.standard == nil }
    if needsDefault, mentions(caller, in: body) { report(Located(.callerWithoutDefault, range)) }
  }

  private mutating func parseCall(_ range: Range<Int>) -> Statement.Kind? {
    let head = head { parser in
      let parameters =
        parser.current.kind == .openParenthesis ? try parser.parseSignature() : []
      let call = try parser.parseExpression()
      guard case .call = call.kind else { throw Located(.notACall, call.range.range) }
      return (parameters, call)
    }
    let name = names.number("caller")
    let body = outsideLoops { $0.simpleBody(of: "call", at: range) }
    return head.map { .call(Macro(name: name, parameters: $0.0, body: body), $0.1) }
  }

  private mutating func parseSignature() throws -> [(name: Int, standard: Expression?)] {
    var parameters: [(name: Int, standard: Expression?)] = []
    try expect(.openParenthesis)
    while current.kind != .closeParenthesis {
      if !parameters.isEmpty { try expect(.comma) }
      let (name, range) = try expectName("a parameter's name")
      if parameters.contains(where: { $0.name == name }) {
        throw Located(.duplicateParameter(names[name]), range)
      }
      if accept(.assign) {
        parameters.append((name, try parseExpression()))
      } else if parameters.last?.standard != nil {
        throw Located(.parameterOrder(names[name]), range)
      } else {
        parameters.append((name, nil))
      }
    }
    try expect(.closeParenthesis)
    return parameters
  }

  private mutating func parseFilterBlock(_ range: Range<Int>) -> Statement.Kind? {
    let filters = head { parser in
      let first = try parser.parseFilter(of: parser.captured(range))
      return try parser.parseFilters(of: first)
    }
    let body = simpleBody(of: "filter", at: range)
    return filters.map { .filter($0, body) }
  }

  /// Reads something whose `break` would not mean the loop around it.
  private mutating func outsideLoops<Result>(_ parse: (inout Parser) -> Result) -> Result {
    let depth = loopDepth
    loopDepth = 0
    defer { loopDepth = depth }
    return parse(&self)
  }

  // MARK: include, import

  private mutating func parseInclude() throws -> Statement.Kind {
    let template = try parseExpression()
    var ignoresMissing = false
    if isWord("ignore"), isWord("missing", 1) {
      position += 2
      ignoresMissing = true
    }
    let withContext = parseContextWords() ?? true
    return .include(
      Include(template: template, ignoresMissing: ignoresMissing, withContext: withContext))
  }

  private mutating func parseImport() throws -> Statement.Kind {
    let template = try parseExpression()
    try expect(word: "as")
    let name = try expectName().number
    let withContext = parseContextWords() ?? false
    return .importModule(
      Include(template: template, ignoresMissing: false, withContext: withContext), name)
  }

  private mutating func parseFrom() throws -> Statement.Kind {
    let template = try parseExpression()
    try expect(word: "import")
    var imported: [(name: Int, alias: Int)] = []
    var withContext: Bool?
    while true {
      if !imported.isEmpty { try expect(.comma) }
      withContext = parseContextWords()
      if withContext != nil { break }
      let (name, range) = try expectName("the name of a macro")
      if names[name].hasPrefix("_") { throw Located(.privateImport(names[name]), range) }
      let alias = accept(word: "as") ? try expectName().number : name
      imported.append((name, alias))
      withContext = parseContextWords()
      if withContext != nil || current.kind != .comma { break }
    }
    return .importNames(
      Include(template: template, ignoresMissing: false, withContext: withContext ?? false),
      imported)
  }

  private mutating func parseContextWords() -> Bool? {
    guard isWord("with") || isWord("without"), isWord("context", 1) else { return nil }
    let with = isWord("with")
    position += 2
    return with
  }
}
