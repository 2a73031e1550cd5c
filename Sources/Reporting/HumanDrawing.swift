// The human form of a problem: the line of text, carets under what is meant, notes and help.
//
//     error[T704]: there is no filter called `dat`
//       --> themes/avis/templates/article.html:12:22
//        |
//     12 | <time>{{ page.date | dat("long") }}</time>
//        |                      ^^^
//        = help: a filter with a similar name exists: `date`
//
// A drawing is at most about 80 cells wide, so that carets keep their place on any terminal; a
// longer line of text is cut around them.

/// Draws one problem; ends with a line break.
func humanDrawing(of diagnostic: Diagnostic, color: Bool) -> String {
  let ink = Ink(isOn: color)
  let places = [diagnostic.place].compactMap { $0 } + diagnostic.related.map(\.place)
  let lines = places.filter { $0.excerpt != nil }.map(\.line)
  let gutter = String(max(lines.max() ?? 0, 0)).utf8.count
  let indent = String(repeating: " ", count: gutter)

  let severity = diagnostic.severity
  var drawing = heading(severity, code: diagnostic.code, diagnostic.message, ink)
  if let place = diagnostic.place {
    drawing += drawn(place, gutter: gutter, caret: "^", ink.color(of: severity), ink)
  }
  let remarks =
    diagnostic.notes.map { ("note", $0) } + diagnostic.help.map { ("help", $0) }
  for (kind, text) in remarks {
    // A remark of several lines goes on under its first word.
    let margin = "\n" + indent + "         "
    let words = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { plainText(String($0)) }.joined(separator: margin)
    drawing += "\(indent) \(ink.dim("=")) \(ink.strong("\(kind):")) \(words)\n"
  }
  for related in diagnostic.related {
    drawing += heading(.note, code: "", related.message, ink)
    drawing += drawn(related.place, gutter: gutter, caret: "-", ink.color(of: .note), ink)
  }
  return drawing
}

private func heading(_ severity: Severity, code: String, _ message: String, _ ink: Ink) -> String {
  let name = code.isEmpty ? severity.name : "\(severity.name)[\(plainText(code))]"
  return ink.paint(name, "1;" + ink.color(of: severity))
    + ink.strong(": " + plainText(message)) + "\n"
}

private func drawn(
  _ place: Place, gutter: Int, caret: String, _ color: String, _ ink: Ink
) -> String {
  let indent = String(repeating: " ", count: gutter)
  var drawing = "\(indent)\(ink.dim("-->")) \(plainText(position(of: place)))\n"
  guard let excerpt = drawnExcerpt(of: place, limit: max(80 - gutter - 3, 40)) else {
    return drawing
  }
  let number = String(place.line)
  let padding = String(repeating: " ", count: max(gutter - number.utf8.count, 0))
  let text = excerpt.text.isEmpty ? "" : " " + excerpt.text
  drawing += "\(indent) \(ink.dim("|"))\n"
  drawing += "\(padding)\(ink.dim("\(number) |"))\(text)\n"
  guard excerpt.caretCount > 0 else { return drawing }
  let space = String(repeating: " ", count: excerpt.caretOffset)
  let carets = String(repeating: caret, count: excerpt.caretCount)
  return drawing + "\(indent) \(ink.dim("|")) \(space)\(ink.paint(carets, "1;" + color))\n"
}

/// `path`, `path:line` or `path:line:column`, as far as it is known.
func position(of place: Place) -> String {
  if place.line <= 0 { return place.path }
  if place.column <= 0 { return "\(place.path):\(place.line)" }
  return "\(place.path):\(place.line):\(place.column)"
}

/// ANSI colours (ECMA-48 §8.3.117), or none.
private struct Ink {
  let isOn: Bool

  func paint(_ text: String, _ code: String) -> String {
    isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  func dim(_ text: String) -> String { paint(text, "2") }

  func strong(_ text: String) -> String { paint(text, "1") }

  func color(of severity: Severity) -> String {
    switch severity {
    case .error: "31"
    case .warning: "33"
    case .note: "34"
    }
  }
}
