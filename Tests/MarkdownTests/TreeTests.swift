// The parser behind its Swift face: side by side on many threads, and within its memory.

import Dispatch
import Nordic
import Reporting
import Testing

@testable import Markdown

@Suite struct TreeTests {
  @Test("texts parsed side by side are those parsed one after the other")
  func parallel() throws {
    // Texts with and without strikethrough and addresses: the library switches these globally.
    let texts =
      try seedTexts().map { SourceText(path: "a.md", bytes: $0) }
      + (0..<200).map {
        SourceText(path: "a.md", text: "~~væk~~ https://e.example/\($0) www.x.dk\n\n")
      }
    let alone = texts.map { html($0) }
    for _ in 0..<4 {
      let together = concurrently(texts)
      #expect(together == alone)
    }
    reportCases(texts.count, "texts on several threads")
  }

  @Test("a text that expands is stopped at the limit of memory")
  func memory() {
    let text =
      "[x]: /" + String(repeating: "u", count: 60_000) + "\n\n"
      + String(repeating: "[x] ", count: 10_000)
    let document = render(text)
    #expect(document.html.isEmpty)
    #expect(document.problems.map(\.code) == ["T110"])
    #expect(document.problems.first?.message == "the text expands beyond all bounds")
    // The same thread can go on.
    #expect(filled(render("ok")) == "<p>ok</p>\n")
  }

  @Test("an empty text is an empty document")
  func empty() {
    for text in ["", "\n", " \n\t\n", "\u{FEFF}"] {
      let document = render(text)
      #expect(document.html.isEmpty)
      #expect(document.text.isEmpty)
      #expect(document.problems.isEmpty)
    }
  }

  @Test("entities are those of HTML")
  func entities() {
    let cases: [(String, Int, String)] = [
      ("amp;", 4, "&"), ("aelig;x", 6, "æ"), ("#230;", 5, "æ"), ("#xE6;", 5, "æ"),
      ("#0;", 3, "\u{FFFD}"),
      ("nGt;", 4, "≫⃒"), ("#1234567;", 9, "\u{FFFD}"),
    ]
    for (text, length, decoded) in cases {
      let entity = Array(text.utf8).withUnsafeBufferPointer { decodedEntity($0) }
      #expect(entity?.length == length, "\(text)")
      #expect(entity.map { String(decoding: $0.utf8, as: UTF8.self) } == decoded, "\(text)")
    }
    for text in ["", "amp", "x", ";", "#;", "#x;", "nothing;", "æ;"] {
      #expect(Array(text.utf8).withUnsafeBufferPointer { decodedEntity($0) } == nil, "\(text)")
    }
    reportCases(cases.count + 8, "entities")
  }
}

private func html(_ text: SourceText) -> [UInt8] {
  renderMarkdown(text, from: 0, options: MarkdownOptions(language: .da)).html
}

private func concurrently(_ texts: [SourceText]) -> [[UInt8]] {
  [[UInt8]](unsafeUninitializedCapacity: texts.count) { buffer, count in
    buffer.initialize(repeating: [])
    nonisolated(unsafe) let results = buffer
    DispatchQueue.concurrentPerform(iterations: texts.count) { results[$0] = html(texts[$0]) }
    count = texts.count
  }
}
