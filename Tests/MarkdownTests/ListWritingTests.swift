import Testing

@testable import Markdown

@Suite struct ListWritingTests {
  @Test("a month of any of the four languages begins a date")
  func months() {
    let names =
      "januar februar marts mars april maj mai juni juli august september oktober november "
      + "december desember january february march may june july october"
    for name in names.split(separator: " ") {
      for text in [
        "\(name) 2020", "\(name), 2020", String(name), name.uppercased() + " 1999 og mere",
      ] {
        #expect(length(text) == name.utf8.count, "\(text)")
      }
      #expect(length("\(name)x") == 0)
      #expect(length("\(name)æ") == 0)
    }
    for text in [
      "", "x", "marts-", "may we", "march on 2", "may 20", "Maling", "æbler", "m", "2020",
    ] {
      #expect(length(text) == (text == "marts-" ? 5 : 0), "\(text)")
    }
  }

  @Test("the date is pointed at, with its fix, wherever the list stands")
  func places() {
    let cases: [(text: String, line: Int, column: Int, length: Int, fix: String)] = [
      ("23. marts 2020", 1, 1, 9, "23\\. marts"),
      ("> - a\n>\n> 5.  Maj", 3, 3, 7, "5\\. Maj"),
      ("tekst\n1. januar var kold\n23. marts 2020 kom", 2, 1, 9, "1\\. januar"),
      ("- 1. juni\n  2. juli", 1, 3, 7, "1\\. juni"),
    ]
    for (text, line, column, length, fix) in cases {
      let problem = render(text).problems.first { $0.code == "T101" }
      #expect(problem?.place?.line == line, "\(text)")
      #expect(problem?.place?.column == column, "\(text)")
      #expect(problem?.place?.length == length, "\(text)")
      #expect(problem?.help == ["write a backslash before the dot: `\(fix)`"], "\(text)")
    }
    reportCases(cases.count, "dates that became lists")
  }

  private func length(_ text: String) -> Int {
    Array(text.utf8).withUnsafeBufferPointer { monthLength($0) }
  }
}
