// The JSON form: one array, a problem on each line, always with the same members.
//
//     severity  "error", "warning" or "note"
//     code      "T704"; "" for a usage problem
//     message   one clause
//     place     null, or
//       path       from the root of the site
//       line       1-based; null where the file as a whole is meant
//       column     1-based, in Unicode scalars; null where the line or file as a whole is meant
//       endColumn  the column behind the last scalar that is meant; null like `column`
//       excerpt    the line's text, null where there is none; of a line over 1,024 bytes a part
//       excerptColumn  the column of the excerpt's first scalar; null where there is no excerpt
//     notes     array of strings
//     help      array of strings
//     related   array of { message, place }: other places that belong to it
//
// Members are added in later versions, never renamed or removed.

/// Draws problems as one JSON array that ends with a line break.
func jsonDrawing(of diagnostics: [Diagnostic]) -> [UInt8] {
  var output: [UInt8] = [UInt8(ascii: "[")]
  for (index, diagnostic) in diagnostics.enumerated() {
    output.append(contentsOf: (index > 0 ? ",\n" : "\n").utf8)
    object(for: diagnostic).append(to: &output)
  }
  output.append(contentsOf: (diagnostics.isEmpty ? "]\n" : "\n]\n").utf8)
  return output
}

private func object(for diagnostic: Diagnostic) -> JSONValue {
  .object([
    ("severity", .string(diagnostic.severity.name)),
    ("code", .string(diagnostic.code)),
    ("message", .string(diagnostic.message)),
    ("place", diagnostic.place.map(object) ?? .null),
    ("notes", .array(diagnostic.notes.map(JSONValue.string))),
    ("help", .array(diagnostic.help.map(JSONValue.string))),
    (
      "related",
      .array(
        diagnostic.related.map {
          .object([("message", .string($0.message)), ("place", object(for: $0.place))])
        })
    ),
  ])
}

private func object(for place: Place) -> JSONValue {
  let hasColumn = place.line > 0 && place.column > 0
  return .object([
    ("path", .string(place.path)),
    ("line", place.line > 0 ? .number(place.line) : .null),
    ("column", hasColumn ? .number(place.column) : .null),
    ("endColumn", hasColumn ? .number(place.endColumn) : .null),
    ("excerpt", place.excerpt.map(JSONValue.string) ?? .null),
    ("excerptColumn", place.excerpt == nil ? .null : .number(place.excerptColumn)),
  ])
}
