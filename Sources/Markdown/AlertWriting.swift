// GitHub's alerts: a quotation whose first line is `[!NOTE]`, and the records of meetings written
// the same way, `[!VEDTAK]`, `[!BESLUTNING]`, `[!DECISION]`.
//
// Elsewhere such a quotation reads as one; here its name becomes a title, in the article's language
// for GitHub's five, as written for a decision.

import Nordic

/// An alert by its name.
enum Alert: String {
  case note, tip, important, warning, caution
  case vedtak, beslutning, decision

  /// What stands in the `class`.
  var className: StaticString {
    switch self {
    case .note: "alert note"
    case .tip: "alert tip"
    case .important: "alert important"
    case .warning: "alert warning"
    case .caution: "alert caution"
    case .vedtak, .beslutning, .decision: "alert decision"
    }
  }

  /// What people read above it.
  func title(in language: Language) -> StaticString {
    let words: [StaticString]
    switch self {
    case .note: words = ["Bemærk", "Merk", "Merk", "Note"]
    case .tip: words = ["Tip", "Tips", "Tips", "Tip"]
    case .important: words = ["Vigtigt", "Viktig", "Viktig", "Important"]
    case .warning: words = ["Advarsel", "Advarsel", "Åtvaring", "Warning"]
    case .caution: words = ["Pas på", "Vær forsiktig", "Ver varsam", "Caution"]
    case .vedtak: return "Vedtak"
    case .beslutning: return "Beslutning"
    case .decision: return "Decision"
    }
    return words[Language.allCases.firstIndex(of: language) ?? 0]
  }
}

/// The first paragraph of an alert while its name is passed over.
struct OpenAlert {
  var paragraph: Node?
  /// Whether there is nothing but the name in it.
  var isBare = false
  /// Whether the walk has not come to the end of the name's line.
  var isInName = false
}

extension Writer {
  mutating func enterQuote(_ node: Node) {
    html.endLine()
    guard let paragraph = node.firstChild, paragraph.kind == .paragraph,
      let (name, isBare) = alertName(of: paragraph)
    else {
      html.append("<blockquote>\n")
      return
    }
    html.append("<blockquote class=\"")
    html.append(name.className)
    html.append("\">\n<p class=\"alert-title\">")
    html.append(name.title(in: options.language))
    html.append("</p>\n")
    beginTextBlock()
    text.append(name.title(in: options.language))
    alert = OpenAlert(paragraph: paragraph, isBare: isBare)
  }

  /// The alert that a paragraph's first line names, and whether there is no second line.
  private func alertName(of paragraph: Node) -> (Alert, isBare: Bool)? {
    var line: [UInt8] = []
    var inline = paragraph.firstChild
    while let node = inline, node.kind == .text, line.count <= 16 {
      line += node.literal
      inline = node.next
    }
    guard inline == nil || inline?.kind == .softBreak || inline?.kind == .hardBreak,
      line.starts(with: Array("[!".utf8)), line.last == UInt8(ascii: "]"),
      !locator.beginsWithBackslash(line: paragraph.startLine),
      let alert = Alert(
        rawValue: String(decoding: line.dropFirst(2).dropLast(), as: UTF8.self).lowercased())
    else { return nil }
    return (alert, inline == nil)
  }
}

extension Locator {
  /// Whether the first character of a line, behind a quote's marks, is a backslash.
  fileprivate func beginsWithBackslash(line number: Int) -> Bool {
    let first = bytes[line(number)].first { $0 > 0x20 && $0 != UInt8(ascii: ">") }
    return first == UInt8(ascii: "\\")
  }
}
