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

  @Test("a suggestion lists up to three names as a question")
  func suggestions() {
    #expect(suggestion(for: "tilte", in: ["title"]) == "did you mean `title`?")
    #expect(suggestion(for: "ab", in: ["abc", "abd"]) == "did you mean `abc` or `abd`?")
    #expect(suggestion(for: "ab", in: ["a", "b", "abc"]) == "did you mean `a`, `b` or `abc`?")
    #expect(suggestion(for: "ab", in: ["kommune"]) == nil)
  }
}
