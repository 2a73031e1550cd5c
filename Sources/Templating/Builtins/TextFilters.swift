// Filters on texts.

/// Adds the filters on texts.
func addTextFilters(to table: inout CallableTable) {
  table.add(Callable("lower") { try $0.changeText($1, lowercased) })
  table.add(Callable("upper") { try $0.changeText($1, uppercased) })
  table.add(Callable("capitalize") { try $0.changeText($1, capitalized) })
  table.add(
    Callable("title") { renderer, operands in
      .bytes(titled(try renderer.textInput(operands).bytes))
    })
  table.add(
    Callable("trim", [.optional("chars")]) { renderer, operands in
      let characters = try renderer.optionalText(operands, 0)
      return try renderer.changeText(operands) { trimmed($0, characters?.bytes) }
    })
  table.add(
    Callable("string") { renderer, operands in
      .string(try renderer.textInput(operands))
    })
  table.add(
    Callable("replace", ["old", "new", .optional("count")]) { try $0.replaceFilter($1) })
  table.add(
    Callable("center", [.optional("width")]) { renderer, operands in
      let width = try renderer.whole(operands, 0, "width") ?? 80
      try renderer.checkLength(width)
      return try renderer.changeText(operands) { centered($0, width) }
    })
  table.add(
    Callable("indent", [.optional("width"), .optional("first"), .optional("blank")]) {
      try $0.indentFilter($1)
    })
  table.add(
    Callable(
      "truncate",
      [.optional("length"), .optional("killwords"), .optional("end"), .optional("leeway")]
    ) { try $0.truncateFilter($1) })
  table.add(
    Callable("wordcount") { renderer, operands in
      .int(wordCount(try renderer.textInput(operands).bytes))
    })
  table.add(
    Callable(
      "wordwrap",
      [
        .optional("width"), .optional("break_long_words"), .optional("wrapstring"),
        .optional("break_on_hyphens"),
      ]
    ) { try $0.wordwrapFilter($1) })
  table.add(
    Callable("format", [.rest, .named]) { renderer, operands in
      let named = renderer.named(operands, 1)
      let positional = renderer.rest(operands, 0)
      if !positional.isEmpty, named.count > 0 {
        throw TemplateProblem.badArgument(
          "`format` takes positional or named arguments, but not both")
      }
      let text = try renderer.textInput(operands)
      return try renderer.format(
        text: .string(text), with: named.count > 0 ? .map(named) : .tuple(positional))
    })
}

extension Renderer {
  /// Changes a text and leaves it markup if it was.
  func changeText(_ operands: Operands, _ change: ([UInt8]) -> [UInt8]) throws -> Value {
    let text = try textInput(operands)
    return .string(Text(change(text.bytes), isSafe: text.isSafe))
  }

  func replaceFilter(_ operands: Operands) throws -> Value {
    let old = try softText(argument(operands, 0) ?? .none)
    let new = try softText(argument(operands, 1) ?? .none)
    let limit = argument(operands, 2)
    let count = limit.map(\.isNone) ?? true ? -1 : try whole(operands, 2, "count") ?? -1
    var text = try textInput(operands)
    guard escapes else {
      return .bytes(try checked(replacing(text.bytes, old.bytes, new.bytes, count)))
    }
    if old.isSafe || (new.isSafe && !text.isSafe), !text.isSafe {
      text = Text(escaped(text.bytes), isSafe: true)
    }
    // Markup escapes what is put into it.
    let inserted = text.isSafe && !new.isSafe ? escaped(new.bytes) : new.bytes
    let result = try checked(replacing(text.bytes, old.bytes, inserted, count))
    return .string(Text(result, isSafe: text.isSafe))
  }

