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
  private let names: [String]
  /// The letters of each name.
  private let letters: [[UInt32]]
  /// The outline of each name, the shortest names first. Most names are ruled out by it, and nothing
  /// else of them is touched.
  private let outlines: [Outline]

  /// Takes the names in the order in which equally near ones are told.
  public init(_ names: some Sequence<String>) {
    self.names = Array(names)
    letters = self.names.map(folded)
    outlines = self.names.enumerated().map { Outline($1, order: $0) }.sorted {
      ($0.count, $0.order) < ($1.count, $1.order)
    }
  }

  /// Finds the names that are a typing error away, as ``nearNames(to:in:)`` does.
  ///
  /// Somebody's own key stands in the head of every article, and is near to nothing each time: then
  /// only numbers are compared, and nothing is allocated.
  public func near(_ name: String) -> [String] {
    let outline = Outline(name)
    let allowed = outline.count <= 4 ? 1 : outline.count <= 8 ? 2 : 3
    var wanted: [UInt32] = []
    var found: [(distance: Int, order: Int)] = []
    for known in outlines {
      if known.count < outline.count - allowed { continue }
      if known.count > outline.count + allowed { break }
      guard outline.mayBeNear(known, within: allowed) else { continue }
      if wanted.isEmpty { wanted = folded(name) }
      let order = known.order
      guard let distance = editDistance(wanted, letters[order], atMost: allowed) else { continue }
      found.append((distance, order))
    }
    found.sort { ($0.distance, $0.order) < ($1.distance, $1.order) }
    return found.prefix(3).map { names[$0.order] }
  }
}

/// How many letters a name has, and which: what a distance cannot be less than.
private struct Outline {
  /// Unicode scalars.
  var count = 0
  /// The name's place among those that were given.
  var order = 0
  /// A bit for each letter that occurs.
  private var once: UInt64 = 0
  /// A bit for each letter that occurs more than once.
  private var again: UInt64 = 0

  init(_ name: String, order: Int = 0) {
    self.order = order
    var name = name
    let isASCII = name.withUTF8 { bytes in
      for byte in bytes {
        if byte >= 0x80 { return false }
        add(UInt32(0x41...0x5A ~= byte ? byte | 0x20 : byte))
      }
      return true
    }
    guard !isASCII else { return }
    (count, once, again) = (0, 0, 0)
    for letter in folded(name) { add(letter) }
  }

  private mutating func add(_ letter: UInt32) {
    guard letter != dash, letter != lowLine else { return }
    let bit: UInt64 = 1 << UInt64(letter & 63)
    again |= once & bit
    once |= bit
    count += 1
  }

  /// False only for names that are further away: an edit takes one letter away at most, and adds
  /// one at most.
  func mayBeNear(_ other: Outline, within edits: Int) -> Bool {
    lacks(other, atMost: edits) && other.lacks(self, atMost: edits)
  }

  /// Whether another name has at most so many letters that this one has not.
  private func lacks(_ other: Outline, atMost limit: Int) -> Bool {
    // Nearly all lack more already here, and this is cheaper than counting.
    var missing = other.once & ~once
    for _ in 0..<limit { missing &= missing &- 1 }
    if missing != 0 { return false }
    return (other.once & ~once).nonzeroBitCount + (other.again & ~again).nonzeroBitCount <= limit
  }
}

private let dash: UInt32 = 0x2D
private let lowLine: UInt32 = 0x5F

/// The scalars of a name without case, `-` and `_`.
private func folded(_ name: String) -> [UInt32] {
  let lower =
    name.utf8.allSatisfy { $0 < 0x80 && !(0x41...0x5A ~= $0) } ? name : name.lowercased()
  return lower.unicodeScalars.map(\.value).filter { $0 != dash && $0 != lowLine }
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
