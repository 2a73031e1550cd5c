// Tables.
//
// A table lies in a box of its own that scrolls where the screen is narrow; what scrolls must be
// reachable with the keyboard, and what is reachable needs a name. The box is a group and no
// region, since regions are landmarks, and landmarks need different names. Columns are aligned by classes: `align` is no longer HTML, and `style` breaks the content security policy.

/// The table the walk is inside of.
struct OpenTable {
  /// `l`, `c`, `r` or 0 for each column.
  var alignments: [UInt8] = []
  var column = 0
  var isInHead = false
  var hasBody = false
}

extension Writer {
  mutating func enterTable(_ node: Node) -> Visit {
    html.endLine()
    html.append("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"")
    html.append(phrases.table)
    if let heading = outline.last, !heading.text.isEmpty {
      html.append(": ")
      html.appendEscaped(heading.text)
    }
    html.append("\">\n<table>\n")
    table = OpenTable(alignments: Array(node.alignments))
    return .inside
  }

  mutating func leaveTable() {
    html.append(table.hasBody ? "</tbody>\n</table>\n</div>\n" : "</table>\n</div>\n")
  }

  mutating func enterRow(_ node: Node) -> Visit {
    table.column = 0
    table.isInHead = node.isHeader
    if table.isInHead {
      html.append("<thead>\n")
    } else if !table.hasBody {
      html.append("<tbody>\n")
      table.hasBody = true
    }
    html.append("<tr>\n")
    if table.isInHead, let table = node.parent {
      locator.enterHead(ofTable: table)
    } else {
      locator.enter(node)
    }
    beginTextBlock()
    return .inside
  }

  mutating func leaveRow(_ node: Node) {
    html.append(node.isHeader ? "</tr>\n</thead>\n" : "</tr>\n")
  }

  mutating func enterCell(_ node: Node) -> Visit {
    separateWords()
    html.append(isHeading(node) ? "<th scope=\"col\"" : "<td")
    switch table.column < table.alignments.count ? table.alignments[table.column] : 0 {
    case UInt8(ascii: "l"): html.append(" class=\"left\"")
    case UInt8(ascii: "c"): html.append(" class=\"center\"")
    case UInt8(ascii: "r"): html.append(" class=\"right\"")
    default: break
    }
    html.append(">")
    return .inside
  }

  mutating func leaveCell(_ node: Node) {
    html.append(isHeading(node) ? "</th>\n" : "</td>\n")
    table.column += 1
  }

  /// Whether a cell heads its column; one without a text, as in the corner, heads nothing.
  private func isHeading(_ cell: Node) -> Bool { table.isInHead && cell.firstChild != nil }
}
