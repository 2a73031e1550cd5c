// Structure against PyYAML, positions, recovery, and what must not matter.

import Foundation
import Reporting
import Testing

@testable import Metadata

@Suite struct YAMLTests {
  @Test func structureAndTextAreWhatPyYAMLReads() throws {
    let documents = try sections(of: "yaml-documents.txt").sections
    let expected = try sections(of: "yaml-structure.txt").sections
    #expect(documents.map(\.name) == expected.map(\.name))
    for (document, structure) in zip(documents, expected) {
      let source = SourceText(path: "a.yaml", bytes: bytes(document.text))
      let (node, diagnostics) = parseYAML(source)
      let wanted = parseJSON(SourceText(path: "a.json", text: structure.text)).node
      #expect(texts(node) == texts(wanted), "\(document.name)")
      #expect(diagnostics.isEmpty, "\(document.name): \(diagnostics.map(\.message))")
    }
    reportCases(documents.count, "documents against PyYAML")
  }

  @Test func carriageReturnsBeforeLineFeedsChangeNothing() throws {
    for document in try sections(of: "yaml-documents.txt").sections {
      let plain = bytes(document.text)
      if plain.contains(0x0D) { continue }
      let doubled = plain.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
      let first = parseYAML(SourceText(path: "a", bytes: plain)).node
      let second = parseYAML(SourceText(path: "a", bytes: doubled))
      #expect(texts(first) == texts(second.node), "\(document.name)")
      #expect(second.diagnostics.isEmpty, "\(document.name)")
    }
  }

  @Test func everyRangeHoldsTheTextOfItsNode() throws {
    var count = 0
    for document in try sections(of: "yaml-documents.txt").sections {
      let source = bytes(document.text)
      check(parseYAML(SourceText(path: "a", bytes: source)).node, in: source, &count)
    }
    reportCases(count, "ranges")
  }

  @Test(arguments: [
    ("a: b", "a", "b"), ("a: 'b'", "a", "'b'"), ("a: [b, c] # d", "a", "[b, c]"),
    ("a: b c # d", "a", "b c"), ("'a b' : {c: d}", "'a b'", "{c: d}"), ("a:", "a", ""),
    ("a: |\n  b\n  c\n", "a", "|\n  b\n  c"), ("a:\n  b\n  c\n", "a", "b\n  c"),
    ("a:\n  - b\n  - c\n", "a", "- b\n  - c"), ("a:\n  b: c\n", "a", "b: c"),
  ])
  func aRangeIsTheValueAndNothingElse(_ text: String, key: String, value: String) throws {
    let source = SourceText(path: "a", text: text)
    guard case .map(let map) = parseYAML(source).node.value else {
      Issue.record("not a map")
      return
    }
    let entry = try #require(map.entries.first)
    #expect(String(decoding: source.bytes[entry.keyRange], as: UTF8.self) == key)
    #expect(String(decoding: source.bytes[entry.node.range], as: UTF8.self) == value)
  }

