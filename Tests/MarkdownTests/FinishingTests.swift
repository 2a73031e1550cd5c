import Testing

@testable import Markdown

@Suite struct FinishingTests {
  @Test("words are what spaces separate, wherever they fall among eight bytes")
  func words() throws {
    var random = SplitMix(state: 7)
    var count = 0
    for round in 0..<2000 {
      let length = round % 100
      let text = String(
        decoding: (0..<length).map { _ in Array("aæ  \n".utf8)[random.below(6)] }, as: UTF8.self)
      let document = render("```\n" + text + "\n```")
      let expected = document.text.split { $0 <= 0x20 }.count
      #expect(document.wordCount == expected, "\(text.debugDescription)")
      count += 1
    }
    for text in try seedTexts() {
      let document = render(String(decoding: text, as: UTF8.self))
      #expect(document.wordCount == document.text.split { $0 <= 0x20 }.count)
      count += 1
    }
    reportCases(count, "texts whose words are counted")
  }

  @Test("a summary is never longer than 200 characters and an ellipsis")
  func summary() throws {
    for text in try seedTexts() {
      let document = render(String(decoding: text, as: UTF8.self))
      if document.moreOffset == nil { #expect(document.summary.unicodeScalars.count <= 201) }
      #expect(!document.summary.contains("\n"))
    }
  }
}
