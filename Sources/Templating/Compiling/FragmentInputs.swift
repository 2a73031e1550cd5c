// What an included template reads of the page around it.
//
// A list includes the same template for each of its elements, and most elements stand in several
// lists. What such a template writes depends on the variables it reads and on nothing else, so it
// can be kept: see `Rendering/Fragments.swift`. The inputs found here may be too many, never too few.

/// An include whose output can be kept, and the variables that decide it.
struct FragmentInputs: Sendable {
  /// One variable of the templates around it.
  struct Input: Sendable {
    /// The number of its name.
    let name: Int
    /// Numbers of the members that are read, in the order they were found.
    var members: [Int] = []
    /// Whether it is read in any other way.
    var isWhole = false
  }

  /// The included template's index in the set.
  let template: Int
  var inputs: [Input] = []
}

extension SharedTables {
  /// The inputs of a template; `nil` where what it does cannot be told from them alone.
  func fragmentInputs(of template: Int, _ stack: StackGuard) -> FragmentInputs? {
    var search = InputSearch(shared: self, stack: stack, found: FragmentInputs(template: template))
    search.walk(template: template)
    return search.isPossible ? search.found : nil
  }
}

private struct InputSearch {
  let shared: SharedTables
  let stack: StackGuard
  var found: FragmentInputs
  var isPossible = true
  /// Names that stand for something of the template's own.
  var bound: [Int] = []
  /// How many statements are looked at before it is given up: includes may multiply.
  var budget = 2000
  /// The templates being walked through, to stop at a circle.
  var chain: [Int] = []

  mutating func walk(template: Int) {
    guard shared.isInlinable(template), !chain.contains(template), chain.count < 8 else {
      return isPossible = false
    }
    chain.append(template)
    walk(shared.trees[template].statements)
    chain.removeLast()
  }

  private mutating func walk(_ statements: [Statement], binding names: [Int] = []) {
    let count = bound.count
    bound += names
    for statement in statements { walk(statement) }
    bound.removeSubrange(count...)
  }

  private mutating func walk(_ statement: Statement) {
    budget -= 1
    guard isPossible, budget > 0, !stack.isLow else { return isPossible = false }
    switch statement.kind {
    case .text, .leaveLoop, .nextRound: break
    case .output(let value), .evaluate(let value): walk(value)
    case .print(let values): for value in values { walk(value) }
    case .condition(let branches, let otherwise):
      for branch in branches {
        walk(branch.test)
        walk(branch.body)
      }
      walk(otherwise)
    case .loop(let loop): walk(loop)
    // What is set begins with the value outside, so it counts as read.
    case .set(let target, let value):
      store(target)
      walk(value)
    case .setBlock(let target, let value, let body):
      store(target)
      walk(value)
      walk(body)
    case .filter(let value, let body), .autoescape(let value, let body):
      walk(value)
      walk(body)
    case .with(let pairs, let body):
      var names: [Int] = []
      for (target, value) in pairs {
        target.collectNames(&names)
        walk(value)
      }
      walk(body, binding: names)
    case .include(let include):
      guard include.withContext, case .constant(.string(let text)) = include.template.kind,
        let index = shared.templates[String(decoding: text.bytes, as: UTF8.self)]
      else { return isPossible = false }
      walk(template: index)
    case .block, .extends, .importModule, .importNames, .macro, .call: isPossible = false
    }
  }

  private mutating func walk(_ loop: ForLoop) {
    guard !loop.isRecursive else { return isPossible = false }
    walk(loop.sequence)
    var names: [Int] = []
    loop.target.collectNames(&names)
    let count = bound.count
    bound += names
    if let condition = loop.condition { walk(condition) }
    bound.removeSubrange(count...)
    if let own = shared.names.known("loop") { names.append(own) }
    walk(loop.body, binding: names)
    walk(loop.otherwise)
  }

  private mutating func store(_ target: Target) {
    switch target {
    case .name(let name, _): read(name, nil)
    // The attribute of a namespace, which outlives the fragment.
    case .member: isPossible = false
    case .tuple(let targets, _): for target in targets { store(target) }
    }
  }

  private mutating func read(_ name: Int, _ member: Int?) {
    if bound.contains(name) { return }
    // `loop` and its like mean the frame they stand in.
    if ["loop", "self", "super", "caller"].contains(shared.names[name]) {
      return isPossible = false
    }
    let place = found.inputs.firstIndex { $0.name == name } ?? found.inputs.count
    if place == found.inputs.count { found.inputs.append(FragmentInputs.Input(name: name)) }
    guard let member else { return found.inputs[place].isWhole = true }
    if !found.inputs[place].members.contains(member) { found.inputs[place].members.append(member) }
  }

  private mutating func walk(_ expression: Expression) {
    guard isPossible, !stack.isLow else { return isPossible = false }
    switch expression.kind {
    case .name(let name): read(name, nil)
    case .member(let value, let member):
      if case .name(let name) = value.kind { read(name, member) } else { walk(value) }
    case .call(let callee, let arguments):
      // A method may look at all there is of what it is called on.
      if case .member(let value, _) = callee.kind { walk(value) } else { walk(callee) }
      for part in arguments.parts { walk(part) }
    default: for part in expression.parts { walk(part) }
    }
  }
}
