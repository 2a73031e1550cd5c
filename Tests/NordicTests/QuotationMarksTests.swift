// The quotation marks of each language.
// Shown around an ellipsis, the inner ones after the outer.

import Nordic
import Testing

@Suite struct QuotationMarksTests {
  @Test func eachLanguageHasItsMarks() {
    let cases: [(QuotationMarks, String)] = [
      (quotationMarks(in: .da), "”…” ’…’"), (.danishGuillemets, "»…« ›…‹"),
      (quotationMarks(in: .nb), "«…» ‘…’"), (quotationMarks(in: .nn), "«…» ‘…’"),
      (quotationMarks(in: .en), "“…” ‘…’"),
    ]
    for (marks, expected) in cases {
      let shown = "\(marks.open)…\(marks.close) \(marks.innerOpen)…\(marks.innerClose)"
      #expect(shown == expected)
    }
    reportCases(cases.count, "sets of quotation marks")
  }
}
