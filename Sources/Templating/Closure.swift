// What a template can reach: the inputs of a page, as far as templates decide them.

extension TemplateSet {
  /// The template and all it can extend, include or import, sorted. A template that computes a
  /// name can reach all.
  public func closure(of name: String) -> [String] {
    guard let first = templates[name] else { return [] }
    return reachable(from: first).map { programs[$0].name }.sorted()
  }

  /// The top-level variables and functions that a template and all it can reach may ask for.
  public func rootNames(of name: String) -> Set<String> {
    guard let first = templates[name] else { return [] }
    var found: Set<String> = []
    for index in reachable(from: first) {
      for slot in programs[index].rootNames { found.insert(names[rootNames[slot]]) }
    }
    return found
  }

  private func reachable(from first: Int) -> Set<Int> {
    var found: Set<Int> = [first]
    var pending = [first]
    while let index = pending.popLast() {
      if programs[index].hasComputedReference { return Set(programs.indices) }
      for next in programs[index].references where found.insert(next).inserted {
        pending.append(next)
      }
    }
    return found
  }
}