  @Test(arguments: [
    ("a: &x b\nc: d", #"{"a":null,"c":"d"}"#), ("a: B: C\nd: e", #"{"a":"B: C","d":"e"}"#),
    ("a: [b\nc: d", #"{"a":null,"c":"d"}"#), ("a: \"b\nc: d", #"{"a":null,"c":"d"}"#),
    ("a: \"b\nc\nd\"\ne: f", #"{"a":null,"e":"f"}"#), ("a: 'b' c\nd: e", #"{"a":null,"d":"e"}"#),
    ("a\nb: c", #"{"b":"c"}"#), ("&x a: b\nc: d", #"{"c":"d"}"#), ("- &x a\n- b", #"["b"]"#),
    ("a:\n  b: &x c\n  d: e\nf: g", #"{"a":{"b":null,"d":"e"},"f":"g"}"#),
    ("a: |x\n  b\nc: d", #"{"a":null,"c":"d"}"#), ("a: 'b'\n  c: d\ne: f", #"{"a":"b","e":"f"}"#),
    ("a:\n    b: c\n  d: e\nf: g", #"{"a":{"b":"c"},"f":"g"}"#),
    ("a: - b\nc: d", #"{"a":null,"c":"d"}"#), ("a: b\n- c\nd: e", #"{"a":"b","d":"e"}"#),
    ("a: b\n? c\n: d\ne: f", #"{"a":"b","e":"f"}"#),
    ("a: {b: c, d: }\ne: {f}\ng: h", #"{"a":{"b":"c","d":null},"e":null,"g":"h"}"#),
    ("a:\n\tb: c\nd: e", #"{"a":{"b":"c"},"d":"e"}"#),
    ("a: b\na: c", #"{"a":"b","a":"c"}"#), ("%YAML 1.2\n---\na: b", #"{"a":"b"}"#),
    ("a: 99999999999999999999\nb: c", #"{"a":"99999999999999999999","b":"c"}"#),
  ])
  func readingGoesOnAtTheNextKeyAfterAProblem(_ text: String, expected: String) {
    let (node, diagnostics) = parseYAML(SourceText(path: "a", text: text))
    var output: [UInt8] = []
    appendJSON(node, to: &output)
    #expect(String(decoding: output, as: UTF8.self) == expected, "\(text)")
    #expect(diagnostics.count == 1, "\(text): \(diagnostics.map(\.message))")
  }

  @Test func aCommentThatMayBeTextIsAWarningOnly() {
    let (node, diagnostics) = parseYAML(SourceText(path: "a", text: "a: b #2\nc: #d\ne: f # g\n"))
    #expect(diagnostics.map(\.severity) == [.warning, .warning])
    #expect(texts(node) == .map(Map([leaf("a", "b"), leaf("c", ""), leaf("e", "f")])))
  }

  @Test func nestingStopsAtSixtyFourLevels() {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", "")] {
      for (depth, isAllowed) in [(64, true), (65, false), (5000, false)] {
        let text =
          String(repeating: open, count: depth) + "b" + String(repeating: close, count: depth)
        let diagnostics = parseYAML(SourceText(path: "a", text: text)).diagnostics
        #expect(diagnostics.contains { $0.code == "T024" } == !isAllowed, "\(depth) \(open)")
      }
    }
  }

  @Test func ofVeryManyProblemsTheFirstHundredAreToldErrorsFirst() {
    let warnings = (0..<150).map { "a\($0): b #c\n" }.joined()
    let diagnostics = parseYAML(SourceText(path: "a", text: warnings + "x: A: B\n")).diagnostics
    #expect(diagnostics.count == 100)
    #expect(diagnostics.first?.severity == .error)
    #expect(diagnostics.last?.notes == ["51 more of this file are not shown"])
  }

  private func leaf(_ key: String, _ text: String) -> Map.Entry {
    Map.Entry(key: key, keyRange: 0..<0, node: Node(string: text, range: 0..<0))
  }

  /// A scalar of one line stands in the file as it is; everything else is inside its parent.
  private func check(_ node: Node, in source: [UInt8], _ count: inout Int) {
    count += 1
    #expect(node.range.lowerBound >= 0 && node.range.upperBound <= source.count)
    switch node.value {
    case .list(let items):
      for item in items {
        #expect(node.range.contains(item.range) || item.range.isEmpty)
        check(item, in: source, &count)
      }
    case .map(let map):
      for entry in map.entries {
        #expect(node.range.contains(entry.keyRange))
        check(entry.node, in: source, &count)
      }
    default:
      let raw = String(decoding: source[node.range], as: UTF8.self)
      if !raw.contains("\n"), !raw.contains("\\"), !raw.contains("''"), raw.count > 1,
        raw.first != "|", raw.first != ">"
      {
        let isQuoted = raw.first == "\"" || raw.first == "'"
        #expect(node.text == (isQuoted ? String(raw.dropFirst().dropLast()) : raw))
      }
    }
  }
}

/// A value as its structure and texts: every scalar a string, no ranges.
func texts(_ node: Node) -> Value {
  switch node.value {
  case .list(let items): .list(items.map { Node(texts($0), range: 0..<0, text: textOf($0)) })
  case .map(let map):
    .map(
      Map(
        map.entries.map {
          let node = Node(texts($0.node), range: 0..<0, text: textOf($0.node))
          return Map.Entry(key: $0.key, keyRange: 0..<0, node: node)
        }))
  default: .string(node.text)
  }
}

private func textOf(_ node: Node) -> String {
  switch node.value {
  case .list, .map: ""
  default: node.text
  }
}

extension Range where Bound == Int {
  fileprivate func contains(_ other: Range<Int>) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}
