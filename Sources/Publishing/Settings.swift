// `content/site.yaml`: what a magazine says about itself, and what it says when it says nothing.
//
// Every key is listed in ARCHITECTURE.md. Reading never fails; it yields settings and problems.

import Metadata
import Nordic
import Reporting

/// A magazine's settings.
struct Settings: Sendable {
  var title = ""
  var tagline: [Language: String] = [:]
  var base = BaseURL.none
  var language = Language.da
  var zone = Zone.utc
  var publisher: Party?
  var editor: Party?
  var contact: String?
  var copyright: String?
  /// A path below `content/`, and where it stands.
  var logo: PicturePath?
  var image: PicturePath?
  var theme = "avis"
  var themePlace: Place?
  var sections: [String: SectionSettings] = [:]
  var menus: [Menu] = []
  var pageSize = 10
  var feedCount = 20
  var feedsHoldContent = true
  var paths = PathPatterns(language: .da)
  /// The plain index is for other programs; the site's own search has another.
  var off: Set<Output> = [.indexJSON, .nginxRedirects, .netlify]
  var allowsRawHTML = true
  /// In bytes.
  var fileSizeLimit = 1 << 20
  var extra = Map()

  /// A copy for reviewers: every page says so, and search engines are kept away.
  var isReview = false

  func isOn(_ output: Output) -> Bool { !off.contains(output) }

  /// Search engines are shown the way where there is an address, and it is for everybody.
  var hasSitemap: Bool { base.isKnown && isOn(.sitemap) && !isReview }

  /// The tagline for readers of a language, else the site's.
  func tagline(in language: Language) -> String? { tagline[language] ?? tagline[self.language] }
}

/// Somebody who answers for the magazine.
struct Party: Sendable, Hashable {
  var name: String
  var url: String?
  var email: String?
}

/// A picture that settings name.
struct PicturePath: Sendable {
  var path: String
  var alt: String
  var place: Place
  /// The path and its place in an article's file, which is read again for a problem.
  var source: Located<String>?
}

/// What `sections:` says about one folder.
struct SectionSettings: Sendable {
  var title: String?
  var type: String?
  var description: String?
  var weight: Int?
  var pageSize: Int?
  var template: String?
}

/// A menu of the theme, such as `main`.
struct Menu: Sendable {
  var name: String
  var entries: [Entry]

  /// One line of a menu.
  struct Entry: Sendable {
    /// `nil`: the title of the page it leads to.
    var title: String?
    var destination: String
    var place: Place
  }
}

/// Reads the settings.
///
/// - Parameters:
///   - source: `content/site.yaml`, or `nil` where there is none.
///   - baseURL: from the command line; wins over the file.
func readSettings(_ source: SourceText?, baseURL: String?) -> (Settings, [Diagnostic]) {
  guard let source else {
    var settings = SettingsReading(
      map: Map(), source: SourceText(path: "content/site.yaml", bytes: []))
    settings.readAll(baseURL: baseURL)
    return (
      settings.settings,
      settings.problems + [
        Diagnostic(
          .note, "T062", "there is no content/site.yaml, so the defaults are used",
          help: ["write one with `title`, `base_url` and `language`"])
      ]
    )
  }
  let textProblems = checkText(source)
  guard !textProblems.contains(where: { $0.severity == .error }) else {
    return (Settings(), textProblems)
  }
  let (node, problems) = parseYAML(source)
  var map = Map()
  var more: [Diagnostic] = []
  switch node.value {
  case .map(let found): map = found
  case .null: break
  default:
    more.append(
      Diagnostic(
        .error, "T063", "the settings are not keys and values",
        at: source.place(at: node.range.lowerBound),
        help: ["write one `key: value` to a line, such as `title: Magasinet`"]))
  }
  var reading = SettingsReading(map: map, source: source)
  reading.readAll(baseURL: baseURL)
  return (reading.settings, textProblems + problems + more + reading.problems)
}

private struct SettingsReading {
  var reader: MapReader
  let source: SourceText
  var settings = Settings()
  private var own: [Diagnostic] = []

  var problems: [Diagnostic] { reader.diagnostics + own }

  init(map: Map, source: SourceText) {
    reader = MapReader(map, in: source)
    self.source = source
  }

