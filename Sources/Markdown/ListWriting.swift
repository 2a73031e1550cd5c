// Lists and tasks, and the dates CommonMark takes for lists.

extension Writer {
  mutating func enterList(_ list: Node) -> Visit {
    html.endLine()
    guard list.isOrdered else {
      html.append("<ul>\n")
      return .inside
    }
    if list.listStart == 1 {
      html.append("<ol>\n")
    } else {
      html.append("<ol start=\"")
      html.append(list.listStart)
      html.append("\">\n")
    }
    lookForDates(in: list)
    return .inside
  }

  mutating func enterItem(_ item: Node) -> Visit {
    html.endLine()
    guard item.isTask else {
      html.append("<li>")
      return .inside
    }
    html.append("<li class=\"task\">")
    // A task without a text of its own, such as one that is a quote.
    if item.firstChild?.kind != .paragraph {
      html.append("<input type=\"checkbox\" disabled")
      let isDone = isDone(item)
      html.append(isDone ? " checked aria-label=\"" : " aria-label=\"")
      html.append(isDone ? phrases.done : phrases.notDone)
      html.append("\">")
    }
    return .inside
  }

  /// Whether a paragraph is the text of a task.
  func beginsTask(_ paragraph: Node) -> Bool {
    guard let item = paragraph.parent, item.kind == .item, item.isTask else { return false }
    return item.firstChild == paragraph
  }

  /// Writes a task's box; its text follows inside the label, which names the box.
  mutating func openTask(_ item: Node) {
    html.append("<label><input type=\"checkbox\" disabled")
    html.append(isDone(item) ? " checked> " : "> ")
  }

  /// Whether a task's box is ticked. The parser's own answer is wrong where `[x]` stands anywhere
  /// else on the line.
  private func isDone(_ item: Node) -> Bool {
    guard let box = locator.firstBox(onLine: item.startLine) else { return false }
    return box == UInt8(ascii: "x") || box == UInt8(ascii: "X")
  }

  /// Reports a list whose items begin with a month: `23. marts` at the beginning of a line.
  private mutating func lookForDates(in list: Node) {
    var count = 0
    var first: (line: Int, month: Int)?
    var item = list.firstChild
    while let current = item {
      if let paragraph = current.firstChild, paragraph.kind == .paragraph,
        let text = paragraph.firstChild, text.kind == .text
      {
        let month = monthLength(text.literal)
        if month > 0 {
          count += 1
          if first == nil { first = (current.startLine, month) }
        }
      }
      item = current.next
    }
    guard let first, let date = locator.date(onLine: first.line, monthLength: first.month) else {
      return
    }
    problems.add(.monthList(fix: date.fix, itemCount: count), at: date.range)
  }
}

extension Locator {
  /// The byte inside the first `[ ]` of a line.
  fileprivate func firstBox(onLine number: Int) -> UInt8? {
    let line = bytes[line(number)]
    guard let bracket = line.firstIndex(of: UInt8(ascii: "[")), bracket + 1 < line.endIndex else {
      return nil
    }
    return line[bracket + 1]
  }

  /// The first `23. marts` of a line: its place, and how it should be written.
  fileprivate func date(onLine number: Int, monthLength: Int) -> (range: Range<Int>, fix: String)? {
    let line = line(number)
    for start in line where isDigit(bytes[start]) {
      var dot = start
      while dot < line.upperBound, isDigit(bytes[dot]) { dot += 1 }
      guard dot < line.upperBound, bytes[dot] == UInt8(ascii: ".") else { return nil }
      var month = dot + 1
      while month < line.upperBound, bytes[month] <= 0x20 { month += 1 }
      let end = min(month + monthLength, line.upperBound)
      let number = String(decoding: bytes[start..<dot], as: UTF8.self)
      guard let day = Int(number), 1...31 ~= day else { return nil }
      return (start..<end, "\(number)\\. " + String(decoding: bytes[month..<end], as: UTF8.self))
    }
    return nil
  }
}

/// The length of the month's name a text begins with; 0 where it begins with none.
///
/// `may` and `march` are words, and `1. May we…` is no date: they count before a year or an end.
func monthLength(_ text: Bytes) -> Int {
  guard let first = text.first, monthInitials.contains(first | 0x20) else { return 0 }
  let word = text.prefix { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
  guard word.count < text.count ? text[word.count] < 0x80 : true else { return 0 }
  let name = String(decoding: word.map { $0 | 0x20 }, as: UTF8.self)
  guard monthNames.contains(name) else { return 0 }
  guard name == "may" || name == "march" else { return word.count }
  let rest = text[word.count...].drop { $0 == 0x20 || $0 == UInt8(ascii: ",") }
  let isYear = rest.prefix(while: isDigit).count == 4
  return rest.isEmpty || isYear ? word.count : 0
}

private func isDigit(_ byte: UInt8) -> Bool {
  byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}

private let monthInitials = Set("jfmasond".utf8)

/// The months of Danish, Bokmål, Nynorsk and English.
private let monthNames: Set<String> = [
  "januar", "februar", "marts", "mars", "april", "maj", "mai", "juni", "juli", "august",
  "september", "oktober", "november", "december", "desember", "january", "february", "march",
  "may", "june", "july", "october",
]
