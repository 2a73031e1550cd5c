// What the press sees in one file, for editors who ask: everything it read, as JSON.
//
// The file is looked at alone. Where a link leads is known only to a build, so addresses are as
// they were written.

import Markdown
import Metadata
import Nordic
import Reporting

/// Composes one article and writes what came out of it as a JSON object: `metadata`, `html`,
/// `outline`, `links`, `text`, `problems`.
///
/// - Parameters:
///   - source: the article; its path decides what its folder and name say about it.
///   - root: the folder whose settings count; without `content/site.yaml` the defaults do.
public func inspect(
  _ source: SourceText, root: String, on disk: Disk
) throws(FileProblem) -> (json: [UInt8], problems: [Diagnostic]) {
  var settingsText: SourceText?
  let path = root + "/content/site.yaml"
  if disk.facts(path) != nil {
    settingsText = SourceText(path: "content/site.yaml", bytes: try disk.read(path))
  }
  let (settings, _) = readSettings(settingsText, baseURL: nil)
  var name = source.path
  if name.hasPrefix("content/") { name.removeFirst("content/".count) }
  var options = ComposeOptions(settings, folder: "")
  options.keepsText = true
  options.keepsLinkTexts = true
  let article = composeText(
    source, Source(path: name, name: normalized(name)),
    Placement(normalized(name)), options)
  var json: [UInt8] = []
  json += "{\n\"metadata\": ".utf8
  json += metadataJSON(article.metadata)
  json += ",\n\"html\": ".utf8
  appendJSONString(article.htmlAsWritten(), to: &json)
  json += ",\n\"outline\": [".utf8
  for (index, heading) in (article.body?.outline ?? []).enumerated() {
    json += (index == 0 ? "" : ", ").utf8
    json += "{\"level\": \(heading.level), \"id\": ".utf8
    appendJSONString(heading.id, to: &json)
    json += ", \"text\": ".utf8
    appendJSONString(heading.text, to: &json)
    json += "}".utf8
  }
  json += "],\n\"links\": [".utf8
  for (index, link) in article.links.enumerated() {
    let (line, column) = source.lineAndColumn(at: link.range.lowerBound)
    json += (index == 0 ? "\n" : ",\n").utf8
    json += "{\"kind\": \"\(link.kind.name)\", \"destination\": ".utf8
    appendJSONString(link.destination, to: &json)
    json += ", \"text\": ".utf8
    appendJSONString(link.text, to: &json)
    json += ", \"line\": \(line), \"column\": \(column)}".utf8
  }
  json += "],\n\"text\": ".utf8
  appendJSONString(article.body?.text.inMemory ?? [], to: &json)
  json += ",\n\"problems\": ".utf8
  json += draw(article.problems, as: .json, color: false, limit: nil)
  json += "}\n".utf8
  return (json, article.problems)
}

/// Reads a YAML or JSON file and writes it as JSON.
public func inspectData(_ source: SourceText) -> (json: [UInt8], problems: [Diagnostic]) {
  let textProblems = checkText(source, kind: .data)
  guard !textProblems.contains(where: { $0.severity == .error }) else { return ([], textProblems) }
  let (node, problems) = parseData(source)
  var json: [UInt8] = []
  appendJSON(node, pretty: true, to: &json)
  json.append(UInt8(ascii: "\n"))
  return (json, textProblems + problems)
}

extension LinkKind {
  fileprivate var name: String {
    switch self {
    case .link: "link"
    case .picture: "picture"
    case .rawAttribute: "html"
    }
  }
}

extension Article {
  /// The HTML with every hole filled with what the article says.
  fileprivate func htmlAsWritten() -> [UInt8] {
    var output: [UInt8] = []
    var copied = 0
    let body = body ?? ArticleBody()
    let html = body.html.inMemory
    for hole in body.holes {
      output += html[copied..<Int(hole.offset)]
      copied = Int(hole.offset)
      guard hole.kind != .idPrefix, hole.link >= 0 else { continue }
      if hole.kind == .picture { output += " src=\"".utf8 }
      appendEscaped(links[Int(hole.link)].destination, to: &output)
      if hole.kind == .picture { output.append(UInt8(ascii: "\"")) }
    }
    return output + html[copied...]
  }
}