  func indentFilter(_ operands: Operands) throws -> Value {
    guard case .string(let text) = try definedInput(operands) else {
      throw TemplateProblem.wrongType(
        what: "`indent` needs a text", found: input(operands).typeName)
    }
    let indentation: [UInt8]
    if case .string(let given)? = argument(operands, 0) {
      indentation = given.bytes
    } else {
      let width = try whole(operands, 0, "width") ?? 4
      try checkLength(width)
      indentation = [UInt8](repeating: UInt8(ascii: " "), count: max(0, width))
    }
    let blank = flag(operands, 2)
    let all = lines(text.bytes + [UInt8(ascii: "\n")])
    try checkLength(text.bytes.count + all.count * indentation.count)
    var output: [UInt8] = flag(operands, 1) ? indentation : []
    for (index, line) in all.enumerated() {
      if index > 0 {
        output.append(UInt8(ascii: "\n"))
        if blank || !line.isEmpty { output += indentation }
      }
      output += line
    }
    return .string(Text(output, isSafe: text.isSafe))
  }

  func truncateFilter(_ operands: Operands) throws -> Value {
    let value = try definedOrEmpty(input(operands))
    let length = try whole(operands, 0, "length") ?? 255
    let end = try argument(operands, 2).map { try softText($0) } ?? Text(threeDots)
    let leeway =
      argument(operands, 3).map(\.isNone) ?? true ? 5 : try whole(operands, 3, "leeway") ?? 5
    let endLength = scalarCount(end.bytes)
    guard length >= endLength else {
      throw TemplateProblem.badArgument(
        "`length` is at least \(endLength), the length of `end`, found \(length)")
    }
    guard leeway >= 0 else {
      throw TemplateProblem.badArgument("`leeway` is at least 0, found \(leeway)")
    }
    let (most, overflow) = length.addingReportingOverflow(leeway)
    guard case .string(let text) = value else {
      // Python counts the elements of a short list and leaves it alone.
      if try self.length(of: value) <= most { return value }
      throw TemplateProblem.wrongType(what: "`truncate` needs a text", found: value.typeName)
    }
    if overflow || scalarCount(text.bytes) <= most { return .string(text) }
    var cut = offset(ofScalar: length - endLength, in: text.bytes)
    if !flag(operands, 1) {
      cut = text.bytes[..<cut].lastIndex(of: UInt8(ascii: " ")) ?? cut
    }
    let kept = text.bytes[..<cut]
    if text.isSafe == end.isSafe { return .string(Text(kept + end.bytes, isSafe: text.isSafe)) }
    let head = Text(Array(kept), isSafe: text.isSafe)
    return try arithmetic(.add, .string(head), .string(end))
  }

  func escaped(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    appendEscaped(bytes, to: &output)
    return output
  }

  func checked(_ bytes: [UInt8]) throws -> [UInt8] {
    try checkLength(bytes.count)
    return bytes
  }
}

private let threeDots = Array("...".utf8)

/// Jinja2's own title case: words begin after white space, `-`, `(`, `{`, `[` and `<`.
func titled(_ bytes: [UInt8]) -> [UInt8] {
  var output: [UInt8] = []
  var word: [UInt8] = []
  func endWord() {
    guard let first = word.first else { return }
    let length = min(scalarLength(first), word.count)
    output += uppercased(Array(word[..<length]))
    output += lowercased(Array(word[length...]))
    word = []
  }
  var index = 0
  while index < bytes.count {
    let space = whiteSpaceLength(bytes, index, bytes.count)
    let isMark = [0x2D, 0x28, 0x7B, 0x5B, 0x3C].contains(bytes[index])
    if space > 0 || isMark {
      endWord()
      output += bytes[index..<index + max(space, 1)]
      index += max(space, 1)
    } else {
      word.append(bytes[index])
      index += 1
    }
  }
  endWord()
  return output
}

/// Python's `center`: the odd space goes to the left if the width is odd.
func centered(_ bytes: [UInt8], _ width: Int, _ fill: [UInt8] = [0x20]) -> [UInt8] {
  let count = scalarCount(bytes)
  guard width > count else { return bytes }
  let pad = width - count
  let left = pad / 2 + (pad & width & 1)
  return Array(repeatElement(fill, count: left).joined()) + bytes
    + Array(repeatElement(fill, count: pad - left).joined())
}

func wordCount(_ bytes: [UInt8]) -> Int {
  var count = 0
  var isInWord = false
  for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
    let isWord = isWordScalar(scalar)
    if isWord, !isInWord { count += 1 }
    isInWord = isWord
  }
  return count
}
