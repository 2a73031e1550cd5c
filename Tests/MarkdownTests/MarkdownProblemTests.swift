import Reporting
import Testing

@testable import Markdown

@Suite struct MarkdownProblemTests {
  @Test("a hundred problems of a severity are shown, and how many more there are")
  func many() {
    let document = render(String(repeating: "![](b.png)\n\n", count: 250) + "23. marts\n")
    #expect(document.problems.count { $0.code == "T411" } == 100)
    #expect(document.problems.count { $0.code == "T101" } == 1)
    #expect(document.problems.last?.code == "T199")
    #expect(document.problems.last?.severity == .note)
    #expect(document.problems.last?.message == "150 more warnings in the text are not shown")
  }

  @Test("every problem has a code of its own")
  func codes() {
    let problems: [MarkdownProblem] = [
      .limit(name: "", what: "", allowed: 0), .monthList(fix: "", itemCount: 1), .unclosedComment,
      .unclosedTag(name: ""), .duplicateID("", first: nil), .invalidID(""),
      .missingFootnote(label: ""),
      .missingAlternative(destination: ""), .topLevelHeading, .skippedLevel(from: 1, to: 3),
      .linkWithoutText(destination: ""), .emptyHeading, .dangerousURL(scheme: ""), .rawHTMLDropped,
      .filteredElement(name: ""),
    ]
    #expect(Set(problems.map(\.code)).count == problems.count)
  }
}
