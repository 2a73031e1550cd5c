// Twenty thousand broken articles: nothing traps, nothing points outside its file.

import Foundation
import Nordic
import Reporting
import Testing

@testable import Metadata

@Suite struct FuzzTests {
  @Test func brokenArticlesAreReadToTheirEnd() throws {
    let seed: UInt64 = 20_260_102
    print("seed: \(seed)")
    var random = SeededGenerator(seed: seed)
    let inputs = try corpus()
    for round in 0..<20_000 {
      var bytes = inputs.randomElement(using: &random) ?? []
      for _ in 0..<Int.random(in: 1...6, using: &random) { mutate(&bytes, inputs, &random) }
      if let fault = fault(of: bytes) { Issue.record("round \(round): \(fault): \(bytes)") }
    }
    reportCases(20_000, "mutated articles")
  }

  /// Every document of the other tests, as it is and as a head.
  private func corpus() throws -> [[UInt8]] {
    let fence = Array("---\n".utf8)
    let documents = try sections(of: "yaml-documents.txt").sections.map { bytes($0.text) }
    let problems = try sections(of: "problems.txt").sections.map {
      bytes($0.text.components(separatedBy: ">>>\n")[0])
    }
    let articles = try sections(of: "articles.txt").sections.map {
      bytes($0.text.components(separatedBy: ">>>\n")[0])
    }
    return documents.map { fence + $0 + fence + Array("Text\n".utf8) } + problems + articles
  }

  private func mutate(
    _ bytes: inout [UInt8], _ inputs: [[UInt8]], _ random: inout SeededGenerator
  ) {
    let index = Int.random(in: 0...bytes.count, using: &random)
    let end = min(bytes.count, index + Int.random(in: 0...9, using: &random))
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes.insert(UInt8.random(in: 0...255, using: &random), at: index)
    case 1: bytes.removeSubrange(index..<end)
    case 2: bytes.insert(contentsOf: bytes[index..<end], at: index)
    case 3:
      let sign = signs.randomElement(using: &random) ?? ""
      bytes.insert(contentsOf: Array(sign.utf8), at: index)
    case 4:
      let other = inputs.randomElement(using: &random) ?? []
      let start = Int.random(in: 0...other.count, using: &random)
      let stop = min(other.count, start + Int.random(in: 0...40, using: &random))
      bytes.insert(contentsOf: other[start..<stop], at: index)
    default: bytes.removeSubrange(index...)
    }
  }

  private let signs = [
    "\n", "\r\n", " ", "  ", "\t", "- ", ": ", " #", "\"", "'", "|", ">", "[", "]", "{", "}", ",",
    "&", "*", "!", "<<: ", "---\n", "...\n", "? ", "\\", "\\u", "\\U", "|9", "~", "0x", "1e9",
    "title: ", "date: ", "authors: ", "meeting:\n  ", "\u{FEFF}", "æ", "\u{7}", "%",
  ]

  /// Reads an article in every way; says what is wrong with what came out.
  private func fault(of bytes: [UInt8]) -> String? {
    let source = SourceText(path: "a.md", bytes: bytes)
    let text = checkText(source)
    let head = readFrontMatter(source)
    let options = ArticleOptions(
      zone: .utc, language: .nb, fileStem: "2020-01-01-a", isWhole: head.isWhole)
    let (article, problems) = readArticle(head.map, in: source, options: options)
    _ = metadataJSON(article, pretty: true)
    let (yaml, yamlProblems) = parseYAML(source)
    let (json, jsonProblems) = parseJSON(source)
    guard 0...bytes.count ~= head.bodyOffset else { return "body at \(head.bodyOffset)" }
    for node in [yaml, json] where !isInside(node, bytes.count) { return "a range is outside" }
    for entry in head.map.entries where !isInside(entry.node, bytes.count) {
      return "a range of the head is outside"
    }
    for diagnostic in text + head.diagnostics + problems + yamlProblems + jsonProblems {
      guard let place = diagnostic.place, place.line > 0, place.column > 0 else {
        return "no place"
      }
    }
    if removingControlCharacters(removingControlCharacters(bytes))
      != removingControlCharacters(bytes)
    {
      // Taking one out can join two halves; text that is UTF-8 has no halves.
      if String(validating: bytes, as: UTF8.self) != nil { return "characters are left" }
    }
    return nil
  }

  private func isInside(_ node: Node, _ count: Int) -> Bool {
    guard node.range.lowerBound >= 0, node.range.upperBound <= count else { return false }
    switch node.value {
    case .list(let items): return items.allSatisfy { isInside($0, count) }
    case .map(let map):
      return map.entries.allSatisfy { isInside($0.node, count) && $0.keyRange.upperBound <= count }
    default: return true
    }
  }
}
