// Stage 2: one Markdown file → `Article`. Pure but for reading that one file; runs in parallel.

import Markdown
import Metadata
import Nordic
import Reporting

/// What every article is composed with.
struct ComposeOptions: Sendable {
  /// The `content` folder on the disk.
  var folder: String
  var language: Language
  var zone: Zone
  var allowsRawHTML: Bool
  /// In bytes.
  var fileSizeLimit: Int
  var keepsText: Bool
  var keepsIndexText = false
  var keepsLinkTexts = false
  /// The `type` of each section that has one.
  var sectionTypes: [String: String]

  init(_ settings: Settings, folder: String) {
    self.folder = folder
    language = settings.language
    zone = settings.zone
    allowsRawHTML = settings.allowsRawHTML
    fileSizeLimit = settings.fileSizeLimit
    keepsText = settings.isOn(.search)
    keepsIndexText = settings.isOn(.indexJSON)
    sectionTypes = settings.sections.compactMapValues(\.type)
  }

  /// The digest of all that an article depends on beside its file.
  var digest: Digest {
    var input = DigestInput()
    for text in [language.rawValue, zone.name, "\(allowsRawHTML) \(keepsText) \(keepsIndexText)"] {
      input.add(text)
    }
    input.add(fileSizeLimit)
    for (name, type) in sectionTypes.sorted(by: { $0.key < $1.key }) {
      input.add(name + " " + type)
    }
    return input.digest
  }
}

/// One text of this build, or what is remembered of it.
///
/// - Parameters:
///   - number: its place among the texts of this build.
///   - seen: the last build's texts.
func compose(
  _ source: Source, _ number: Int, _ options: ComposeOptions, after seen: SeenTexts?,
  on disk: Disk
) -> Article {
  guard let seen, let stat = source.stat, stat.size <= options.fileSizeLimit else {
    return compose(source, options, on: disk)
  }
  if let fingerprint = seen.fingerprint(of: number, stat),
    let article = seen.article(number, source, fingerprint: fingerprint)
  {
    return article
  }
  guard seen.places[number] >= 0,
    let bytes = try? disk.read(options.folder + "/" + source.path)
  else { return compose(source, options, on: disk) }
  let fingerprint = digest(of: bytes)
  if let article = seen.article(number, source, fingerprint: fingerprint) { return article }
  let text = SourceText(path: "content/" + source.name, bytes: bytes)
  return composeText(text, source, Placement(source.name), options)
}

/// Reads and composes one file.
func compose(_ source: Source, _ options: ComposeOptions, on disk: Disk) -> Article {
  let placement = Placement(source.name)
  let path = "content/" + source.name
  let size = source.stat?.size ?? 0
  guard size <= options.fileSizeLimit else {
    let problem = Diagnostic(
      .error, "T905", "the file is larger than \(options.fileSizeLimit) bytes", at: .file(path),
      notes: ["it has \(size) bytes"],
      help: ["split it, or raise `limits: {file_size: …}` in content/site.yaml"])
    return Article(unreadable: source, placement, options, [problem])
  }
  let bytes: [UInt8]
  do {
    bytes = try disk.read(options.folder + "/" + source.path)
  } catch {
    guard disk.facts(options.folder + "/" + source.path) != nil else {
      let problem = Diagnostic(
        .warning, "T906", "the file disappeared during the build", at: .file(path))
      return Article(unreadable: source, placement, options, [problem])
    }
    let problem = Diagnostic(
      .error, "T902", "cannot read the file: \(error.reason)", at: .file(path),
      help: error.help.map { [$0] } ?? [])
    return Article(unreadable: source, placement, options, [problem])
  }
  return composeText(SourceText(path: path, bytes: bytes), source, placement, options)
}

/// Composes a text that is already in memory and may be anything.
func composeText(
  _ text: SourceText, _ source: Source, _ placement: Placement, _ options: ComposeOptions
) -> Article {
  let problems = checkText(text)
  let fingerprint = digest(of: text.bytes)
  guard !problems.contains(where: { $0.severity == .error }) else {
    return Article(unreadable: source, placement, options, problems)
  }
  let bytes = problems.isEmpty ? text.bytes : removingControlCharacters(text.bytes)
  return composeChecked(
    SourceText(path: text.path, bytes: bytes), source, placement, options, problems, fingerprint)
}

