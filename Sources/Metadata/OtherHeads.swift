// Heads that other programs write, as the YAML that is read here: TOML between `+++` (Hugo, Zola),
// and lines `Key: value` with nothing around them (Pelican). They are shown to whoever has such a
// file, to be pasted; nothing is ever read this way. What is not simple is not translated at all.
//
// Sources: toml.io/en/v1.0.0; docs.getpelican.com, "File metadata".

/// A head in TOML as YAML with its `---` lines; `nil` where it is more than keys, plain values, lists
/// on one line and tables of one level.
func yamlHead(ofTOML head: ArraySlice<UInt8>) -> String? {
  var yaml: [String] = []
  var indent = ""
  for line in lines(of: head) {
    let line = trimmed(line)
    if line.isEmpty || line.hasPrefix("#") {
      yaml.append(String(line))
    } else if line.hasPrefix("["), line.hasSuffix("]") {
      let name = line.dropFirst().dropLast()
      guard isBareKey(name) else { return nil }
      yaml.append("\(name):")
      indent = "  "
    } else {
      let parts = line.split(separator: "=", maxSplits: 1).map(trimmed)
      guard parts.count == 2, isBareKey(parts[0]), isSameInYAML(parts[1]) else { return nil }
      yaml.append("\(indent)\(parts[0]): \(parts[1])")
    }
  }
  return checkedHead(yaml)
}

/// Pelican's lines as YAML with its `---` lines, the keys in small letters; `nil` where a line is
/// something else.
func yamlHead(ofPelican head: ArraySlice<UInt8>) -> String? {
  var entries: [(key: String, value: String)] = []
  for line in lines(of: head) {
    let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    if let first = line.utf8.first, isBlank(first), let last = entries.indices.last {
      entries[last].value += " " + trimmed(line)
    } else if parts.count == 2, isBareKey(parts[0]) {
      entries.append((parts[0].lowercased(), String(trimmed(parts[1]))))
    } else {
      return nil
    }
  }
  return checkedHead(entries.map { $0.value.isEmpty ? "\($0.key):" : yamlEntry($0.key, $0.value) })
}

/// A key and its value, in quotation marks where YAML needs them.
private func yamlEntry(_ key: String, _ value: String) -> String {
  let plain = Array("\(key): \(value)".utf8)
  let (node, problems) = parseYAML(plain, 0..<plain.count)
  if problems.isEmpty, case .map(let map) = node.value, map[key]?.text == value {
    return "\(key): \(value)"
  }
  let parts = value.split(separator: "'", omittingEmptySubsequences: false)
  return "\(key): '\(parts.joined(separator: "''"))'"
}

/// Between `---` lines, if it is YAML that is read here, and short enough to be shown.
private func checkedHead(_ lines: [String]) -> String? {
  let bytes = Array(lines.joined(separator: "\n").utf8)
  let (node, problems) = parseYAML(bytes, 0..<bytes.count)
  guard case .map = node.value, problems.isEmpty, lines.count <= 40 else { return nil }
  return (["---"] + lines + ["---"]).joined(separator: "\n")
}

/// Whether a value of TOML means the same in YAML as it stands: text on one line, a truth value, a
/// plain number, a date, or a list of those. Escapes in quotation marks are the same in both.
private func isSameInYAML(_ value: Substring) -> Bool {
  let bytes = Array(value.utf8)
  var index = 0
  while index < bytes.count, bytes[index] != UInt8(ascii: "#") {
    let byte = bytes[index]
    index += 1
    guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") else {
      if !"0123456789+-.:TZtruefals[], \t".utf8.contains(byte) { return false }
      continue
    }
    let start = index
    while index < bytes.count, bytes[index] != byte {
      index += byte == UInt8(ascii: "\"") && bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    // Three marks in a row begin text of several lines.
    let isTriple = index == start && index + 1 < bytes.count && bytes[index + 1] == byte
    guard index < bytes.count, !isTriple else { return false }
    index += 1
  }
  return true
}

/// `A-Z a-z 0-9 _ -`, TOML's bare keys.
private func isBareKey(_ text: Substring) -> Bool {
  !text.isEmpty
    && text.utf8.allSatisfy { byte in
      0x61...0x7A ~= byte | 0x20 || 0x30...0x39 ~= byte || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: "-")
    }
}

/// Lines without their breaks, and without empty ones at the end.
private func lines(of head: ArraySlice<UInt8>) -> [Substring] {
  let text = String(decoding: head, as: UTF8.self)
  var lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
  while let last = lines.last, trimmed(last).isEmpty { lines.removeLast() }
  return lines
}

private func trimmed(_ text: Substring) -> Substring {
  var text = text
  while text.first == " " || text.first == "\t" { text.removeFirst() }
  while text.last == " " || text.last == "\t" { text.removeLast() }
  return text
}
