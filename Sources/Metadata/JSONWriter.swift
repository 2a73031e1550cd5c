// Writing values as JSON text (RFC 8259).
//
// Numbers are JSON numbers, the shortest that read back the same; infinity and not-a-number, which
// JSON does not have, are null.

import Reporting

/// Appends a node's value as JSON.
public func appendJSON(_ node: Node, pretty: Bool = false, to output: inout [UInt8]) {
  appendJSON(node.value, pretty: pretty, to: &output)
}

/// Appends a value as JSON.
///
/// - Parameters:
///   - pretty: one entry on each line, indented by two spaces; else without any white space.
///   - output: the buffer to write to; no line break is added at the end.
public func appendJSON(_ value: Value, pretty: Bool = false, to output: inout [UInt8]) {
  append(value, indent: pretty ? 0 : nil, to: &output)
}

/// - Parameter indent: spaces before the closing bracket; `nil` for compact text.
private func append(_ value: Value, indent: Int?, to output: inout [UInt8]) {
  switch value {
  case .null: output += "null".utf8
  case .bool(let flag): output += (flag ? "true" : "false").utf8
  case .int(let number): output += String(number).utf8
  case .float(let number): output += (number.isFinite ? number.description : "null").utf8
  case .string(let text): appendJSONString(text, to: &output)
  case .list(let items):
    appendEntries(items, "[", "]", indent: indent, to: &output) { item, indent, output in
      append(item.value, indent: indent, to: &output)
    }
  case .map(let map):
    appendEntries(map.entries, "{", "}", indent: indent, to: &output) { entry, indent, output in
      appendJSONString(entry.key, to: &output)
      output += (indent == nil ? ":" : ": ").utf8
      append(entry.node.value, indent: indent, to: &output)
    }
  }
}

private func appendEntries<Entry>(
  _ entries: [Entry], _ open: String, _ close: String, indent: Int?, to output: inout [UInt8],
  _ append: (Entry, Int?, inout [UInt8]) -> Void
) {
  output += open.utf8
  let inner = indent.map { $0 + 2 }
  for (index, entry) in entries.enumerated() {
    if index > 0 { output.append(UInt8(ascii: ",")) }
    appendBreak(indent: inner, to: &output)
    append(entry, inner, &output)
  }
  if !entries.isEmpty { appendBreak(indent: indent, to: &output) }
  output += close.utf8
}

private func appendBreak(indent: Int?, to output: inout [UInt8]) {
  guard let indent else { return }
  output.append(UInt8(ascii: "\n"))
  for _ in 0..<indent { output.append(UInt8(ascii: " ")) }
}
