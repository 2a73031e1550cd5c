import Testing

@testable import tidende

@Suite("Whether output is coloured") struct ColorChoiceTests {
  static let cases: [(ColorChoice, ColorSurroundings, Bool)] = [
    (.auto, ColorSurroundings(), false),
    (.auto, ColorSurroundings(term: "xterm", isTerminal: true), true),
    (.auto, ColorSurroundings(term: "xterm", isTerminal: false), false),
    (.auto, ColorSurroundings(term: "dumb", isTerminal: true), false),
    (.auto, ColorSurroundings(term: nil, isTerminal: true), false),
    (.auto, ColorSurroundings(term: "", isTerminal: true), false),
    // NO_COLOR counts when it is set to anything at all, `0` too, but not to nothing.
    (.auto, ColorSurroundings(noColor: "1", term: "xterm", isTerminal: true), false),
    (.auto, ColorSurroundings(noColor: "0", term: "xterm", isTerminal: true), false),
    (.auto, ColorSurroundings(noColor: "", term: "xterm", isTerminal: true), true),
    (.auto, ColorSurroundings(noColor: "1", cliColorForce: "1"), false),
    (.auto, ColorSurroundings(cliColorForce: "1"), true),
    (.auto, ColorSurroundings(cliColorForce: "1", term: "dumb"), true),
    (.auto, ColorSurroundings(cliColorForce: "0", term: "xterm", isTerminal: true), true),
    (.auto, ColorSurroundings(cliColorForce: "0"), false),
    (.auto, ColorSurroundings(cliColorForce: ""), false),
    (.auto, ColorSurroundings(cliColorForce: "1", cliColor: "0"), true),
    (.auto, ColorSurroundings(cliColor: "0", term: "xterm", isTerminal: true), false),
    (.auto, ColorSurroundings(cliColor: "1", term: "xterm", isTerminal: true), true),
    (.auto, ColorSurroundings(cliColor: "1"), false),
    (.always, ColorSurroundings(noColor: "1", cliColor: "0", term: "dumb"), true),
    (.never, ColorSurroundings(cliColorForce: "1", term: "xterm", isTerminal: true), false),
  ]

  @Test("the flag decides, then NO_COLOR, CLICOLOR_FORCE, CLICOLOR, then the terminal")
  func colors() {
    for (choice, surroundings, answer) in Self.cases {
      #expect(usesColor(choice, in: surroundings) == answer, "\(choice) \(surroundings)")
    }
    reportCases(Self.cases.count, "colour decisions")
  }
}
