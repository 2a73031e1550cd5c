// `wordwrap`: what Python's `textwrap.wrap` makes of each line.
//
// Words may be parted behind a hyphen that stands between letters and at dashes; a word that is
// longer than a line is cut. Everything is counted in scalars.

extension Renderer {
  func wordwrapFilter(_ operands: Operands) throws -> Value {
    guard case .string(let text) = try defined(input(operands)) else {
      throw TemplateProblem.wrongType(
        what: "`wordwrap` needs a text", found: input(operands).typeName)
    }
    let width = try whole(operands, 0, "width") ?? 79
    guard width > 0 else { throw TemplateProblem.badArgument("`width` is at least 1") }
    let wrapper = Wrapper(
      width: width, breaksLongWords: argument(operands, 1)?.isTruthy ?? true,
      breaksAtHyphens: argument(operands, 3)?.isTruthy ?? true)
    let separator = try optionalText(operands, 2)?.bytes ?? [UInt8(ascii: "\n")]
    var wrapped: [[UInt8]] = []
    for line in lines(text.bytes) {
      let parts = wrapper.wrap(String(decoding: line, as: UTF8.self))
      wrapped.append(Array(parts.joined(separator: separator)))
    }
    return .bytes(try checked(Array(wrapped.joined(separator: separator))))
  }
}

private struct Wrapper {
  typealias Chunk = ArraySlice<Unicode.Scalar>
  let width: Int
  let breaksLongWords: Bool
  let breaksAtHyphens: Bool

  func wrap(_ line: String) -> [[UInt8]] {
    var chunks = Array(chunks(Array(line.unicodeScalars)).reversed())
    var lines: [[UInt8]] = []
    while !chunks.isEmpty {
      if !lines.isEmpty, let next = chunks.last, isBlank(next) { chunks.removeLast() }
      var line: [Chunk] = []
      var length = 0
      while let next = chunks.last, length + next.count <= width {
        line.append(next)
        length += next.count
        chunks.removeLast()
      }
      if let next = chunks.last, next.count > width { cut(&chunks, &line, length) }
      if let last = line.last, isBlank(last) { line.removeLast() }
      if !line.isEmpty { lines.append(line.flatMap { $0.flatMap { Array(String($0).utf8) } }) }
    }
    return lines
  }

  /// Puts what fits of a word that is longer than a line at the end of this one.
  private func cut(_ chunks: inout [Chunk], _ line: inout [Chunk], _ length: Int) {
    guard let word = chunks.last else { return }
    if breaksLongWords {
      let space = width - length
      var end = space
      if breaksAtHyphens, word.count > space {
        let head = word.prefix(space)
        if let hyphen = head.lastIndex(of: "-"), hyphen > word.startIndex,
          head[..<hyphen].contains(where: { $0 != "-" })
        {
          end = hyphen + 1 - word.startIndex
        }
      }
      line.append(word.prefix(end))
      chunks[chunks.count - 1] = word.dropFirst(end)
    } else if line.isEmpty {
      line.append(word)
      chunks.removeLast()
    }
  }

  private func isBlank(_ chunk: Chunk) -> Bool {
    chunk.allSatisfy { $0.properties.isWhitespace }
  }

  /// Parts a line into white space and pieces of words that must stay together.
  private func chunks(_ line: [Unicode.Scalar]) -> [Chunk] {
    var chunks: [Chunk] = []
    var start = 0
    while start < line.count {
      var end = start + 1
      if isSpace(line[start]) {
        while end < line.count, isSpace(line[end]) { end += 1 }
      } else if let dash = dashEnd(line, start) {
        end = dash
      } else {
        while end < line.count, !isWordEnd(line, start, end) { end += 1 }
      }
      chunks.append(line[start..<end])
      start = end
    }
    return chunks
  }

  /// Where a dash of two or more hyphens between words ends.
  private func dashEnd(_ line: [Unicode.Scalar], _ start: Int) -> Int? {
    guard breaksAtHyphens, line[start] == "-", start > 0, isWordOrMark(line[start - 1])
    else { return nil }
    var end = start
    while end < line.count, line[end] == "-" { end += 1 }
    guard end - start >= 2, end < line.count, isWordScalar(line[end]) else { return nil }
    return end
  }

  /// Whether a piece of a word may end before `end`.
  private func isWordEnd(_ line: [Unicode.Scalar], _ start: Int, _ end: Int) -> Bool {
    if isSpace(line[end]) { return true }
    guard breaksAtHyphens else { return false }
    if line[end - 1] == "-", end - 1 > start || isAfterLetters(line, end - 1) {
      let follows =
        isLetter(line[end])
        && (isLetter(line, end + 1) || (scalar(line, end + 1) == "-" && isLetter(line, end + 2)))
      if follows, isAfterLetters(line, end - 1) { return true }
    }
    if line[end] == "-", isWordOrMark(line[end - 1]) {
      var dash = end
      while dash < line.count, line[dash] == "-" { dash += 1 }
      return dash - end >= 2 && dash < line.count && isWordScalar(line[dash])
    }
    return false
  }

  /// Whether two letters, or a letter with a hyphen and one more, stand before a hyphen.
  private func isAfterLetters(_ line: [Unicode.Scalar], _ hyphen: Int) -> Bool {
    guard isLetter(line, hyphen - 1) else { return false }
    return isLetter(line, hyphen - 2)
      || (scalar(line, hyphen - 2) == "-" && isLetter(line, hyphen - 3))
  }

  private func isLetter(_ line: [Unicode.Scalar], _ index: Int) -> Bool {
    scalar(line, index).map { isLetter($0) } ?? false
  }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    isWordScalar(scalar) && scalar.properties.generalCategory != .decimalNumber
  }

  private func isWordOrMark(_ scalar: Unicode.Scalar) -> Bool {
    isWordScalar(scalar) || "!\"'&.,?".unicodeScalars.contains(scalar)
  }

  private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || (scalar.value >= 9 && scalar.value <= 13)
  }
}

/// The element, or `nil` outside of the line.
private func scalar(_ line: [Unicode.Scalar], _ index: Int) -> Unicode.Scalar? {
  line.indices.contains(index) ? line[index] : nil
}
