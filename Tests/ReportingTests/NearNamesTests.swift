import Testing

@testable import Reporting

@Suite("Near names") struct NearNamesTests {
  static let cases: [(name: String, known: [String], near: [String])] = [
    ("auther", ["title", "author", "authors"], ["author", "authors"]),
    ("titel", ["title", "time"], ["title", "time"]),
    ("tag", ["tags", "date"], ["tags"]),
    ("DRAFT", ["draft"], ["draft"]),
    ("time-zone", ["time_zone"], ["time_zone"]),
    ("forsie", ["forside", "leder"], ["forside"]),
    ("æblegrod", ["æblegrød"], ["æblegrød"]),
    ("x", ["y", "ab", "abc"], ["y"]),
    ("summary", ["date", "author"], []),
    ("", ["a", "ab"], ["a"]),
    ("a", [], []),
    ("abcd", ["abce", "abcf", "abcg", "abch"], ["abce", "abcf", "abcg"]),
  ]

  @Test("a typing error finds the names that may have been meant, nearest first")
  func near() {
    for (name, known, near) in Self.cases {
      #expect(nearNames(to: name, in: known) == near, "\(name)")
    }
    reportCases(Self.cases.count, "near names")
  }

  @Test("what is ruled out before it is measured is far away")
  func outlines() {
    let letters = Array("abeé-_Tæ".unicodeScalars)
    var state: UInt64 = 2121
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    func name() -> String {
      var name = String.UnicodeScalarView()
      for _ in 0..<random(12) { name.append(letters[random(letters.count)]) }
      return String(name)
    }
    var nearCount = 0
    for _ in 0..<300 {
      let known = (0..<12).map { _ in name() }
      let wanted = name()
      let near = nearNames(to: wanted, in: known)
      let count = folded(wanted).count
      let most = count <= 4 ? 1 : count <= 8 ? 2 : 3
      var measured: [(distance: Int, order: Int)] = []
      for (order, known) in known.enumerated() {
        measured.append((distance(folded(wanted), folded(known)), order))
      }
      let expected = measured.filter { $0.distance <= most }.sorted { $0 < $1 }.prefix(3)
      #expect(near == expected.map { known[$0.order] }, "\(wanted) in \(known)")
      nearCount += near.count
    }
    #expect(nearCount > 100)
    reportCases(300 * 12, "pairs of names, \(nearCount) of them near; seed 2121")
  }

  private func folded(_ name: String) -> [Unicode.Scalar] {
    name.lowercased().unicodeScalars.filter { $0 != "-" && $0 != "_" }
  }

  /// Optimal string alignment by its definition, without limits and shortcuts.
  private func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var table = (0...left.count).map { row in (0...right.count).map { row == 0 ? $0 : row } }
    for row in left.indices {
      for column in right.indices {
        let change = left[row] == right[column] ? 0 : 1
        var best = min(
          table[row][column + 1] + 1, table[row + 1][column] + 1, table[row][column] + change)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, table[row - 1][column - 1] + 1)
        }
        table[row + 1][column + 1] = best
      }
    }
    return table[left.count][right.count]
  }

  @Test("a suggestion lists up to three names as a question")
  func suggestions() {
    #expect(suggestion(for: "tilte", in: ["title"]) == "did you mean `title`?")
    #expect(suggestion(for: "ab", in: ["abc", "abd"]) == "did you mean `abc` or `abd`?")
    #expect(suggestion(for: "ab", in: ["a", "b", "abc"]) == "did you mean `a`, `b` or `abc`?")
    #expect(suggestion(for: "ab", in: ["kommune"]) == nil)
  }
}