  mutating func readAll(baseURL: String?) {
    settings.language = language()
    let isEnglish = settings.language == .en
    settings.title = reader.string("title")?.value ?? (isEnglish ? "Magazine" : "Magasin")
    settings.tagline = tagline()
    settings.base = base(baseURL)
    settings.zone = zone()
    settings.publisher = party("publisher")
    settings.editor = party("editor")
    settings.contact = reader.string("contact")?.value
    settings.copyright = reader.string("copyright")?.value
    settings.logo = picture("logo")
    settings.image = picture("image")
    settings.themePlace = reader.node("theme").map { source.place($0.range) }
    settings.theme = themeName()
    settings.sections = sections()
    settings.menus = menus()
    settings.pageSize = int("page_size", in: 1...1000) ?? 10
    readFeeds()
    settings.paths = paths()
    settings.off = outputs()
    settings.allowsRawHTML = reader.bool("unsafe_html")?.value ?? true
    if let limits = reader.map("limits") {
      var limits = MapReader(limits, in: source)
      settings.fileSizeLimit = max(1, limits.int("file_size")?.value ?? 1 << 20)
      finish(&limits)
    }
    if let extra = reader.map("extra") { settings.extra = extra }
    reader.reportUnknownKeys()
  }

  private mutating func finish(_ reader: inout MapReader) {
    reader.reportUnknownKeys()
    own += reader.diagnostics
  }

  private mutating func language() -> Language {
    guard let node = reader.node("language"), let text = reader.string("language")?.value else {
      return .da
    }
    if let language = Language(code: text) { return language }
    own.append(
      Diagnostic(
        .error, "T064", "`\(text)` is not a language of the magazine", at: source.place(node.range),
        help: ["write `da`, `nb`, `nn` or `en`"]))
    return .da
  }

  private mutating func zone() -> Zone {
    let standard =
      switch settings.language {
      case .da: "Europe/Copenhagen"
      case .nb, .nn: "Europe/Oslo"
      case .en: "UTC"
      }
    guard let node = reader.node("time_zone"), let name = reader.string("time_zone")?.value else {
      return Zone(standard) ?? .utc
    }
    if let zone = Zone(name) { return zone }
    own.append(
      Diagnostic(
        .error, "T065", "`\(name)` is not a time zone Tidende knows", at: source.place(node.range),
        help: [suggestion(for: name, in: Zone.names) ?? "write a name such as `\(standard)`"]))
    return .utc
  }

  private mutating func base(_ fromCommand: String?) -> BaseURL {
    let node = reader.node("base_url")
    let written = reader.string("base_url")?.value
    guard let text = fromCommand ?? written, !text.isEmpty else { return .none }
    if let base = BaseURL(text) { return base }
    own.append(
      Diagnostic(
        .error, "T066", "`\(text)` is not an address a magazine can be published at",
        at: fromCommand == nil ? node.map { source.place($0.range) } : nil,
        help: ["write it whole, such as `https://example.org/` or `https://example.org/blad/`"]))
    return .none
  }

  private mutating func tagline() -> [Language: String] {
    guard let node = reader.node("tagline") else { return [:] }
    guard case .map(let map) = node.value else {
      return (reader.string("tagline")?.value).map { [settings.language: $0] } ?? [:]
    }
    var lines: [Language: String] = [:]
    var inner = MapReader(map, in: source)
    for language in Language.allCases { lines[language] = inner.string(language.rawValue)?.value }
    finish(&inner)
    return lines
  }

  private mutating func party(_ key: String) -> Party? {
    guard let node = reader.node(key) else { return nil }
    guard case .map(let map) = node.value else {
      return (reader.string(key)?.value).map { Party(name: $0) }
    }
    var inner = MapReader(map, in: source)
    let party = Party(
      name: inner.string("name")?.value ?? "", url: inner.url("url")?.value,
      email: inner.string("email")?.value)
    finish(&inner)
    return party
  }

  private mutating func picture(_ key: String) -> PicturePath? {
    guard let node = reader.node(key) else { return nil }
    let place = source.place(node.range)
    guard case .map(let map) = node.value else {
      return (reader.string(key)?.value).map { PicturePath(path: $0, alt: "", place: place) }
    }
    var inner = MapReader(map, in: source)
    let path = inner.string("src")?.value
    let alt = inner.string("alt")?.value ?? ""
    finish(&inner)
    return path.map { PicturePath(path: $0, alt: alt, place: place) }
  }

  private mutating func themeName() -> String {
    guard let name = reader.string("theme")?.value else { return "avis" }
    guard !name.isEmpty, !name.hasPrefix("."), !name.contains("/"), !name.contains("\\") else {
      own.append(
        Diagnostic(
          .error, "T060", "`\(name)` is not the name of a theme", at: settings.themePlace,
          help: ["write the name of a folder in themes/"]))
      return "avis"
    }
    return name
  }

