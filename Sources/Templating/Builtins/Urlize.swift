// `urlize`: addresses in a text become links, by the rules of Jinja2's `utils.urlize`.

extension Renderer {
  func urlizeFilter(_ operands: Operands) throws -> Value {
    let text = try textInput(operands)
    var rel = Set(["noopener"])
    if let given = try optionalText(operands, 3) {
      rel.formUnion(splitAtSpace(given.bytes).map { String(decoding: $0, as: UTF8.self) })
    }
    if flag(operands, 1) { rel.insert("nofollow") }
    var attributes = " rel=\"".utf8.map { $0 }
    appendEscaped(Array(rel.sorted().joined(separator: " ").utf8), to: &attributes)
    attributes.append(UInt8(ascii: "\""))
    if let target = try optionalText(operands, 2) {
      attributes += " target=\"".utf8
      appendEscaped(target.bytes, to: &attributes)
      attributes.append(UInt8(ascii: "\""))
    }
    let limit =
      argument(operands, 0).map(\.isNone) ?? true
      ? nil : try whole(operands, 0, "trim_url_limit")
    let schemes = try argument(operands, 4).map { value in
      value.isNone ? [] : try iterable(value).map { try softText($0).bytes }
    }
    if let schemes, let wrong = schemes.first(where: { !isScheme($0) }) {
      let name = String(decoding: wrong, as: UTF8.self)
      throw TemplateProblem.badArgument("`\(name)` is no scheme: write it with its colon, `ftp:`")
    }
    let linker = Linker(attributes: attributes, limit: limit, schemes: schemes ?? [])
    let markup = text.isSafe ? text.bytes : escaped(text.bytes)
    return .string(Text(try checked(linker.link(markup)), isSafe: escapes))
  }
}

/// Two letters or more, a colon, and up to two slashes.
private func isScheme(_ text: [UInt8]) -> Bool {
  guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon >= 2 else { return false }
  let slashes = text[(colon + 1)...]
  return slashes.count <= 2 && slashes.allSatisfy { $0 == UInt8(ascii: "/") }
    && String(decoding: text[..<colon], as: UTF8.self).unicodeScalars.allSatisfy {
      isWordScalar($0) || "+-.".unicodeScalars.contains($0)
    }
}

private struct Linker {
  let attributes: [UInt8]
  /// How many characters of an address are shown.
  let limit: Int?
  let schemes: [[UInt8]]

  /// Links every word of a text that is escaped already.
  func link(_ text: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var index = 0
    while index < text.count {
      let space = whiteSpaceLength(text, index, text.count)
      if space > 0 {
        output += text[index..<index + space]
        index += space
        continue
      }
      let start = index
      while index < text.count, whiteSpaceLength(text, index, text.count) == 0 { index += 1 }
      output += link(word: Array(text[start..<index]))
    }
    return output
  }

  private func link(word: [UInt8]) -> [UInt8] {
    var middle = word[...]
    var head: [UInt8] = []
    while let mark = ["(", "<", "&lt;"].first(where: { middle.starts(with: $0.utf8) }) {
      head += mark.utf8
      middle = middle.dropFirst(mark.utf8.count)
    }
    var tail: [UInt8] = []
    while let mark = [")", ">", ".", ",", "\n", "&gt;"].first(where: { ends(middle, with: $0) }) {
      tail = Array(mark.utf8) + tail
      middle = middle.dropLast(mark.utf8.count)
    }
    var address = Array(middle)
    for (opening, closing) in [("(", ")"), ("<", ">"), ("&lt;", "&gt;")] {
      balance(&address, &tail, Array(opening.utf8), Array(closing.utf8))
    }
    return head + linked(address) + tail
  }

  /// Gives an address back the closing brackets it has opened itself.
  private func balance(
    _ address: inout [UInt8], _ tail: inout [UInt8], _ opening: [UInt8], _ closing: [UInt8]
  ) {
    let opened = split(address, at: opening).count - 1
    guard opened > split(address, at: closing).count - 1 else { return }
    for _ in 0..<min(opened, split(tail, at: closing).count - 1) {
      guard let index = find(closing, in: tail, from: 0) else { return }
      address += tail[..<(index + closing.count)]
      tail.removeFirst(index + closing.count)
    }
  }

  private func linked(_ word: [UInt8]) -> [UInt8] {
    if isWebAddress(word) {
      let hasScheme = ["https://", "http://"].contains { word.starts(with: $0.utf8) }
      let address = hasScheme ? word : Array("https://".utf8) + word
      return anchor(address, attributes, shown(word))
    }
    let mail = Array("mailto:".utf8)
    if word.starts(with: mail), isMailAddress(Array(word.dropFirst(7))) {
      return anchor(word, [], Array(word.dropFirst(7)))
    }
    if word.contains(UInt8(ascii: "@")), !word.starts(with: "www.".utf8),
      word.first != UInt8(ascii: "@"), !word.contains(UInt8(ascii: ":")), isMailAddress(word)
    {
      return anchor(mail + word, [], word)
    }
    var result = word
    for scheme in schemes where result != scheme && result.starts(with: scheme) {
      result = anchor(result, attributes, result)
    }
    return result
  }

