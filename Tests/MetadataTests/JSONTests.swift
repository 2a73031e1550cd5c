// What is JSON and what is not, against Python's parser; and writing what was read.

import Foundation
import Reporting
import Testing

@testable import Metadata

@Suite struct JSONTests {
  @Test func valuesAreWhatPythonReads() throws {
    let documents = try lines(of: "json-documents.txt")
    let values = try lines(of: "json-values.txt")
    #expect(documents.count == values.count)
    for (document, value) in zip(documents, values) {
      let source = SourceText(path: "a.json", bytes: bytes(document))
      let (node, diagnostics) = parseJSON(source)
      if value == "invalid" {
        #expect(!diagnostics.isEmpty, "\(document)")
      } else {
        #expect(diagnostics.isEmpty, "\(document)")
        #expect(written(node) == value, "\(document)")
      }
    }
    reportCases(documents.count, "JSON documents against Python")
  }

  @Test func jsonIsReadByTheYAMLParserAlike() throws {
    var count = 0
    for (document, value) in zip(
      try lines(of: "json-documents.txt"), try lines(of: "json-values.txt"))
    where value.first == "{" || value.first == "[" {
      let (node, diagnostics) = parseYAML(SourceText(path: "a.yaml", bytes: bytes(document)))
      #expect(diagnostics.isEmpty, "\(document)")
      #expect(written(node) == value, "\(document)")
      count += 1
    }
    reportCases(count, "JSON documents as YAML")
  }

  @Test func numbersKeepTheirText() {
    guard case .list(let items) = parseJSON(SourceText(path: "a", text: "[3.10, 1984]")).node.value
    else { return }
    #expect(items.map(\.text) == ["3.10", "1984"])
    #expect(items.map(\.range) == [1..<5, 7..<11])
  }

  @Test func whatWasReadBeforeAMistakeIsKept() {
    let (node, diagnostics) = parseJSON(SourceText(path: "a", text: #"{"a": 1, "b": [2, }"#))
    #expect(written(node) == #"{"a":1}"#)
    #expect(diagnostics.count == 1)
  }

  @Test func aByteOrderMarkIsNoPartOfTheText() {
    #expect(parseJSON(SourceText(path: "a", text: "\u{FEFF}[1]")).diagnostics.isEmpty)
  }

  @Test func dataFilesAreReadByTheirName() {
    #expect(parseData(SourceText(path: "a.json", text: "a: b")).diagnostics.count == 1)
    #expect(parseData(SourceText(path: "a.yaml", text: "a: b")).diagnostics.isEmpty)
    #expect(parseData(SourceText(path: "json", text: "a: b")).diagnostics.isEmpty)
  }

  private func lines(of file: String) throws -> [String] {
    try String(contentsOf: dataURL(file), encoding: .utf8).components(separatedBy: "\n").dropLast()
  }
}

@Suite struct JSONWriterTests {
  @Test(arguments: [
    (
      #"{"a":1,"b":[true,null],"c":{}}"#,
      "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null\n  ],\n  \"c\": {}\n}"
    ),
    (#"[]"#, "[]"), (#"[[1]]"#, "[\n  [\n    1\n  ]\n]"), (#""a""#, "\"a\""),
  ])
  func prettyTextHasOneEntryOnALine(_ compact: String, pretty: String) {
    let node = parseJSON(SourceText(path: "a", text: compact)).node
    #expect(written(node) == compact)
    #expect(written(node, pretty: true) == pretty)
  }

  @Test func numbersThatJSONDoesNotHaveAreNull() {
    let node = parseYAML(SourceText(path: "a", text: "[.inf, -.inf, .nan, 1.0, 0x1F]")).node
    #expect(written(node) == "[null,null,null,1.0,31]")
  }

  @Test func controlCharactersAreEscaped() {
    let node = parseYAML(SourceText(path: "a", text: #""\0\e\t\n\x7F\"\\""#)).node
    let parsed = parseJSON(SourceText(path: "a", text: written(node)))
    #expect(parsed.diagnostics.isEmpty)
    #expect(parsed.node.value == node.value)
  }
}

private func written(_ node: Node, pretty: Bool = false) -> String {
  var output: [UInt8] = []
  appendJSON(node, pretty: pretty, to: &output)
  return String(decoding: output, as: UTF8.self)
}