  private mutating func int(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let node = reader.node(key), let value = reader.int(key)?.value else { return nil }
    if range.contains(value) { return value }
    own.append(outOfRange(key, range, node))
    return nil
  }

  private func outOfRange(_ key: String, _ range: ClosedRange<Int>, _ node: Node) -> Diagnostic {
    Diagnostic(
      .error, "T067",
      "`\(key)` is a number from \(range.lowerBound) to \(range.upperBound)",
      at: source.place(node.range))
  }

  private mutating func readFeeds() {
    guard let map = reader.map("feeds") else { return }
    var inner = MapReader(map, in: source)
    if let node = inner.node("count"), let count = inner.int("count")?.value {
      if 1...1000 ~= count {
        settings.feedCount = count
      } else {
        own.append(outOfRange("count", 1...1000, node))
      }
    }
    settings.feedsHoldContent = inner.oneOf("content", ["full", "summary"])?.value != "summary"
    finish(&inner)
  }

  private mutating func sections() -> [String: SectionSettings] {
    guard let map = reader.map("sections") else { return [:] }
    var sections: [String: SectionSettings] = [:]
    for entry in map.entries {
      guard case .map(let inner) = entry.node.value else {
        sections[entry.key] = SectionSettings(title: entry.node.text)
        continue
      }
      var reader = MapReader(inner, in: source)
      sections[entry.key] = SectionSettings(
        title: reader.string("title")?.value, type: reader.oneOf("type", articleTypes)?.value,
        description: reader.string("description")?.value, weight: reader.int("weight")?.value,
        pageSize: (reader.int("page_size")?.value).map { max(1, min($0, 1000)) },
        template: reader.string("template")?.value)
      finish(&reader)
    }
    return sections
  }

  private mutating func menus() -> [Menu] {
    guard let map = reader.map("menus") else { return [] }
    return map.entries.map { entry in
      var menu = Menu(name: entry.key, entries: [])
      guard case .list(let nodes) = entry.node.value else {
        own.append(
          Diagnostic(
            .error, "T068", "a menu is a list", at: source.place(entry.node.range),
            help: ["write each entry on a line of its own: `- {title: …, url: /om/}`"]))
        return menu
      }
      for node in nodes {
        let place = source.place(node.range)
        if case .map(let inner) = node.value {
          var reader = MapReader(inner, in: source)
          let title = reader.string("title")?.value
          if let url = reader.url("url")?.value {
            let urlPlace = reader.node("url").map { source.place($0.range) } ?? place
            menu.entries.append(Menu.Entry(title: title, destination: url, place: urlPlace))
          }
          finish(&reader)
        } else {
          menu.entries.append(Menu.Entry(title: nil, destination: node.text, place: place))
        }
      }
      return menu
    }
  }

  private mutating func paths() -> PathPatterns {
    var patterns = PathPatterns(language: settings.language)
    guard let map = reader.map("paths") else { return patterns }
    var inner = MapReader(map, in: source, name: "paths")
    for name in PathName.allCases {
      guard let pattern = inner.string(name.rawValue) else { continue }
      let text = pattern.value
      if let problem = PathPattern.problem(text, names: name.names, required: name.required) {
        own.append(
          Diagnostic(
            .error, "T069", "`\(text)` cannot be a path: \(problem)",
            at: source.place(pattern.range)))
      } else {
        patterns[name] = PathPattern(text: text)
      }
    }
    finish(&inner)
    return patterns
  }

  private mutating func outputs() -> Set<Output> {
    var off = settings.off
    guard let map = reader.map("outputs") else { return off }
    var inner = MapReader(map, in: source)
    for output in Output.allCases {
      guard let isOn = inner.bool(output.rawValue)?.value else { continue }
      if isOn { off.remove(output) } else { off.insert(output) }
    }
    finish(&inner)
    return off
  }
}

/// The article types of the content model.
let articleTypes = ["editorial", "blog", "news", "agenda", "minutes", "event", "page"]

/// The language of the magazine in a folder; Danish where its settings cannot be read.
public func siteLanguage(in root: String, on disk: Disk) -> Language {
  let path = root + "/content/site.yaml"
  guard let bytes = try? disk.read(path) else { return .da }
  return readSettings(SourceText(path: path, bytes: bytes), baseURL: nil).0.language
}
