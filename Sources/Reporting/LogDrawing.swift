// The two forms for logs: a line a problem, and the workflow commands of GitHub Actions.
//
// Source: "Workflow commands for GitHub Actions", docs.github.com; the escapes are those of
// `actions/toolkit`. GitHub makes annotations of the first ten commands of a kind in a step and
// keeps the others in the log only, where no position is shown: so those say it themselves.

/// `path:line:column: error[T704]: message (help)`, without a line break.
func shortLine(of diagnostic: Diagnostic) -> String {
  let code = diagnostic.code.isEmpty ? "" : "[\(diagnostic.code)]"
  let place = diagnostic.place.map { position(of: $0) + ": " } ?? ""
  let help = diagnostic.help.isEmpty ? "" : " (\(diagnostic.help.joined(separator: "; ")))"
  return plainText("\(place)\(diagnostic.severity.name)\(code): \(diagnostic.message)\(help)")
}

/// Errors, then warnings, then notes; what is beyond ten of a kind is counted in a notice.
func githubDrawing(of diagnostics: [Diagnostic]) -> String {
  let kinds = [Severity.error, .warning, .note].map { severity in
    diagnostics.filter { $0.severity == severity }
  }
  var shown = [kinds[0].prefix(annotationLimit), kinds[1].prefix(annotationLimit), kinds[2][...]]
  let isCut = kinds.contains { $0.count > annotationLimit }
  // The notice that counts takes the place of a note.
  shown[2] = kinds[2].prefix(isCut ? annotationLimit - 1 : annotationLimit)
  let rest = zip(kinds, shown).flatMap { $0.dropFirst($1.count) }

  var lines = shown[0].map { workflowCommand(for: $0) } + shown[1].map { workflowCommand(for: $0) }
  if isCut {
    lines.append("::notice title=Tidende::+\(rest.count) more: \(summaryOfKinds(rest))")
  }
  lines += shown[2].map { workflowCommand(for: $0) }
  lines += rest.map { workflowCommand(for: $0, namingPlace: true) }
  return lines.map { $0 + "\n" }.joined()
}

private let annotationLimit = 10

private func workflowCommand(for diagnostic: Diagnostic, namingPlace: Bool = false) -> String {
  var properties: [(String, String)] = []
  var message = diagnostic.message
  if let place = diagnostic.place {
    properties.append(("file", place.path))
    if place.line > 0 { properties.append(("line", String(place.line))) }
    if place.line > 0, place.column > 0 {
      properties.append(("col", String(place.column)))
      properties.append(("endColumn", String(place.endColumn)))
    }
    if namingPlace { message = "\(position(of: place)): \(message)" }
  }
  if !diagnostic.code.isEmpty { properties.append(("title", diagnostic.code)) }
  let list = properties.map { "\($0)=\(escapedProperty($1))" }.joined(separator: ",")
  let body = ([message] + remarks(of: diagnostic)).joined(separator: "\n")
  let command = diagnostic.severity == .note ? "notice" : diagnostic.severity.name
  return "::\(command)\(list.isEmpty ? "" : " ")\(list)::\(escapedData(body))"
}

/// Everything but the message, a line each: notes, help, and the other places.
func remarks(of diagnostic: Diagnostic) -> [String] {
  diagnostic.notes.map { "note: \($0)" } + diagnostic.help.map { "help: \($0)" }
    + diagnostic.related.map { "note: \($0.message): \(position(of: $0.place))" }
}

private func escapedData(_ text: String) -> String {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  return lines.map { escaped(plainText(String($0)), also: []) }.joined(separator: "%0A")
}

private func escapedProperty(_ text: String) -> String {
  escaped(plainText(text), also: [":", ","])
}

private func escaped(_ text: String, also others: [Unicode.Scalar]) -> String {
  var escaped = ""
  for scalar in text.unicodeScalars {
    if scalar == "%" || others.contains(scalar) {
      escaped += "%" + String(scalar.value, radix: 16, uppercase: true)
    } else {
      escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped
}

extension Place {
  /// The column behind the last scalar that is meant.
  var endColumn: Int { column &+ max(length, 1) }
}
