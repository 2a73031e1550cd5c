import Testing

@testable import Markdown

@Suite struct ByteBufferTests {
  @Test("a text is escaped the same, wherever its marks fall among eight bytes")
  func escaping() {
    var count = 0
    for length in 0..<40 {
      for place in 0..<max(1, length) {
        for mark in "&<>\"'æ" {
          var text = String(repeating: "a", count: place) + String(mark)
          text += String(repeating: "b", count: length - place)
          let expected = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
          var buffer = ByteBuffer(capacity: 0)
          buffer.appendEscaped(text)
          #expect(buffer.string(0..<buffer.count) == expected)
          count += 1
        }
      }
    }
    reportCases(count, "escaped texts")
  }

  @Test("a long text of marks grows sixfold and no more")
  func growing() {
    let text = String(repeating: "\"", count: 10_000)
    var buffer = ByteBuffer(capacity: 8)
    buffer.appendEscaped(text)
    #expect(buffer.count == 60_000)
    #expect(buffer.string(0..<buffer.count) == String(repeating: "&quot;", count: 10_000))
  }

  @Test("parts are appended in order")
  func appending() {
    var buffer = ByteBuffer(capacity: 0)
    buffer.append("a")
    buffer.append(UInt8(ascii: "b"))
    buffer.append(-12)
    buffer.append("æ" as String)
    buffer.append([0x41, 0x42])
    buffer.endLine()
    buffer.endLine()
    #expect(buffer.string(0..<99) == "ab-12æAB\n")
    buffer.truncate(to: 2)
    buffer.truncate(to: 99)
    #expect(buffer.string(0..<2) == "ab")
    #expect(buffer.last == UInt8(ascii: "b"))
  }
}
