// How problems are drawn: which, in what order, in which format.
//
// Everything here returns bytes and writes nowhere. Each format has its own file; this one sorts,
// drops what is said twice, and counts.

/// The forms problems can be drawn in.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// For people at a terminal: the line of text, and carets under what is meant.
  case human
  /// One line a problem: `path:line:column: error[T704]: message (help)`.
  case short
  /// One JSON array with all facts.
  case json
  /// GitHub's workflow commands, which become annotations in a pull request.
  case github
  /// SARIF 2.1.0 (OASIS), for code scanning.
  case sarif
}

/// Draws problems, sorted by path and position, each of them once.
///
/// - Parameters:
///   - color: whether ANSI colours are used; only the human form has any.
///   - limit: how many problems the human and the short form show: the gravest, the others counted
///     in a last line. The other forms are for machines and hold all.
/// - Returns: UTF-8 that ends with a line break; empty where there is nothing to draw, but for
///   JSON and SARIF, where it is a document without problems.
public func draw(
  _ diagnostics: [Diagnostic], as format: ReportFormat, color: Bool, limit: Int?
) -> [UInt8] {
  let all = inReadingOrder(diagnostics)
  switch format {
  case .human:
    let (drawn, rest) = gravest(of: all, limit: limit)
    var parts = drawn.map { humanDrawing(of: $0, color: color) }
    if let rest { parts.append(rest + "\n") }
    return Array(parts.joined(separator: "\n").utf8)
  case .short:
    let (drawn, rest) = gravest(of: all, limit: limit)
    let lines = drawn.map(shortLine) + (rest.map { [$0] } ?? [])
    return Array(lines.map { $0 + "\n" }.joined().utf8)
  case .json: return jsonDrawing(of: all)
  case .github: return Array(githubDrawing(of: all).utf8)
  case .sarif: return sarifDrawing(of: all)
  }
}

/// Counts problems in words: `0 errors, 3 warnings`, and the notes if there are any.
public func summary(of diagnostics: some Sequence<Diagnostic>) -> String {
  let counts = counted(diagnostics)
  let kinds = counts.filter { $0.count > 0 || $0.severity != .note }
  return kinds.map { words($0.count, $0.severity) }.joined(separator: ", ")
}

/// Counts the kinds of problem there are, in words: `2 errors, 1 note`.
func summaryOfKinds(_ diagnostics: some Sequence<Diagnostic>) -> String {
  let kinds = counted(diagnostics).filter { $0.count > 0 }
  return kinds.map { words($0.count, $0.severity) }.joined(separator: ", ")
}

private func counted(
  _ diagnostics: some Sequence<Diagnostic>
) -> [(severity: Severity, count: Int)] {
  var counts = [(Severity.error, 0), (.warning, 0), (.note, 0)]
  for diagnostic in diagnostics { counts[diagnostic.severity.rawValue].1 += 1 }
  return counts.map { (severity: $0.0, count: $0.1) }
}

private func words(_ count: Int, _ severity: Severity) -> String {
  "\(count) \(severity.name)\(count == 1 ? "" : "s")"
}

private func inReadingOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
  var seen = Set<Diagnostic>(minimumCapacity: diagnostics.count)
  return diagnostics.filter { seen.insert($0).inserted }.sorted()
}

/// The first errors, or if there are fewer than `limit`, also the first warnings and notes, still
/// in reading order; and a line that counts the others.
private func gravest(
  of diagnostics: [Diagnostic], limit: Int?
) -> (drawn: [Diagnostic], rest: String?) {
  guard let limit, diagnostics.count > max(limit, 0) else { return (diagnostics, nil) }
  let byWeight = diagnostics.indices.sorted {
    (diagnostics[$0].severity.rawValue, $0) < (diagnostics[$1].severity.rawValue, $1)
  }
  let drawn = byWeight.prefix(max(limit, 0)).sorted().map { diagnostics[$0] }
  let rest = byWeight.dropFirst(max(limit, 0)).map { diagnostics[$0] }
  return (drawn, "and \(rest.count) more: \(summaryOfKinds(rest))")
}
