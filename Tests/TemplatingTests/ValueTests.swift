import Testing

@testable import Templating

@Suite struct ValueTests {
  @Test func aValueFitsIntoTwoWords() {
    #expect(MemoryLayout<Value>.size <= 17)
  }

  @Test func nothingZeroAndEmptyAreFalse() {
    let cases: [(Value, Bool)] = [
      (.none, false), (.missing, false), (.bool(false), false), (.int(0), false),
      (.float(0), false), (.text(""), false), (.list([]), false), (.map([]), false),
      (.bool(true), true), (.int(-1), true), (.float(0.1), true), (.text(" "), true),
      (.list([.none]), true), (.map([("a", .none)]), true),
      (.object(SampleObject("thing", [])), true), (.safe(""), false),
    ]
    for (value, truth) in cases { #expect(value.isTruthy == truth, "\(value)") }
    reportCases(cases.count, "truth values")
  }

  @Test func kindsHaveNamesForMessages() {
    let names: [(Value, String)] = [
      (.int(1), "a whole number"), (.text("x"), "a text"), (.list([]), "a list"),
      (.tuple([]), "a tuple"), (.map([]), "a mapping"), (.none, "none"),
      (.object(SampleObject("article", [])), "an article"),
      (.object(SampleObject("person", [])), "a person"),
    ]
    for (value, name) in names { #expect(value.typeName == name) }
  }
}
