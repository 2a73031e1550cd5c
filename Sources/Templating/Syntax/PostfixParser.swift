// What follows a value: members, subscripts, calls, filters and tests; and targets of assignments.

extension Parser {
  /// Reads members, subscripts and calls.
  mutating func parsePostfix(of value: Expression) throws -> Expression {
    var value = value
    while true {
      switch current.kind {
      case .dot: value = try parseMember(of: value)
      case .openBracket: value = try parseSubscript(of: value)
      case .openParenthesis: value = try parseCall(of: value)
      default: return value
      }
    }
  }

  /// Reads filters, tests and calls of what they gave.
  mutating func parseFiltersAndTests(of value: Expression) throws -> Expression {
    var value = value
    while true {
      if current.kind == .bar {
        advance()
        value = try parseFilter(of: value)
      } else if isWord("is") {
        advance()
        value = try parseTest(of: value)
      } else if current.kind == .openParenthesis {
        value = try parseCall(of: value)
      } else {
        return value
      }
    }
  }

  /// Reads filters, each behind its bar.
  mutating func parseFilters(of value: Expression) throws -> Expression {
    var value = value
    while accept(.bar) { value = try parseFilter(of: value) }
    return value
  }

  /// Reads a filter behind its bar.
  mutating func parseFilter(of value: Expression) throws -> Expression {
    let (name, range) = try parseDottedName("the name of a filter")
    let arguments = current.kind == .openParenthesis ? try parseArguments() : Arguments()
    let start = Int(value.range.lower)
    if case .captured = value.kind {
      return try make(.filter(value, name, range, arguments), range.range.lowerBound, 1)
    }
    return try make(
      .filter(value, name, range, arguments), start, max(value.depth, depth(of: arguments)))
  }

  private mutating func parseTest(of value: Expression) throws -> Expression {
    let isNegated = accept(word: "not")
    let (name, range) = try parseDottedName("the name of a test")
    var arguments = Arguments()
    switch current.kind {
    case .openParenthesis: arguments = try parseArguments()
    case .name, .string, .integer, .float, .openBracket, .openBrace:
      if isWord("else") || isWord("or") || isWord("and") { break }
      if isWord("is") { throw Located(.chainedTests, current.range) }
      arguments.positional = [try parseTestArgument()]
    default: break
    }
    let depth = max(value.depth, depth(of: arguments))
    let test = try make(.test(value, name, range, arguments), Int(value.range.lower), depth)
    return isNegated ? try node(.not(test), test) : test
  }

  private mutating func parseTestArgument() throws -> Expression {
    // A primary with its postfixes and nothing more: `x is divisibleby 3 and y`.
    try nested { parser in
      try parser.parsePostfix(of: try parser.parseOperand())
    }
  }

  private mutating func parseDottedName(_ expected: String) throws -> (String, SourceRange) {
    var (number, range) = try expectName(expected)
    var name = names[number]
    while accept(.dot) {
      let next = try expectName(expected)
      name += "." + names[next.number]
      range = range.lowerBound..<next.range.upperBound
    }
    number = 0
    return (name, SourceRange(range))
  }

  private mutating func parseMember(of value: Expression) throws -> Expression {
    advance()
    let token = current
    switch token.kind {
    case .name:
      advance()
      let name = names.number(text(of: token.range))
      return try make(.member(value, name), Int(value.range.lower), value.depth)
    case .integer:
      advance()
      guard let index = integerValue(bytes[token.range]) else {
        throw Located(.numberTooLarge(text(of: token.range)), token.range)
      }
      let key = try make(.constant(.int(index)), token.range.lowerBound, 0)
      return try node(.item(value, key), value, key)
    default: throw unexpected("the name of a member")
    }
  }

  private mutating func parseSubscript(of value: Expression) throws -> Expression {
    try nested { parser in
      parser.advance()
      var keys: [Expression] = []
      var slice: Expression?
      while parser.current.kind != .closeBracket {
        if !keys.isEmpty { try parser.expect(.comma) }
        if let part = try parser.parseSlice(of: value, isFirst: keys.isEmpty, key: &keys) {
          slice = part
          break
        }
      }
      if slice == nil, keys.isEmpty { throw parser.unexpected("an index or a key") }
      try parser.expect(.closeBracket)
      if let slice { return slice }
      if keys.count == 1 { return try parser.node(.item(value, keys[0]), value, keys[0]) }
      let tuple = try parser.sequence(.tuple(keys), keys, from: Int(keys[0].range.lower))
      return try parser.node(.item(value, tuple), value, tuple)
    }
  }

