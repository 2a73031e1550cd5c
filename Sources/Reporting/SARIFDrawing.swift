// The SARIF form, for code scanning.
//
// Source: Static Analysis Results Interchange Format (SARIF) 2.1.0, OASIS 2020. Only what is
// required, and what makes a result findable: rules, levels, regions, related places. Columns are
// Unicode code points (§3.14.17), ends are exclusive (§3.30.8).

/// Draws problems as one SARIF document that ends with a line break.
func sarifDrawing(of diagnostics: [Diagnostic]) -> [UInt8] {
  let rules = Set(diagnostics.map(\.code)).subtracting([""]).sorted()
  let driver = JSONValue.object([
    ("name", .string("Tidende")),
    ("rules", .array(rules.map(rule))),
  ])
  let run = JSONValue.object([
    ("tool", .object([("driver", driver)])),
    ("columnKind", .string("unicodeCodePoints")),
    ("results", .array(diagnostics.map { result(for: $0) })),
  ])
  let document = JSONValue.object([
    ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
    ("version", .string("2.1.0")),
    ("runs", .array([run])),
  ])
  var output: [UInt8] = []
  document.append(to: &output)
  output.append(UInt8(ascii: "\n"))
  return output
}

private func rule(_ name: String) -> JSONValue {
  guard let code = code(named: name) else { return .object([("id", .string(name))]) }
  return .object([
    ("id", .string(name)),
    ("shortDescription", .object([("text", .string(code.title))])),
    ("fullDescription", .object([("text", .string(code.explanation))])),
  ])
}

private func result(for diagnostic: Diagnostic) -> JSONValue {
  let text = [diagnostic.message] + diagnostic.notes + diagnostic.help
  var members: [(name: String, value: JSONValue)] = []
  if !diagnostic.code.isEmpty { members.append(("ruleId", .string(diagnostic.code))) }
  members.append(("level", .string(diagnostic.severity.name)))
  members.append(("message", message(text.joined(separator: "\n"))))
  if let place = diagnostic.place {
    members.append(
      ("locations", .array([.object([("physicalLocation", physicalLocation(of: place))])])))
  }
  if !diagnostic.related.isEmpty {
    members.append(
      (
        "relatedLocations",
        .array(
          diagnostic.related.map { related in
            .object([
              ("physicalLocation", physicalLocation(of: related.place)),
              ("message", message(related.message)),
            ])
          })
      ))
  }
  return .object(members)
}

/// A plain text message, in which braces are placeholders unless doubled (§3.11.5) and `[a](b)` is
/// a link (§3.11.6).
private func message(_ text: String) -> JSONValue {
  var escaped = ""
  var last: Unicode.Scalar?
  for scalar in text.unicodeScalars {
    if scalar == "{" || scalar == "}" { escaped.unicodeScalars.append(scalar) }
    if scalar == "(", last == "]" { escaped += " " }
    escaped.unicodeScalars.append(scalar)
    last = scalar
  }
  return .object([("text", .string(escaped))])
}

private func physicalLocation(of place: Place) -> JSONValue {
  let artifact = JSONValue.object([("uri", .string(uriReference(to: place.path)))])
  guard place.line > 0 else { return .object([("artifactLocation", artifact)]) }
  var region: [(name: String, value: JSONValue)] = [("startLine", .number(place.line))]
  if place.column > 0 {
    region.append(("startColumn", .number(place.column)))
    region.append(("endColumn", .number(place.endColumn)))
  }
  return .object([("artifactLocation", artifact), ("region", .object(region))])
}

/// A relative reference (RFC 3986 §4.2): all but unreserved characters and `/` as `%XX`.
private func uriReference(to path: String) -> String {
  var reference: [UInt8] = []
  for byte in path.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
      reference.append(byte)
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      reference.append(contentsOf: (byte < 16 ? "%0" : "%").utf8)
      reference.append(contentsOf: digits.utf8)
    }
  }
  return String(decoding: reference, as: UTF8.self)
}
