// Reads Cases/*.jsonl and contexts.json into values.
//
// A reader of its own, because Foundation's does not tell `1` from `1.0`. Objects with a key that
// begins with two underscores stand for what JSON does not have; see Oracles/jinja_cases.py.

import Foundation

@testable import Templating

/// One line of a file of cases.
struct RenderCase {
  let templates: [(name: String, text: String)]
  let main: String
  let context: String
  let isLenient: Bool
  /// The output, or `nil` where rendering has to fail.
  let want: String?
  /// The template and line of the failure; empty where only that it fails matters.
  let place: String

  /// Renders the case as the cases' authors meant it.
  func render(_ contexts: [String: Context]) -> Result<String, CaseFailure> {
    var settings = TemplateSet.Settings()
    settings.lenientUndefined = isLenient
    return rendered(templates, main, contexts[context] ?? Context([]), settings)
  }
}

/// Reads a file with one case on each line.
func readCases(_ url: URL) throws -> [RenderCase] {
  let data = try Data(contentsOf: url)
  return data.split(separator: UInt8(ascii: "\n")).map { line in
    var reader = JSONReader(Array(line))
    let value = reader.read()
    let main = value["main"] ?? "t.html"
    var templates: [(name: String, text: String)] = []
    if let text = value["t"] { templates = [(main, text)] }
    if case .map(let map)? = value.member("templates") {
      for (key, text) in zip(map.keys, map.values) {
        templates.append((key.string ?? "", text.string ?? ""))
      }
    }
    return RenderCase(
      templates: templates, main: main, context: value["context"] ?? "plain",
      isLenient: value.member("lenient")?.isTruthy ?? false, want: value["want"],
      place: value["place"] ?? "")
  }
}

/// Reads the contexts the cases name.
func readContexts() throws -> [String: Context] {
  var reader = JSONReader(Array(try Data(contentsOf: testFile("Cases/contexts.json"))))
  guard case .map(let map) = reader.read() else { return [:] }
  var contexts: [String: Context] = [:]
  for (name, entries) in zip(map.keys, map.values) {
    guard case .list(let list) = entries else { continue }
    var context = Context([])
    for entry in list.items {
      guard case .list(let pair) = entry, pair.items.count == 2 else { continue }
      context.set(pair.items[0].string ?? "", pair.items[1])
    }
    contexts[name.string ?? ""] = context
  }
  return contexts
}

extension Value {
  var string: String? {
    if case .string(let text) = self { String(decoding: text.bytes, as: UTF8.self) } else { nil }
  }

  func member(_ name: String) -> Value? {
    if case .map(let map) = self { map[name] } else { nil }
  }

  subscript(_ name: String) -> String? { member(name)?.string }
}

/// Reads JSON that is known to be right.
private struct JSONReader {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func read() -> Value {
    skipSpace()
    switch bytes[index] {
    case UInt8(ascii: "{"): return readObject()
    case UInt8(ascii: "["): return .list(readElements(until: UInt8(ascii: "]")) { $0.read() })
    case UInt8(ascii: "\""): return .text(readText())
    case UInt8(ascii: "t"): return skip(4, .bool(true))
    case UInt8(ascii: "f"): return skip(5, .bool(false))
    case UInt8(ascii: "n"): return skip(4, .none)
    default:
      let start = index
      while index < bytes.count, !",]} \n".utf8.contains(bytes[index]) { index += 1 }
      return .int(Int(String(decoding: bytes[start..<index], as: UTF8.self)) ?? 0)
    }
  }

  private mutating func readObject() -> Value {
    let pairs = readElements(until: UInt8(ascii: "}")) { reader -> (String, Value) in
      let key = reader.readText()
      reader.skipSpace()
      reader.index += 1
      return (key, reader.read())
    }
    guard let (key, value) = pairs.first, key.hasPrefix("__") else { return .map(pairs) }
    switch (key, value) {
    case ("__safe", _): return .safe(value.string ?? "")
    case ("__float", _): return .float(Double(value.string ?? "") ?? 0)
    case ("__tuple", .list(let list)): return .tuple(list.items)
    case ("__pairs", .list(let list)):
      var map = ValueMap()
      for case .list(let pair) in list.items { map.set(pair.items[0], pair.items[1]) }
      return .map(map)
    default: return .map(pairs)
    }
  }

  private mutating func readElements<Element>(
    until end: UInt8, _ read: (inout JSONReader) -> Element
  ) -> [Element] {
    var elements: [Element] = []
    index += 1
    skipSpace()
    while bytes[index] != end {
      elements.append(read(&self))
      skipSpace()
      if bytes[index] == UInt8(ascii: ",") { index += 1 }
      skipSpace()
    }
    index += 1
    return elements
  }

  private mutating func readText() -> String {
    skipSpace()
    let start = index
    index += 1
    while bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    index += 1
    let literal = Array(bytes[start..<index])
    let decoded = try? JSONDecoder().decode([String].self, from: Data([0x5B] + literal + [0x5D]))
    return decoded?.first ?? ""
  }

  private mutating func skipSpace() {
    while index < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
  }

  private mutating func skip(_ count: Int, _ value: Value) -> Value {
    index += count
    return value
  }
}
