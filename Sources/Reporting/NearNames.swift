// Which known name somebody may have meant.
//
// Optimal string alignment distance (Damerau 1964, without moved substrings), over Unicode
// scalars, ignoring case, `-` and `_`.

/// Finds the names that are a typing error away from `name`.
///
/// - Returns: at most three, nearest first, then in the order given. A name of up to 4 letters may
///   differ by one edit, of up to 8 by two, a longer one by three.
public func nearNames(to name: String, in known: some Sequence<String>) -> [String] {
  let wanted = folded(name)
  let allowed = wanted.count <= 4 ? 1 : wanted.count <= 8 ? 2 : 3
  var found: [(distance: Int, order: Int, name: String)] = []
  for (order, candidate) in known.enumerated() {
    let other = folded(candidate)
    guard abs(other.count - wanted.count) <= allowed else { continue }
    let distance = editDistance(wanted, other)
    if distance <= allowed { found.append((distance, order, candidate)) }
  }
  found.sort { ($0.distance, $0.order) < ($1.distance, $1.order) }
  return found.prefix(3).map(\.name)
}

/// Words a suggestion: `did you mean \`a\`, \`b\` or \`c\`?`, or nothing when there is none.
public func suggestion(for name: String, in known: some Sequence<String>) -> String? {
  suggestion(of: nearNames(to: name, in: known))
}

/// Words a suggestion of names that were found in another way.
public func suggestion(of names: [String]) -> String? {
  let names = names.map { "`\($0)`" }
  guard let last = names.last else { return nil }
  if names.count == 1 { return "did you mean \(last)?" }
  return "did you mean \(names.dropLast().joined(separator: ", ")) or \(last)?"
}

private func folded(_ name: String) -> [Unicode.Scalar] {
  name.lowercased().unicodeScalars.filter { $0 != "-" && $0 != "_" }
}

private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for row in 0..<left.count {
    var current = [row + 1]
    current.reserveCapacity(right.count + 1)
    for column in 0..<right.count {
      let change = left[row] == right[column] ? 0 : 1
      var best = min(current[column] + 1, last[column + 1] + 1, last[column] + change)
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        best = min(best, beforeLast[column - 1] + 1)
      }
      current.append(best)
    }
    (beforeLast, last) = (last, current)
  }
  return last[right.count]
}
