// One template without a site: `tidende render`, for theme authors and tests.

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
  guard !textProblems.contains(where: { $0.severity == .error }) else { return ([], textProblems) }
  let (node, dataProblems) = parseData(data)
  guard !dataProblems.contains(where: { $0.severity == .error }) else { return ([], dataProblems) }
  var settings = TemplateSet.Settings()
  settings.lenientUndefined = isLenient
  let name = baseName(of: template.path)
  let sources =
    [(name: name, source: template)]
    + others.filter { $0.name != name }.map {
      (name: $0.name, source: SourceText(path: $0.path, bytes: $0.bytes))
    }
  let (templates, problems) = TemplateSet.compile(sources, settings)
  guard !problems.contains(where: { $0.severity == .error }) else { return ([], problems) }
  var values: [(String, Value)] = []
  if case .map(let map) = node.value { values = map.entries.map { ($0.key, value(of: $0.node)) } }
  var output: [UInt8] = []
  do {
    let warnings = try templates.render(name, Context(values), subject: nil, into: &output)
    return (output, dataProblems + problems + warnings)
  } catch {
    return ([], dataProblems + problems + [error.diagnostic])
  }
}

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