/// Composes a text that is valid.
private func composeChecked(
  _ text: SourceText, _ source: Source, _ placement: Placement, _ options: ComposeOptions,
  _ textProblems: [Diagnostic], _ fingerprint: Digest
) -> Article {
  let head = readFrontMatter(text)
  let isArticle = placement.role == .article
  let (metadata, problems) = readArticle(
    head.map, in: text,
    options: ArticleOptions(
      zone: options.zone, language: placement.fileLanguage ?? options.language,
      fileStem: placement.name, isUnderDrafts: placement.isInDrafts,
      requiresDate: isArticle && !placement.section.isEmpty
        && options.sectionTypes[placement.section] != "page",
      isWhole: head.isWhole))
  var article = Article(
    unreadable: source, placement, options, textProblems + head.diagnostics)
  article.isReadable = true
  article.fingerprint = fingerprint
  article.metadata = metadata
  if isArticle {
    article.problems += problems
  } else {
    article.readProfile(head.map, in: text)
  }
  article.language = metadata.language?.value ?? article.language
  let document = renderMarkdown(
    text, from: head.bodyOffset,
    options: MarkdownOptions(
      language: article.language, allowsRawHTML: options.allowsRawHTML,
      limits: MarkdownLimits(bytes: options.fileSizeLimit)))
  article.take(
    document, options)
  article.slug = article.ownSlug(in: text)
  article.listing = listingDigest(of: article)
  return article
}

extension Article {
  /// An article of which nothing is known but its place.
  fileprivate init(
    unreadable source: Source, _ placement: Placement, _ options: ComposeOptions,
    _ problems: [Diagnostic]
  ) {
    self.init(
      source: source, placement: placement, metadata: ArticleMetadata(),
      language: placement.fileLanguage ?? options.language, body: ArticleBody(),
      summary: "", slug: placement.name, problems: problems, isReadable: false)
  }

  fileprivate mutating func take(
    _ document: Document, _ options: ComposeOptions
  ) {
    var body = ArticleBody(
      html: .here(document.html), holes: document.holes, outline: document.outline)
    links = document.links
    // A build needs to know where links lead, not what they say.
    if !options.keepsLinkTexts { for index in links.indices { links[index].text = "" } }
    ids = document.ids
    wordCount = document.wordCount
    problems += document.problems
    summary = metadata.summary?.value ?? metadata.deck?.value ?? document.summary
    if options.keepsText { body.text = .here(document.text) }
    if options.keepsIndexText {
      var text: [UInt8] = []
      text.reserveCapacity(document.text.count + document.text.count / 16 + 2)
      appendJSONString(document.text, to: &text)
      body.indexText = .here(text)
    }
    self.body = body
  }

  fileprivate mutating func readProfile(_ map: Map, in text: SourceText) {
    var reader = MapReader(map, in: text)
    profile.name = (reader.string("name") ?? reader.string("title"))?.value
    profile.role = reader.string("role")?.value
    profile.organization = (reader.string("org") ?? reader.string("organization"))?.value
    profile.url = reader.url("url")?.value
    profile.email = reader.email("email")?.value
    let photo = reader.url("photo")
    let alt = reader.string("photo_alt")?.value ?? ""
    profile.photo = photo.map {
      PicturePath(path: $0.value, alt: alt, place: .file(text.path), source: $0)
    }
    profile.type = reader.oneOf("type", articleTypes)?.value
    profile.description = (reader.text("description") ?? reader.text("summary"))?.value
    profile.weight = reader.int("weight")?.value
    profile.pageSize = (reader.int("page_size")?.value).map { max(1, min($0, 1000)) }
    profile.template = reader.string("template")?.value
    if let extra = reader.map("extra") { profile.extra = extra }
    problems += reader.diagnostics
    if placement.role == .person, profile.name == nil {
      problems.append(
        Diagnostic(
          .error, "T251", "the person has no name", at: text.place(at: 0),
          help: ["write `name: …` at the top, between two lines of `---`"]))
    }
  }

  /// The slug its metadata gives, else that of its file's name; never empty.
  fileprivate mutating func ownSlug(in text: SourceText) -> String {
    if let given = metadata.slug { return given.value }
    let own = Nordic.slug(
      metadata.fileSlug.isEmpty ? placement.name : metadata.fileSlug, in: language)
    if !own.isEmpty { return own }
    problems.append(
      Diagnostic(
        .error, "T301", "no address can be made from the file's name", at: .file(path),
        help: ["rename the file with letters and digits, or write `slug: …`"]))
    return placement.name
  }
}
