// Golden texts: what a case should look like, one file a case with `-- section --` lines.
//
// `UPDATE_GOLDEN=1 swift test` writes them anew; the difference is then read like any other change.
// The escape character is written `␛`, so that a golden text is safe to show.

import Foundation
import Testing

/// Compares sections with a golden file, or writes it.
func expectGolden(
  _ name: String, _ sections: [(name: String, text: String)],
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let url = testFolder.appending(path: "Golden/\(name).txt")
  let actual = sections.map { "-- \($0.name) --\n" + $0.text }.joined()
    .replacing("\u{1B}", with: "␛")
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(actual.utf8).write(to: url)
    return
  }
  let expected = try String(contentsOf: url, encoding: .utf8)
  #expect(
    Array(actual.utf8) == Array(expected.utf8), "\(name)\n\(actual)", sourceLocation: sourceLocation
  )
}

/// The folder of this test target.
let testFolder = URL(filePath: #filePath).deletingLastPathComponent()
