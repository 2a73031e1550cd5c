// The engine against Jinja2 itself: thousands of templates and what Jinja2 3.1.6 makes of them.
//
// The expectations are Jinja2's own; Oracles/jinja_cases.py and Oracles/fuzz_run.py write them, and
// Oracles/check compares them with the Jinja2 that is installed. What Tidende does otherwise on
// purpose is marked there, with the reason.

import Foundation
import Testing

@testable import Templating

@Suite struct ConformanceTests {
  private static let topics = [
    "access", "arguments", "broken", "filters", "fuzz", "imports", "includes", "inheritance",
    "json",
    "list-filters", "literals", "macros", "number-filters", "operators", "places", "statements",
    "tests", "text-filters", "whitespace",
  ]

  @Test(arguments: topics) func rendersAsJinjaDoes(_ topic: String) throws {
    try check(testFile("Cases/\(topic).jsonl"), topic)
  }

  private func check(_ file: URL, _ topic: String) throws {
    let cases = try readCases(file)
    #expect(!cases.isEmpty)
    let contexts = try readContexts()
    for (index, each) in cases.enumerated() {
      let result = each.render(contexts)
      switch (result, each.want) {
      case (.success(let output), let want?) where output == want: continue
      case (.failure(let failure), nil) where each.place == "" || each.place == failure.place:
        continue
      default:
        Issue.record(
          """
          \(file.lastPathComponent):\(index + 1) \(each.templates)
          want: \(each.want ?? "a failure at \(each.place)")
          have: \(result.text)
          """)
      }
    }
    reportCases(cases.count, "templates rendered as by Jinja2: \(topic)")
  }
}
