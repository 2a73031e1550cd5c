// Templates without a site: `tidende render`, for theme authors and tests.

import Metadata
import Reporting
import Templating

/// Fills a template with the keys of a data file.
///
/// - Parameter others: what `extends`, `include` and `import` may name.
/// - Returns: the text, empty where there is an error, and the problems.
public func renderAlone(
  _ template: SourceText, data: SourceText, others: [ThemeFile], isLenient: Bool
) -> (output: [UInt8], problems: [Diagnostic]) {
  let textProblems = checkText(data, kind: .data)
  guard !holdsError(textProblems) else { return ([], textProblems) }
  let (node, dataProblems) = parseData(data)
  guard !holdsError(dataProblems) else { return ([], dataProblems) }
  var settings = TemplateSet.Settings()
  settings.lenientUndefined = isLenient
  let name = baseName(of: template.path)
  let sources =
    [(name: name, source: template)]
    + others.filter { $0.name != name }.map {
      (name: $0.name, source: SourceText(path: $0.path, bytes: $0.bytes))
    }
  let (output, problems) = filled(name, sources, node, settings)
  return (output, dataProblems + problems)
}

/// Renders one of several templates with the entries of a map.
private func filled(
  _ name: String, _ sources: [(name: String, source: SourceText)], _ context: Node?,
  _ settings: TemplateSet.Settings
) -> (output: [UInt8], problems: [Diagnostic]) {
  var values: [(String, Value)] = []
  if case .map(let map)? = context?.value {
    values = map.entries.map { ($0.key, value(of: $0.node)) }
  }
  var settings = settings
  settings.contextNames = values.map(\.0)
  let (templates, problems) = TemplateSet.compile(sources, settings)
  guard !holdsError(problems) else { return ([], problems) }
  var output: [UInt8] = []
  do {
    let warnings = try templates.render(name, Context(values), subject: nil, into: &output)
    return (output, problems + warnings)
  } catch {
    return ([], problems + [error.diagnostic])
  }
}

private func holdsError(_ problems: [Diagnostic]) -> Bool {
  problems.contains { $0.severity == .error }
}

// MARK: Lines

/// Answers a JSON object that holds all there is to know of a rendering:
///
///     template    string   the text; or a name, if `templates` has it
///     templates   object   names and texts of what can be extended, included and imported
///     context     object   the variables
///     autoescape  bool     whether output is escaped; left out: by the end of a template's name,
///                          and a text without a name is HTML
///     lenient     bool     whether what is undefined prints as nothing
///
/// - Returns: a JSON object with either `out` or `error`, without a line break.
public func renderLine(_ line: [UInt8]) -> [UInt8] {
  let (output, problems) = answer(to: SourceText(path: "line.json", bytes: line))
  let errors = problems.filter { $0.severity == .error }
  var answer: [UInt8] = []
  if errors.isEmpty {
    answer += #"{"out":"#.utf8
    appendJSONString(output, to: &answer)
  } else {
    answer += #"{"error":"#.utf8
    let text = draw(errors, as: .short, color: false, limit: nil)
    appendJSONString(text.dropLast(), to: &answer)
  }
  return answer + [UInt8(ascii: "}")]
}

private func answer(to line: SourceText) -> (output: [UInt8], problems: [Diagnostic]) {
  let textProblems = checkText(line, kind: .data)
  guard !holdsError(textProblems) else { return ([], textProblems) }
  let (node, problems) = parseData(line)
  guard !holdsError(problems) else { return ([], problems) }
  guard case .map(let map) = node.value else {
    return ([], [wrong("this line is \(node.value.kindName), not an object", node, line)])
  }
  var settings = TemplateSet.Settings()
  var sources: [(name: String, source: SourceText)] = []
  var main: String?
  for entry in map.entries {
    switch (entry.key, entry.node.value) {
    case ("template", .string(let text)): main = text
    case ("templates", .map(let texts)):
      sources = texts.entries.map { ($0.key, SourceText(path: $0.key, text: $0.node.text)) }
    case ("context", .map), ("autoescape", .null), ("lenient", .null), ("context", .null): break
    case ("autoescape", .bool(let flag)): settings.escapes = flag
    case ("lenient", .bool(let flag)): settings.lenientUndefined = flag
    case (let key, let value):
      return ([], [wrong("`\(key)` cannot be \(value.kindName)", entry.node, line)])
    }
  }
  guard var main else { return ([], [wrong("there is no `template`", node, line)]) }
  if !sources.contains(where: { $0.name == main }) {
    let name = settings.escapes == false ? "template.txt" : "template.html"
    sources.insert((name, SourceText(path: name, text: main)), at: 0)
    main = name
  }
  return filled(main, sources, map["context"], settings)
}

private func wrong(_ message: String, _ node: Node, _ line: SourceText) -> Diagnostic {
  Diagnostic(.error, "", message, at: line.place(node.range))
}

// MARK: Files

/// The templates of a folder, or of the folder a template is in.
public func templateFiles(
  in given: String?, beside template: String, on disk: Disk
) throws(FileProblem) -> [ThemeFile] {
  let folder = given ?? (template == "-" ? "" : folder(of: template))
  if given == nil, template == "-" { return [] }
  let path = folder.isEmpty ? "." : folder
  if given != nil, disk.facts(path)?.kind != .folder {
    throw FileProblem("open the folder", path, reason: "it is not there")
  }
  let kinds = ["html", "xml", "txt", "json"]
  return try files(below: path, "", on: disk).filter { kinds.contains(fileExtension(of: $0.name)) }
}

private func files(
  below top: String, _ folder: String, on disk: Disk
) throws(FileProblem) -> [ThemeFile] {
  var found: [ThemeFile] = []
  for entry in try disk.list(folder.isEmpty ? top : top + "/" + folder) {
    guard entry.isReadable, !entry.name.hasPrefix(".") else { continue }
    let name = folder.isEmpty ? entry.name : folder + "/" + entry.name
    switch entry.kind {
    case .folder: found += try files(below: top, name, on: disk)
    case .file where disk.facts(top + "/" + name).map({ $0.size <= 1 << 20 }) ?? false:
      let bytes = try disk.read(top + "/" + name)
      found.append(ThemeFile(name: name, path: top + "/" + name, bytes: bytes))
    default: continue
    }
  }
  return found
}
