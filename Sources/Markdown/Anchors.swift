// The ids of a text: each once, and those people wrote themselves as they wrote them.
//
// Headings are named before what follows them is known. Where a name given by hand further down
// turns out to be one a heading got by itself, the text is written a second time with the names
// given by hand set aside.

/// The ids given so far.
struct Anchors {
  /// All ids in the order they were given.
  private(set) var ids: [String] = []
  /// The ids given by hand.
  private(set) var explicit: Set<String> = []
  /// Whether an id given by hand was taken already by a heading.
  private(set) var needsSecondPass = false

  private let setAside: Set<String>
  /// `nil` for those given to a heading, an empty range for a footnote's.
  private var owners: [String: Range<Int>?] = [:]
  private var lastSuffix: [String: Int] = [:]

  /// - Parameter setAside: ids that headings may not get by themselves.
  init(setAside: Set<String>) { self.setAside = setAside }

  /// Names a heading: `wanted`, or `wanted-2`, `wanted-3`…
  mutating func automatic(_ wanted: String) -> String {
    var id = wanted
    if isTaken(id) {
      var number = lastSuffix[wanted] ?? 1
      repeat {
        number += 1
        id = "\(wanted)-\(number)"
      } while isTaken(id)
      lastSuffix[wanted] = number
    }
    owners.updateValue(nil, forKey: id)
    ids.append(id)
    return id
  }

  private func isTaken(_ id: String) -> Bool {
    owners[id] != nil || !setAside.isEmpty && setAside.contains(id)
  }

  /// Takes an id that was given by hand, at a place in the file.
  ///
  /// - Returns: what is wrong with it.
  mutating func take(_ id: String, at range: Range<Int>) -> MarkdownProblem? {
    if let owner = owners[id] {
      if let first = owner { return .duplicateID(id, first: first.isEmpty ? nil : first) }
      needsSecondPass = true
    }
    explicit.insert(id)
    owners.updateValue(range, forKey: id)
    ids.append(id)
    return nil
  }

  /// Takes an id of a footnote. It has a colon, which no heading's own id has.
  ///
  /// - Returns: where it was given by hand before.
  mutating func footnote(_ id: String) -> Range<Int>? {
    ids.append(id)
    if let owner = owners[id], let range = owner { return range.isEmpty ? nil : range }
    owners.updateValue(0..<0, forKey: id)
    return nil
  }
}
