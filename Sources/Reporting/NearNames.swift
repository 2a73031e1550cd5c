// Which known name somebody may have meant.
//
// Optimal string alignment distance (Damerau 1964, without moved substrings), over Unicode
// scalars, ignoring case, `-` and `_`.

/// Finds the names that are a typing error away from `name`.
///
/// - Returns: at most three, nearest first, then in the order given. A name of up to 4 letters may
///   differ by one edit, of up to 8 by two, a longer one by three.
public func nearNames(to name: String, in known: some Sequence<String>) -> [String] {
  KnownNames(known).near(name)
}

/// Names that are looked in again and again, ready to be compared.
public struct KnownNames: Sendable {
  private let names: [(name: String, folded: Folded)]

  /// Takes the names in the order in which equally near ones are told.
  public init(_ names: some Sequence<String>) {
    self.names = names.map { ($0, Folded($0)) }
  }

  /// Finds the names that are a typing error away, as ``nearNames(to:in:)`` does.
  public func near(_ name: String) -> [String] {
    let wanted = Folded(name)
    let count = wanted.letters.count
    let allowed = count <= 4 ? 1 : count <= 8 ? 2 : 3
    var found: [(distance: Int, order: Int, name: String)] = []
    for (order, known) in names.enumerated() where wanted.mayBeNear(known.folded, within: allowed) {
      guard let distance = editDistance(wanted.letters, known.folded.letters, atMost: allowed)
      else { continue }
      found.append((distance, order, known.name))
    }
    found.sort { ($0.distance, $0.order) < ($1.distance, $1.order) }
    return found.prefix(3).map(\.name)
  }
}

/// A name without case, `-` and `_`.
private struct Folded {
  /// Unicode scalars.
  var letters: [UInt32] = []
  /// A bit for each letter that occurs.
  private var present: UInt64 = 0

  init(_ name: String) {
    letters.reserveCapacity(name.utf8.count)
    let lower =
      name.utf8.allSatisfy { $0 < 0x80 && !(0x41...0x5A ~= $0) } ? name : name.lowercased()
    for scalar in lower.unicodeScalars where scalar != "-" && scalar != "_" {
      letters.append(scalar.value)
      present |= 1 << UInt64(scalar.value & 63)
    }
  }

  /// False only for names that are further away: an edit changes the length by one at most, and
  /// which letters occur by two at most. It rules out nearly all of them before they are measured.
  func mayBeNear(_ other: Folded, within edits: Int) -> Bool {
    abs(letters.count - other.letters.count) <= edits
      && (present ^ other.present).nonzeroBitCount <= 2 * edits
  }
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

/// The distance, or `nil` where it is more than the limit.
///
/// Three rows of the table are kept; a row whose every entry is over the limit ends the work.
private func editDistance(_ left: [UInt32], _ right: [UInt32], atMost limit: Int) -> Int? {
  let width = right.count + 1
  return withUnsafeTemporaryAllocation(of: Int.self, capacity: 3 * width) { table in
    for index in table.indices { table.initializeElement(at: index, to: index < width ? index : 0) }
    var (beforeLast, last, current) = (2 * width, 0, width)
    for row in 0..<left.count {
      table[current] = row + 1
      var least = row + 1
      for column in 0..<right.count {
        let change = left[row] == right[column] ? 0 : 1
        var best = min(
          table[current + column] + 1, table[last + column + 1] + 1, table[last + column] + change)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, table[beforeLast + column - 1] + 1)
        }
        table[current + column + 1] = best
        least = min(least, best)
      }
      // A transposition reaches back two rows, so one row over the limit is not enough to stop.
      if least > limit + 1 { return nil }
      (beforeLast, last, current) = (last, current, beforeLast)
    }
    let distance = table[last + right.count]
    return distance <= limit ? distance : nil
  }
}
