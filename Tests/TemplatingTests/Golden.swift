// Golden texts: cases in one file that a person can read and a test can rewrite.
//
//     === what the case is about
//     -- article.html
//     {{ page.titel }}
//     -- expected
//     error[T731]: …
//
// `UPDATE_GOLDEN=1 swift test` writes what comes out into the file.

import Foundation
import Testing

/// One case of a golden file.
struct GoldenCase {
  let title: String
  /// The templates in order; the first is the one that is rendered.
  let templates: [(name: String, text: String)]
  let expected: String
}

/// Reads a golden file, runs each case and compares; returns how many there are.
func checkGolden(_ file: URL, _ run: (GoldenCase) -> String) throws -> Int {
  let text = try String(contentsOf: file, encoding: .utf8)
  let cases = parseGolden(text)
  var written = ""
  for each in cases {
    let found = run(each)
    written += "=== \(each.title)\n"
    for template in each.templates { written += "-- \(template.name)\n\(template.text)\n" }
    written += "-- expected\n\(found)\n"
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == nil, found != each.expected {
      Issue.record("\(each.title)\nwant:\n\(each.expected)\nhave:\n\(found)")
    }
  }
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
    try written.write(to: file, atomically: true, encoding: .utf8)
  }
  return cases.count
}

private func parseGolden(_ text: String) -> [GoldenCase] {
  text.components(separatedBy: "=== ").dropFirst().map { section in
    let parts = ("\n" + section).components(separatedBy: "\n-- ")
    var templates: [(name: String, text: String)] = []
    var expected = ""
    for part in parts.dropFirst() {
      let lines = part.components(separatedBy: "\n")
      var body = lines.dropFirst().joined(separator: "\n")
      if part == parts.last, body.hasSuffix("\n") { body.removeLast() }
      if lines[0] == "expected" { expected = body } else { templates.append((lines[0], body)) }
    }
    return GoldenCase(
      title: parts[0].trimmingCharacters(in: .whitespacesAndNewlines), templates: templates,
      expected: expected)
  }
}
