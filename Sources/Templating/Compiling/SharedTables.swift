// What the templates of a set have in common while they are compiled.

import Reporting

/// Names, root variables, callables, and the problems found so far.
struct SharedTables {
  var names: NameTable
  let sources: [(name: String, source: SourceText)]
  private(set) var trees: [SyntaxTree] = []
  private var inlinable: [Bool] = []
  /// Indexes of the templates by name.
  let templates: [String: Int]
  let filters: CallableTable
  let tests: CallableTable
  let functions: CallableTable
  /// Whether what templates print is escaped; `nil`: as their name says.
  private let escapes: Bool?
  /// Names of the root variables, by slot.
  private(set) var rootNames: [Int] = []
  private var rootSlots: [Int: Int] = [:]
  /// Names that some template sets or the site gives a value: calls of them may be right.
  var assignedNames: Set<Int> = []
  private(set) var problems: [Diagnostic] = []

  init(
    names: NameTable, sources: [(name: String, source: SourceText)], templates: [String: Int],
    filters: CallableTable, tests: CallableTable, functions: CallableTable, escapes: Bool?
  ) {
    self.names = names
    self.sources = sources
    self.templates = templates
    self.filters = filters
    self.tests = tests
    self.functions = functions
    self.escapes = escapes
  }

  /// Whether what a template prints is escaped.
  func escapes(_ template: Int) -> Bool { escapes ?? escapesByName(sources[template].name) }

  /// The slot of a root variable, a new one if it has none yet.
  mutating func rootSlot(_ name: Int) -> Int {
    if let slot = rootSlots[name] { return slot }
    rootSlots[name] = rootNames.count
    rootNames.append(name)
    return rootNames.count - 1
  }

  /// Whether a template means the same when it is compiled into one that includes it: that with
  /// blocks does not, they belong to a context of their own.
  func isInlinable(_ template: Int) -> Bool { inlinable[template] }

  /// Adds a parsed template.
  mutating func add(_ tree: SyntaxTree) {
    let ownName = names.number("self")
    inlinable.append(!holdsBlocks(tree.statements) && !mentions(ownName, in: tree.statements))
    trees.append(tree)
  }

  /// Adds a problem of a template.
  mutating func report(_ located: Located, in template: Int) {
    let source = sources[template].source
    problems.append(
      Diagnostic(
        located.problem.isWarning ? .warning : .error, located.problem.code,
        located.problem.message, at: source.place(located.range),
        notes: located.problem.notes, help: located.problem.help,
        related: located.related.map { Diagnostic.Related($0.message, source.place($0.range)) }))
  }

  mutating func report(_ diagnostic: Diagnostic) { problems.append(diagnostic) }
}

private func holdsBlocks(_ statements: [Statement]) -> Bool {
  statements.contains { statement in
    switch statement.kind {
    case .block, .extends: true
    case .condition(let branches, let otherwise):
      branches.contains { holdsBlocks($0.body) } || holdsBlocks(otherwise)
    case .loop(let loop): holdsBlocks(loop.body) || holdsBlocks(loop.otherwise)
    case .with(_, let body), .filter(_, let body), .autoescape(_, let body),
      .setBlock(_, _, let body):
      holdsBlocks(body)
    case .macro(let macro), .call(let macro, _): holdsBlocks(macro.body)
    default: false
    }
  }
}
