import Foundation
import Testing

@testable import Reporting

@Suite("Text as a terminal shows it") struct DisplayTextTests {
  @Test("characters take as many cells as wcwidth says")
  func widths() throws {
    let url = testFolder.appending(path: "Data/cell-widths.txt")
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    var count = 0
    for line in lines {
      let fields = line.split(separator: " ")
      let first = try #require(UInt32(fields[0], radix: 16))
      let last = try #require(UInt32(fields[1], radix: 16))
      let width = try #require(Int(fields[2]))
      let wrong = (first...last).filter { value in
        Unicode.Scalar(value).map { cellCount(of: $0) != width } ?? false
      }
      #expect(wrong.isEmpty, "\(line): \(wrong.map { String($0, radix: 16) }.prefix(20))")
      count += Int(last - first) + 1
    }
    reportCases(count, "scalars' widths")
  }
}
