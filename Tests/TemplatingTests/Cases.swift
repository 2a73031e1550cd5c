// Where the cases are, and how many of them a test has gone through.

import Foundation

/// Prints how many cases a test has gone through.
func reportCases(_ n: Int, _ what: String) { print("cases: \(n) \(what)") }

/// A file of this target's folder.
func testFile(_ path: String, file: String = #filePath) -> URL {
  URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent(path)
}
