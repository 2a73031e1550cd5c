// Which names a piece of a template reads, sets or calls.

/// The names that statements set in the frame they stand in, in the order they first stand.
func storedNames(_ statements: [Statement], withImports: Bool = true) -> [Int] {
  var names: [Int] = []
  collectStored(statements, withImports, &names)
  return names
}

private func collectStored(
  _ statements: [Statement], _ withImports: Bool, _ names: inout [Int]
) {
  for statement in statements {
    switch statement.kind {
    case .set(let target, _), .setBlock(let target, _, _): target.collectNames(&names)
    case .macro(let macro): add(macro.name, &names)
    case .importModule(_, let name) where withImports: add(name, &names)
    case .importNames(_, let imported) where withImports:
      for name in imported { add(name.alias, &names) }
    case .condition(let branches, let otherwise):
      for branch in branches { collectStored(branch.body, withImports, &names) }
      collectStored(otherwise, withImports, &names)
    default: break
    }
  }
}

private func add(_ name: Int, _ names: inout [Int]) {
  if !names.contains(name) { names.append(name) }
}

extension Target {
  /// Adds the plain names a target sets.
  func collectNames(_ names: inout [Int]) {
    switch self {
    case .name(let name, _): add(name, &names)
    case .member: break
    case .tuple(let targets, _): for target in targets { target.collectNames(&names) }
    }
  }
}

/// A walk over everything in a template, nested frames included.
struct NameSearch {
  /// Called with each variable that is read.
  var onName: (Int) -> Void = { _ in }
  /// Called with each name that is set anywhere.
  var onStore: (Int) -> Void = { _ in }
  /// Whether the bodies of blocks are walked through too; they see nothing of what is around them.
  var entersBlocks = true
  /// Where the stack gets low the walk ends: the compiler reports what is nested that deep.
  var stack = StackGuard()

  func walk(_ statements: [Statement]) {
    for statement in statements { walk(statement) }
  }

  func walk(_ statement: Statement) {
    if stack.isLow { return }
    switch statement.kind {
    case .text, .leaveLoop, .nextRound: break
    case .output(let value), .extends(let value), .evaluate(let value): walk(value)
    case .print(let values): for value in values { walk(value) }
    case .condition(let branches, let otherwise):
      for branch in branches {
        walk(branch.test)
        walk(branch.body)
      }
      walk(otherwise)
    case .loop(let loop):
      store(loop.target)
      walk(loop.sequence)
      if let condition = loop.condition { walk(condition) }
      walk(loop.body)
      walk(loop.otherwise)
    case .set(let target, let value):
      store(target)
      walk(value)
    case .setBlock(let target, let value, let body):
      store(target)
      walk(value)
      walk(body)
    case .block(let block): if entersBlocks { walk(block.body) }
    case .include(let include): walk(include.template)
    case .importModule(let include, let name):
      walk(include.template)
      onStore(name)
    case .importNames(let include, let names):
      walk(include.template)
      for name in names { onStore(name.alias) }
    case .macro(let macro):
      onStore(macro.name)
      walk(macro)
    case .call(let macro, let call):
      walk(macro)
      walk(call)
    case .filter(let value, let body), .autoescape(let value, let body):
      walk(value)
      walk(body)
    case .with(let pairs, let body):
      for (target, value) in pairs {
        store(target)
        walk(value)
      }
      walk(body)
    }
  }

  private func walk(_ macro: Macro) {
    for parameter in macro.parameters {
      onStore(parameter.name)
      if let standard = parameter.standard { walk(standard) }
    }
    walk(macro.body)
  }

  private func store(_ target: Target) {
    switch target {
    case .name(let name, _): onStore(name)
    case .member(let name, _, _): onName(name)
    case .tuple(let targets, _): for target in targets { store(target) }
    }
  }

  func walk(_ expression: Expression) {
    if stack.isLow { return }
    if case .name(let name) = expression.kind { onName(name) }
    for part in expression.parts { walk(part) }
  }
}

/// Whether any of the statements reads the variable, in whatever frame.
func mentions(
  _ name: Int, in statements: [Statement], _ stack: StackGuard = StackGuard()
) -> Bool {
  var isFound = false
  withoutActuallyEscaping({ (other: Int) in if other == name { isFound = true } }) { visit in
    NameSearch(onName: visit, entersBlocks: false, stack: stack).walk(statements)
  }
  return isFound
}

extension Expression {
  /// The expressions it is made of.
  var parts: [Expression] {
    switch kind {
    case .constant, .captured, .name: []
    case .member(let value, _), .negative(let value), .positive(let value), .not(let value): [value]
    case .item(let left, let right), .and(let left, let right), .or(let left, let right),
      .arithmetic(_, let left, let right):
      [left, right]
    case .slice(let value, let from, let to, let step):
      [value] + [from, to, step].compactMap { $0 }
    case .call(let callee, let arguments): [callee] + arguments.parts
    case .filter(let value, _, _, let arguments), .test(let value, _, _, let arguments):
      [value] + arguments.parts
    case .list(let parts), .tuple(let parts), .concatenation(let parts): parts
    case .map(let pairs): pairs.flatMap { [$0.key, $0.value] }
    case .comparison(let first, let operands): [first] + operands.map(\.1)
    case .conditional(let test, let then, let otherwise):
      [test, then] + (otherwise.map { [$0] } ?? [])
    }
  }
}

extension Arguments {
  /// Their values.
  var parts: [Expression] {
    positional + named.map(\.value) + [list, map].compactMap { $0 }
  }
}