  /// Reads one key, or a slice if there is a colon.
  private mutating func parseSlice(
    of value: Expression, isFirst: Bool, key: inout [Expression]
  ) throws -> Expression? {
    let from = current.kind == .colon ? nil : try parseExpression()
    guard isFirst, accept(.colon) else {
      if let from { key.append(from) }
      return nil
    }
    let ends: [TokenKind] = [.closeBracket, .colon]
    let to = ends.contains(current.kind) ? nil : try parseExpression()
    var step: Expression?
    if accept(.colon), current.kind != .closeBracket { step = try parseExpression() }
    let depth = max(value.depth, from?.depth ?? 0, to?.depth ?? 0, step?.depth ?? 0)
    return try make(.slice(value, from, to, step), Int(value.range.lower), depth)
  }

  private mutating func parseCall(of value: Expression) throws -> Expression {
    let arguments = try parseArguments()
    let depth = max(value.depth, depth(of: arguments))
    return try make(.call(value, arguments), Int(value.range.lower), depth)
  }

  /// Reads arguments with their parentheses.
  mutating func parseArguments() throws -> Arguments {
    var arguments = Arguments()
    depth += 1
    defer { depth -= 1 }
    try expect(.openParenthesis)
    while current.kind != .closeParenthesis {
      try parseArgument(&arguments)
      guard accept(.comma) else { break }
    }
    try expect(.closeParenthesis)
    return arguments
  }

  private mutating func parseArgument(_ arguments: inout Arguments) throws {
    let range = current.range
    if accept(.star) {
      guard arguments.list == nil, arguments.map == nil else {
        throw Located(.argumentOrder, range)
      }
      arguments.list = try parseExpression()
    } else if accept(.doubleStar) {
      guard arguments.map == nil else { throw Located(.argumentOrder, range) }
      arguments.map = try parseExpression()
    } else if current.kind == .name, peek().kind == .assign {
      guard arguments.map == nil else { throw Located(.argumentOrder, range) }
      let name = text(of: range)
      if arguments.named.contains(where: { $0.name == name }) {
        throw Located(.duplicateArgument(name), range)
      }
      position += 2
      arguments.named.append((name, SourceRange(range), try parseExpression()))
    } else {
      guard arguments.list == nil, arguments.map == nil, arguments.named.isEmpty else {
        throw Located(.argumentOrder, range)
      }
      arguments.positional.append(try parseExpression())
    }
  }

  private func depth(of arguments: Arguments) -> Int {
    var depth = max(arguments.list?.depth ?? 0, arguments.map?.depth ?? 0)
    for argument in arguments.positional { depth = max(depth, argument.depth) }
    for argument in arguments.named { depth = max(depth, argument.value.depth) }
    return depth
  }

  // MARK: Targets

  /// Reads what something is assigned to: a name, `ns.name`, or several with commas.
  mutating func parseTarget(endsAtIn: Bool = false, withNamespace: Bool = false) throws -> Target {
    let start = current.range.lowerBound
    var targets: [Target] = []
    var isTuple = false
    while true {
      if current.kind == .closeParenthesis || current.kind == .tagEnd { break }
      if endsAtIn, isWord("in") { break }
      targets.append(try parseSingleTarget(withNamespace, isLoopTarget: endsAtIn))
      guard accept(.comma) else { break }
      isTuple = true
    }
    if !isTuple {
      guard let only = targets.first else { throw unexpected("a name to assign to") }
      return only
    }
    return .tuple(targets, SourceRange(start..<previousEnd))
  }

  private mutating func parseSingleTarget(
    _ withNamespace: Bool, isLoopTarget: Bool
  ) throws -> Target {
    if current.kind == .openParenthesis {
      depth += 1
      defer { depth -= 1 }
      guard !isTooDeep else {
        throw Located(.nestedTooDeep(Expression.maximumDepth), current.range)
      }
      advance()
      let target = try parseTarget(withNamespace: withNamespace)
      try expect(.closeParenthesis)
      return target
    }
    guard current.kind == .name else { throw unexpected("a name to assign to") }
    let (name, range) = try expectName()
    if ["true", "false", "none", "True", "False", "None"].contains(names[name]) {
      throw Located(.notAssignable(names[name]), range)
    }
    if names[name] == "loop", isLoopTarget || loopDepth > 0 {
      throw Located(.notAssignable("loop"), range)
    }
    if withNamespace, accept(.dot) {
      let member = try expectName()
      if current.kind == .dot || current.kind == .openBracket {
        let whole = range.lowerBound..<member.range.upperBound
        throw Located(.notAssignable("\(text(of: whole))…"), whole)
      }
      return .member(name, member.number, SourceRange(range.lowerBound..<member.range.upperBound))
    }
    return .name(name, SourceRange(range))
  }
}
