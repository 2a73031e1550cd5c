// Expressions, with Jinja2's precedences: from loose to tight `if else`, `or`, `and`, `not`,
// comparison, `+ -`, `~`, `* / // %`, `**`, unary `- +`, postfix, and filters and tests.
//
// Two of its peculiarities are kept: `-x|abs` is `(-x)|abs`, and `**` groups to the left.

extension Parser {
  /// Reads an expression.
  mutating func parseExpression(withConditional: Bool = true) throws -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard !isTooDeep else {
      throw Located(.nestedTooDeep(Expression.maximumDepth), current.range)
    }
    var value = try parseOr()
    while withConditional, accept(word: "if") {
      let test = try parseOr()
      let otherwise = accept(word: "else") ? try parseExpression() : nil
      value = try node(
        .conditional(test: test, then: value, otherwise: otherwise), value, test, otherwise)
    }
    return value
  }

  /// Reads an expression, or several with commas, which make a tuple.
  mutating func parseTuple(
    withConditional: Bool = true, endWord: String? = nil, inParentheses: Bool = false
  ) throws -> Expression {
    let start = current.range.lowerBound
    var elements: [Expression] = []
    var isTuple = false
    while true {
      if isTupleEnd(endWord) { break }
      elements.append(try parseExpression(withConditional: withConditional))
      guard accept(.comma) else { break }
      isTuple = true
    }
    if !isTuple, let only = elements.first { return only }
    if !isTuple, !inParentheses { throw unexpected("an expression") }
    return try sequence(.tuple(elements), elements, from: start)
  }

  private func isTupleEnd(_ endWord: String?) -> Bool {
    switch current.kind {
    case .outputEnd, .tagEnd, .closeParenthesis: true
    default: endWord.map { isWord($0) } ?? false
    }
  }

  // MARK: Operators

  private mutating func parseOr() throws -> Expression {
    var left = try parseAnd()
    while accept(word: "or") {
      let right = try parseAnd()
      left = try node(.or(left, right), left, right)
    }
    return left
  }

  private mutating func parseAnd() throws -> Expression {
    var left = try parseNot()
    while accept(word: "and") {
      let right = try parseNot()
      left = try node(.and(left, right), left, right)
    }
    return left
  }

  private mutating func parseNot() throws -> Expression {
    let start = current.range.lowerBound
    guard isWord("not") else { return try parseComparison() }
    return try nested { parser in
      parser.advance()
      let operand = try parser.parseNot()
      return try parser.node(.not(operand), from: start, operand)
    }
  }

  private mutating func parseComparison() throws -> Expression {
    let left = try parseSum()
    var operands: [(Comparison, Expression)] = []
    while let comparison = acceptComparison() {
      operands.append((comparison, try parseSum()))
    }
    guard !operands.isEmpty else { return left }
    let depth = operands.reduce(left.depth) { max($0, $1.1.depth) }
    return try make(.comparison(left, operands), left.range.range.lowerBound, depth)
  }

  private mutating func acceptComparison() -> Comparison? {
    switch current.kind {
    case .equal: advance(); return .equal
    case .notEqual: advance(); return .notEqual
    case .less: advance(); return .less
    case .lessEqual: advance(); return .lessEqual
    case .greater: advance(); return .greater
    case .greaterEqual: advance(); return .greaterEqual
    default: break
    }
    if accept(word: "in") { return .isIn }
    if isWord("not"), isWord("in", 1) {
      position += 2
      return .notIn
    }
    return nil
  }

  private mutating func parseSum() throws -> Expression {
    var left = try parseConcatenation()
    while let op = acceptArithmetic([(.plus, .add), (.minus, .subtract)]) {
      let right = try parseConcatenation()
      left = try node(.arithmetic(op, left, right), left, right)
    }
    return left
  }

  private mutating func parseConcatenation() throws -> Expression {
    let first = try parseProduct()
    var parts = [first]
    while accept(.tilde) { parts.append(try parseProduct()) }
    if parts.count == 1 { return first }
    return try sequence(.concatenation(parts), parts, from: first.range.range.lowerBound)
  }

  private mutating func parseProduct() throws -> Expression {
    var left = try parsePower()
    let operators: [(TokenKind, Arithmetic)] = [
      (.star, .multiply), (.slash, .divide), (.doubleSlash, .floorDivide), (.percent, .modulo),
    ]
    while let op = acceptArithmetic(operators) {
      let right = try parsePower()
      left = try node(.arithmetic(op, left, right), left, right)
    }
    return left
  }

  private mutating func parsePower() throws -> Expression {
    var left = try parseUnary()
    while accept(.doubleStar) {
      let right = try parseUnary()
      left = try node(.arithmetic(.power, left, right), left, right)
    }
    return left
  }

  private mutating func acceptArithmetic(_ operators: [(TokenKind, Arithmetic)]) -> Arithmetic? {
    for (kind, op) in operators where accept(kind) { return op }
    return nil
  }

  private mutating func parseUnary(withFilters: Bool = true) throws -> Expression {
    let start = current.range.lowerBound
    let isNegative = current.kind == .minus
    var value: Expression
    if isNegative || current.kind == .plus {
      value = try nested { parser in
        parser.advance()
        let operand = try parser.parseUnary(withFilters: false)
        return try parser.node(
          isNegative ? .negative(operand) : .positive(operand), from: start, operand)
      }
    } else {
      value = try parseOperand()
    }
    value = try parsePostfix(of: value)
    return withFilters ? try parseFiltersAndTests(of: value) : value
  }

  // MARK: Literals and names

  mutating func parseOperand() throws -> Expression {
    let token = current
    switch token.kind {
    case .name:
      advance()
      return try make(nameKind(token), token.range.lowerBound, 0)
    case .string: return try parseString()
    case .integer:
      advance()
      guard let value = integerValue(bytes[token.range]) else {
        throw Located(.numberTooLarge(text(of: token.range)), token.range)
      }
      return try make(.constant(.int(value)), token.range.lowerBound, 0)
    case .float:
      advance()
      let value = Double(text(of: token.range).filter { $0 != "_" }) ?? .infinity
      return try make(.constant(.float(value)), token.range.lowerBound, 0)
    case .openParenthesis:
      return try nested { parser in
        parser.advance()
        let value = try parser.parseTuple(inParentheses: true)
        try parser.expect(.closeParenthesis)
        return value
      }
    case .openBracket: return try nested { try $0.parseList() }
    case .openBrace: return try nested { try $0.parseMap() }
    default: throw unexpected("an expression")
    }
  }

  private mutating func nameKind(_ token: Token) -> Expression.Kind {
    switch text(of: token.range) {
    case "true", "True": .constant(.bool(true))
    case "false", "False": .constant(.bool(false))
    case "none", "None": .constant(.none)
    case let text: .name(names.number(text))
    }
  }

  /// Texts that stand beside each other are one, as in Python.
  private mutating func parseString() throws -> Expression {
    let start = current.range.lowerBound
    var value: [UInt8] = []
    while current.kind == .string {
      let range = current.range
      advance()
      value += try stringValue(bytes, range.lowerBound + 1..<range.upperBound - 1).get()
    }
    return try make(.constant(.bytes(value)), start, 0)
  }

  private mutating func parseList() throws -> Expression {
    let start = current.range.lowerBound
    advance()
    let elements = try parseElements(until: .closeBracket) { try $0.parseExpression() }
    return try sequence(.list(elements), elements, from: start)
  }

  private mutating func parseMap() throws -> Expression {
    let start = current.range.lowerBound
    advance()
    let pairs = try parseElements(until: .closeBrace) { parser in
      let key = try parser.parseExpression()
      try parser.expect(.colon)
      return (key: key, value: try parser.parseExpression())
    }
    let depth = pairs.reduce(0) { max($0, max($1.key.depth, $1.value.depth)) }
    return try make(.map(pairs), start, depth)
  }

  private mutating func parseElements<Element>(
    until end: TokenKind, _ parse: (inout Parser) throws -> Element
  ) throws -> [Element] {
    var elements: [Element] = []
    while current.kind != end {
      elements.append(try parse(&self))
      guard accept(.comma) else { break }
    }
    try expect(end)
    return elements
  }

  // MARK: Nodes

  /// Counts one level of nesting, which the stack has to bear.
  mutating func nested(_ parse: (inout Parser) throws -> Expression) throws -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard !isTooDeep else {
      throw Located(.nestedTooDeep(Expression.maximumDepth), current.range)
    }
    return try parse(&self)
  }

  func node(
    _ kind: Expression.Kind, _ first: Expression, _ second: Expression? = nil,
    _ third: Expression? = nil
  ) throws -> Expression {
    let depth = max(first.depth, second?.depth ?? 0, third?.depth ?? 0)
    let start = min(first.range.lower, second?.range.lower ?? .max)
    return try make(kind, Int(start), depth)
  }

  func node(_ kind: Expression.Kind, from start: Int, _ operand: Expression) throws -> Expression {
    try make(kind, start, operand.depth)
  }

  func sequence(
    _ kind: Expression.Kind, _ parts: [Expression], from start: Int
  ) throws -> Expression {
    try make(kind, start, parts.reduce(0) { max($0, $1.depth) })
  }

  func make(_ kind: Expression.Kind, _ start: Int, _ childDepth: Int) throws -> Expression {
    let range = start..<max(start, previousEnd)
    guard childDepth < Expression.maximumDepth else {
      throw Located(.nestedTooDeep(Expression.maximumDepth), range)
    }
    return Expression(kind: kind, range: SourceRange(range), depth: childDepth + 1)
  }
}
