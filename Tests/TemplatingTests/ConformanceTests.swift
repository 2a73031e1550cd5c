// The engine against Jinja2 itself: thousands of templates and what Jinja2 3.1.6 makes of them.
//
// The expectations are Jinja2's own; Oracles/jinja_cases.py and Oracles/fuzz.py write them. What
// Tidende does otherwise on purpose is marked there, with the reason.

import Foundation
import Testing

@testable import Templating

@Suite struct ConformanceTests {
  private static let topics = [
    "access", "broken", "filters", "fuzz", "imports", "includes", "inheritance", "json",
    "list-filters", "literals", "macros", "number-filters", "operators", "statements", "tests",
    "text-filters", "whitespace",
  ]

  @Test(arguments: topics) func rendersAsJinjaDoes(_ topic: String) throws {
    try check(testFile("Cases/\(topic).jsonl"), topic)
  }

  /// A longer run: `TEMPLATE_FUZZ=file.jsonl swift test --filter ConformanceTests`.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["TEMPLATE_FUZZ"] != nil))
  func rendersRandomTemplatesAsJinjaDoes() throws {
    let path = ProcessInfo.processInfo.environment["TEMPLATE_FUZZ"] ?? ""
    try check(URL(fileURLWithPath: path), "random templates")
  }

  private func check(_ file: URL, _ topic: String) throws {
    let cases = try readCases(file)
    let contexts = try readContexts()
    for (index, each) in cases.enumerated() {
      let result = each.render(contexts)
      switch (result, each.want) {
      case (.success(let output), let want?) where output == want: continue
      case (.failure, nil): continue
      default:
        Issue.record(
          """
          \(file.lastPathComponent):\(index + 1) \(each.templates)
          want: \(each.want ?? "a failure")
          have: \(result.text)
          """)
      }
    }
    reportCases(cases.count, "templates rendered as by Jinja2: \(topic)")
  }
}