  private func anchor(
    _ address: [UInt8], _ attributes: [UInt8], _ text: [UInt8]
  ) -> [UInt8] {
    Array("<a href=\"".utf8) + address + Array("\"".utf8) + attributes + Array(">".utf8) + text
      + Array("</a>".utf8)
  }

  private func shown(_ address: [UInt8]) -> [UInt8] {
    guard let limit, scalarCount(address) > limit else { return address }
    return prefix(address, max(limit, 0)) + Array("...".utf8)
  }
}

// MARK: What is an address

/// A scheme or `www.` with any domain, or a domain that ends in a well-known name; then perhaps a
/// port, and a path, query or fragment.
private func isWebAddress(_ word: [UInt8]) -> Bool {
  let text = lowercased(word)
  let scheme = ["https://", "http://", "www."].first { text.starts(with: $0.utf8) }
  let rest = Array(text.dropFirst(scheme?.utf8.count ?? 0))
  if let scheme {
    if isRest(rest, after: domainEnd(rest)) { return true }
    if scheme != "www.", let end = addressEnd(rest), isRest(rest, after: end) { return true }
  }
  // `www.` may also be the first label of a domain with a well-known end.
  guard scheme == nil || scheme == "www." else { return false }
  guard let end = domainEnd(text), isRest(text, after: end) else { return false }
  let labels = text[..<end].split(separator: UInt8(ascii: "."))
  let known = ["com", "net", "int", "edu", "gov", "org", "info", "mil"]
  return labels.count > 1
    && known.contains { labels[labels.count - 1].elementsEqual($0.utf8) }
    && labels.dropLast().allSatisfy { (2...63).contains(scalarCount(Array($0))) }
}

/// Where a domain ends: labels with dots, the last of 2 to 63 letters or `xn--…`.
private func domainEnd(_ text: [UInt8]) -> Int? {
  var end = 0
  while end < text.count, isLabelByte(text[end]) || text[end] == UInt8(ascii: ".") { end += 1 }
  let labels = text[..<end].split(
    separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  guard labels.allSatisfy({ !$0.isEmpty }), let last = labels.last else { return nil }
  if last.starts(with: "xn--".utf8) { return (6...63).contains(last.count) ? end : nil }
  let letters = last.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
  return letters && (2...63).contains(last.count) ? end : nil
}

/// Where a numeric address ends: four groups of digits, or six to eight of hexadecimal ones in
/// brackets.
private func addressEnd(_ text: [UInt8]) -> Int? {
  var end = 0
  if text.first == UInt8(ascii: "[") {
    guard let close = text.firstIndex(of: UInt8(ascii: "]")) else { return nil }
    let inside = text[1..<close]
    guard inside.allSatisfy({ digitValue($0) < 16 || $0 == UInt8(ascii: ":") }) else { return nil }
    let groups = inside.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    return (3...9).contains(groups.count) && groups.allSatisfy { $0.count <= 4 } ? close + 1 : nil
  }
  while end < text.count, digitValue(text[end]) < 10 || text[end] == UInt8(ascii: ".") { end += 1 }
  let groups = text[..<end].split(
    separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  return groups.count == 4 && groups.allSatisfy { (1...3).contains($0.count) } ? end : nil
}

/// Whether what follows a domain is a port, a path or nothing.
private func isRest(_ text: [UInt8], after end: Int?) -> Bool {
  guard var index = end else { return false }
  if index < text.count, text[index] == UInt8(ascii: ":") {
    let start = index + 1
    index = start
    while index < text.count, digitValue(text[index]) < 10 { index += 1 }
    guard (1...5).contains(index - start) else { return false }
  }
  return index == text.count || "/?#".utf8.contains(text[index])
}

private func isLabelByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, UInt8(ascii: "%"), UInt8(ascii: "-"), 0x80...:
    true
  default: false
  }
}

/// Something, `@`, and a name with a dot.
private func isMailAddress(_ word: [UInt8]) -> Bool {
  guard let at = word.lastIndex(of: UInt8(ascii: "@")), at > 0 else { return false }
  let domain = word[(at + 1)...]
  guard let dot = domain.lastIndex(of: UInt8(ascii: ".")), dot > domain.startIndex,
    let first = domain.first, isLabelByte(first), first != UInt8(ascii: "-"),
    first != UInt8(ascii: "%")
  else { return false }
  let end = domain[(dot + 1)...]
  func isWord(_ byte: UInt8) -> Bool { isLabelByte(byte) && byte != 0x25 && byte != 0x2D }
  return !end.isEmpty && end.allSatisfy(isWord)
    && domain.allSatisfy { isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
}

private func ends(_ bytes: ArraySlice<UInt8>, with mark: String) -> Bool {
  bytes.suffix(mark.utf8.count).elementsEqual(mark.utf8)
}
