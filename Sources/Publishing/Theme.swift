// Templates, assets and words, each looked up file by file: what the site overrides
// (`content/_theme/`), the theme (`themes/NAME/`), the theme built into the program.

import Metadata
import Nordic
import Reporting

/// One file of a theme.
public struct ThemeFile: Sendable {
  /// The path below the theme, `templates/article.html`; below its folder once it is sorted there.
  public var name: String
  /// The path people know it by, for messages.
  public var path: String
  /// The content.
  public var bytes: [UInt8]

  /// Makes a file of a theme.
  public init(name: String, path: String, bytes: [UInt8]) {
    self.name = name
    self.path = path
    self.bytes = bytes
  }
}

/// A theme with what the site overrides put over it.
struct Theme: Sendable {
  /// By name below `templates/`, sorted.
  var templates: [ThemeFile] = []
  /// By name below `assets/`, sorted.
  var assets: [ThemeFile] = []
  /// By name below `archetypes/`, sorted.
  var archetypes: [ThemeFile] = []
  var words: [Language: [String: Word]] = [:]
  /// Every file words come from.
  var wordFiles: [ThemeFile] = []
  /// `undefined: lenient` in `theme.yaml`.
  var isLenient = false
  var problems: [Diagnostic] = []
}

/// A word of a theme's `i18n` files; with a count it may have two forms.
struct Word: Sendable {
  var one: String?
  var other: String
}

/// Reads the theme a site uses.
///
/// - Parameter named: where `theme:` stands in the settings, for the problem that there is none.
func readTheme(
  _ name: String, named place: Place?, root: String, builtIn: [ThemeFile], on disk: Disk
) throws(FileProblem) -> Theme {
  var theme = Theme()
  let folders = ["content/_theme", "themes/" + name]
  let exists = disk.facts(root + "/" + folders[1])?.kind == .folder
  if !exists, name != "avis" {
    let known = (try? disk.list(root + "/themes"))?.filter { $0.kind == .folder }.map(\.name) ?? []
    theme.problems.append(
      Diagnostic(
        .error, "T060", "there is no theme called `\(name)`", at: place,
        notes: ["looked for the folder themes/\(name)"],
        help: [suggestion(for: name, in: known + ["avis"]) ?? "the built-in theme is called `avis`"]
      ))
  }
  var layers: [[ThemeFile]] = []
  for folder in folders { layers.append(try readFiles(folder, "", root: root, on: disk)) }
  layers.append(builtIn)
  var seen: Set<String> = []
  for file in layers.joined() where !file.name.hasPrefix("i18n/") {
    guard seen.insert(file.name).inserted else { continue }
    theme.sort(file)
  }
  for layer in layers.reversed() {
    for file in layer where file.name.hasPrefix("i18n/") { theme.addWords(file) }
  }
  for list in [\Theme.templates, \Theme.assets, \Theme.archetypes] {
    theme[keyPath: list].sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
  for file in theme.templates + theme.archetypes {
    theme.problems += checkText(SourceText(path: file.path, bytes: file.bytes), kind: .data)
  }
  return theme
}

private func readFiles(
  _ top: String, _ below: String, root: String, on disk: Disk
) throws(FileProblem) -> [ThemeFile] {
  let path = below.isEmpty ? top : top + "/" + below
  guard disk.facts(root + "/" + path)?.kind == .folder else { return [] }
  var files: [ThemeFile] = []
  for entry in try disk.list(root + "/" + path) where !isLeftover(entry.name) && entry.isReadable {
    let name = below.isEmpty ? entry.name : below + "/" + entry.name
    switch disk.facts(root + "/" + top + "/" + name)?.kind {
    case .folder: files += try readFiles(top, name, root: root, on: disk)
    case .file:
      let bytes = try disk.read(root + "/" + top + "/" + name)
      files.append(ThemeFile(name: normalized(name), path: top + "/" + name, bytes: bytes))
    default: continue
    }
  }
  return files
}

private func isLeftover(_ name: String) -> Bool {
  name.hasPrefix(".") || name.hasSuffix("~") || name.hasSuffix(".swp") || name == "4913"
}

extension Theme {
  fileprivate mutating func sort(_ file: ThemeFile) {
    for (folder, list) in [
      ("templates/", \Theme.templates), ("assets/", \Theme.assets),
      ("archetypes/", \Theme.archetypes),
    ] where file.name.hasPrefix(folder) {
      var file = file
      file.name.removeFirst(folder.count)
      self[keyPath: list].append(file)
    }
    if file.name == "theme.yaml" { readDescription(file) }
  }

  private mutating func readDescription(_ file: ThemeFile) {
    let source = SourceText(path: file.path, bytes: file.bytes)
    let (node, problems) = parseYAML(source)
    self.problems += problems
    guard case .map(let map) = node.value else { return }
    var reader = MapReader(map, in: source)
    isLenient = reader.oneOf("undefined", ["strict", "lenient"])?.value == "lenient"
    self.problems += reader.diagnostics
  }

  fileprivate mutating func addWords(_ file: ThemeFile) {
    let name = baseName(of: file.name)
    guard let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")),
      let language = Language(rawValue: String(name[..<dot]))
    else { return }
    wordFiles.append(file)
    let source = SourceText(path: file.path, bytes: file.bytes)
    let (node, problems) = parseYAML(source)
    self.problems += problems
    guard case .map(let map) = node.value else { return }
    for entry in map.entries {
      if let word = Word(entry.node) {
        words[language, default: [:]][entry.key] = word
      } else {
        self.problems.append(
          Diagnostic(
            .error, "T061", "a word is a text, or `{one: …, other: …}`",
            at: source.place(entry.node.range)))
      }
    }
  }
}

extension Word {
  fileprivate init?(_ node: Node) {
    switch node.value {
    case .map(let forms):
      guard let other = forms["other"] else { return nil }
      self.init(one: forms["one"]?.text, other: other.text)
    case .list: return nil
    default: self.init(one: nil, other: node.text)
    }
  }
}
