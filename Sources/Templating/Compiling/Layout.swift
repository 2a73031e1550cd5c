// What can be known about templates and their ancestors before anything is rendered.

import Reporting

/// The blocks of a template and its ancestors, as far as they are known.
///
/// - Returns: `isComplete` is false where a parent depends on the rendering; then only the
///   template's own blocks are in it.
func layout(of template: Int, _ programs: [Program]) -> (blocks: BlockTable, isComplete: Bool) {
  var own = BlockTable()
  own.add(programs[template], template)
  var blocks = own
  var seen: Set<Int> = [template]
  var current = template
  while true {
    let hasExtends = programs[current].code.contains { $0.operation == .extend }
    guard let parent = programs[current].parent else {
      return hasExtends ? (own, false) : (blocks, true)
    }
    guard seen.insert(parent).inserted else { return (own, false) }
    blocks.add(programs[parent], parent)
    current = parent
  }
}

/// The slots of what a template exports to those that import it: what its top level sets, without
/// what begins with an underscore and without what it imports itself.
func exportedNames(
  of template: Int, _ programs: [Program], _ slots: [String: Int], _ shared: SharedTables
) -> [Int: Int] {
  var exports: [Int: Int] = [:]
  var current: Int? = template
  var seen: Set<Int> = []
  while let index = current, seen.insert(index).inserted {
    for name in storedNames(shared.trees[index].statements, withImports: false) {
      let text = shared.names[name]
      if !text.hasPrefix("_"), let slot = slots[text] { exports[name] = slot }
    }
    current = programs[index].parent
  }
  return exports
}

/// What root variables are that no context sets.
func standardValues(
  _ shared: SharedTables, _ settings: TemplateSet.Settings, _ slots: [String: Int]
) -> [Value] {
  var values = [Value](repeating: .absent, count: shared.rootNames.count)
  for (slot, name) in shared.rootNames.enumerated() {
    if let function = shared.functions.number(shared.names[name]) {
      values[slot] = .function(FunctionValue(.global, function))
    }
  }
  for (name, value) in settings.globals {
    if let slot = slots[name] { values[slot] = value }
  }
  return values
}

extension SharedTables {
  /// Reads a template.
  mutating func parse(_ index: Int) {
    var parser = Parser(sources[index].source.bytes, names: names)
    let tree = parser.parse()
    names = parser.names
    for problem in parser.causes() { report(problem, in: index) }
    if escapes(index), parser.problems.isEmpty {
      var check = MarkupCheck(sources[index].source.bytes)
      check.read(tree.statements)
      for problem in check.problems { report(problem, in: index) }
    }
    add(tree)
  }

  /// Collects the names that templates set, so that a call of one is not an unknown function.
  mutating func collectAssignedNames(_ settings: TemplateSet.Settings) {
    for name in settings.contextNames { assignedNames.insert(names.number(name)) }
    for (name, _) in settings.globals { assignedNames.insert(names.number(name)) }
    var found: Set<Int> = []
    for tree in trees {
      withoutActuallyEscaping({ (name: Int) in _ = found.insert(name) }) { visit in
        NameSearch(onStore: visit).walk(tree.statements)
      }
    }
    assignedNames.formUnion(found)
  }

  /// Reports templates that extend themselves.
  mutating func reportCircles(_ programs: [Program]) {
    var reported: Set<Int> = []
    for start in programs.indices {
      var chain = [start]
      while let parent = programs[chain[chain.count - 1]].parent {
        if parent == start, reported.isDisjoint(with: chain) {
          reported.formUnion(chain)
          let names = (chain + [start]).map { programs[$0].name }
          let extends = programs[start].code.firstIndex { $0.operation == .extend } ?? 0
          let range = programs[start].origins[extends].range
          report(Located(.extendsItself(names), range.range), in: start)
          break
        }
        if chain.contains(parent) { break }
        chain.append(parent)
      }
    }
  }
}
