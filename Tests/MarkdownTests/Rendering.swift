// What all tests of this target share: rendering a text, and filling its holes.

import Foundation
import Nordic
import Reporting

@testable import Markdown

/// Renders a text that is the whole file.
func render(
  _ text: String, language: Language = .da, allowsRawHTML: Bool = true,
  limits: MarkdownLimits = MarkdownLimits()
) -> Document {
  renderMarkdown(
    SourceText(path: "a.md", text: text), from: 0,
    options: MarkdownOptions(language: language, allowsRawHTML: allowsRawHTML, limits: limits))
}

/// The HTML with its holes filled by the destinations as they are meant.
func filled(_ document: Document) -> String {
  filled(document) { filling(of: $0, in: document) }
}

/// What a page would put into a hole, if it knew no better.
func filling(of hole: Hole, in document: Document) -> [UInt8] {
  var output: [UInt8] = []
  guard hole.kind != .idPrefix else { return output }
  if hole.kind == .picture { output += Array(" src=\"".utf8) }
  appendEscapedURL(document.links[Int(hole.link)].destination.utf8, to: &output)
  if hole.kind == .picture { output += Array("\"".utf8) }
  return output
}

/// The HTML with its holes filled by what `fill` returns.
func filled(_ document: Document, _ fill: (Hole) -> [UInt8]) -> String {
  var output: [UInt8] = []
  var copied = 0
  for hole in document.holes {
    output += document.html[copied..<Int(hole.offset)]
    copied = Int(hole.offset)
    output += fill(hole)
  }
  output += document.html[copied...]
  return String(decoding: output, as: UTF8.self)
}

/// A file of the folder `Data` beside the tests.
func dataFile(_ name: String) throws -> Data {
  try Data(contentsOf: dataURL(name))
}

/// Where such a file is.
func dataURL(_ name: String) -> URL {
  URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Data/\(name)")
}
