// Stage 3: all articles → `Site`: what is published, in which order, under which address, and what
// belongs together. Pure, serial and cheap: it moves indices, not text.

import Metadata
import Nordic
import Reporting

/// Puts the magazine together.
///
/// - Parameters:
///   - articles: by path; see `compose`.
///   - files: what is copied.
///   - now: the build's instant, in the site's zone.
func assemble(
  _ articles: [Article], _ files: [Source], _ settings: Settings, _ request: BuildRequest,
  now: Moment
) -> Site {
  var site = Site(
    settings: settings, now: now, articles: articles,
    states: articles.map { state(of: $0, request, now: now) },
    sitePaths: [String](repeating: "", count: articles.count))
  site.sectionOf = [Int](repeating: -1, count: articles.count)
  site.tagsOf = [[Int]](repeating: [], count: articles.count)
  site.authorsOf = [[Author]](repeating: [], count: articles.count)
  site.translationsOf = [[Int]](repeating: [], count: articles.count)
  site.previousOf = [Int](repeating: -1, count: articles.count)
  site.nextOf = [Int](repeating: -1, count: articles.count)
  site.articleBySource.reserveCapacity(articles.count)
  for index in articles.indices { site.articleBySource[articles[index].source.name] = index }
  site.findSections()
  site.giveAddresses(jobs: request.jobs)
  site.joinTranslations()
  site.order()
  site.collectTerms(jobs: request.jobs)
  site.placeFiles(files)
  return site
}

/// Whether an article is published at an instant, and why not.
func state(of article: Article, _ request: BuildRequest, now: Moment) -> PublicationState {
  guard article.isReadable else { return .broken }
  guard article.placement.role == .article else { return .published }
  let metadata = article.metadata
  if metadata.isDraft, !request.drafts { return .draft }
  if let start = metadata.publishDate?.value ?? metadata.date?.value, start.unix > now.unix,
    !request.future
  {
    return .scheduled(start)
  }
  if let end = metadata.expires?.value, end.unix <= now.unix, !request.expired {
    return .expired(end)
  }
  return .published
}

extension Site {
  /// Every first folder with an article that is published, or with an `_index.md`.
  fileprivate mutating func findSections() {
    var byName: [String: Int] = [:]
    for index in articles.indices {
      let place = articles[index].placement
      let isIndex = place.role == .section
      if isIndex, place.folder.isEmpty {
        if place.fileLanguage == nil || place.fileLanguage == settings.language { homeText = index }
        continue
      }
      guard isIndex || place.role == .article, !place.section.isEmpty,
        place.section != "people", place.section != "organizations", isPublished(index)
      else { continue }
      let number = byName[place.section] ?? sections.count
      if number == sections.count {
        byName[place.section] = number
        sections.append(section(named: place.section))
      }
      if isIndex {
        if place.fileLanguage == nil || place.fileLanguage == settings.language {
          describe(&sections[number], by: index)
        }
      } else {
        sectionOf[index] = number
      }
    }
    let order = sections.indices.sorted { left, right in
      let (a, b) = (sections[left], sections[right])
      if a.weight != b.weight { return a.weight < b.weight }
      return collationKey(a.title, in: settings.language)
        .lexicographicallyPrecedes(collationKey(b.title, in: settings.language))
    }
    var place = [Int](repeating: -1, count: sections.count)
    for (new, old) in order.enumerated() { place[old] = new }
    sections = order.map { sections[$0] }
    for index in sectionOf.indices where sectionOf[index] >= 0 {
      sectionOf[index] = place[sectionOf[index]]
    }
  }

  private func section(named name: String) -> Section {
    let set = settings.sections[name]
    let path = settings.paths[.section].filled([("section", folderSlug(name))])
    return Section(
      name: name, title: set?.title ?? capitalized(name), description: set?.description, text: -1,
      type: set?.type ?? usualType(ofFolder: name), weight: set?.weight ?? 0,
      pageSize: set?.pageSize ?? settings.pageSize, template: set?.template,
      sitePath: path, articles: [])
  }

  private func describe(_ section: inout Section, by index: Int) {
    let profile = articles[index].profile
    section.text = index
    section.title = profile.name ?? section.title
    section.description = profile.description ?? section.description
    section.type = profile.type ?? section.type
    section.weight = profile.weight ?? section.weight
    section.pageSize = profile.pageSize ?? section.pageSize
    section.template = profile.template ?? section.template
  }

  /// Which article stands for its translations in lists, and the order of everything.
  fileprivate mutating func order() {
    let shown = articles.indices.filter { index in
      articles[index].placement.role == .article && isPublished(index) && isPrimary(index)
    }
    let dated = shown.filter { date(of: $0) != nil }
    let moments = articles.indices.map { date(of: $0)?.unix ?? 0 }
    listed = dated.filter { sectionOf[$0] >= 0 }.sorted { left, right in
      moments[left] != moments[right] ? moments[left] > moments[right] : left < right
    }
    published = articles.indices.filter { !sitePaths[$0].isEmpty }.sorted { left, right in
      moments[left] != moments[right] ? moments[left] > moments[right] : left < right
    }
    rootPages = byWeight(shown.filter { sectionOf[$0] < 0 })
    for index in listed { sections[sectionOf[index]].articles.append(index) }
    for section in sections.indices {
      let list = sections[section].articles
      for (newer, older) in zip(list, list.dropFirst()) {
        previousOf[newer] = older
        nextOf[older] = newer
      }
    }
    for index in byWeight(shown.filter { sectionOf[$0] >= 0 && date(of: $0) == nil }) {
      sections[sectionOf[index]].articles.append(index)
    }
    for index in listed {
      let year = date(of: index)?.civil.year ?? 0
      if years.last?.number != year {
        let path = settings.paths[.archive].filled([("year", String(year))])
        years.append(Year(number: year, sitePath: path, articles: []))
      }
      years[years.count - 1].articles.append(index)
    }
  }

  private func byWeight(_ indices: [Int]) -> [Int] {
    let keys = indices.map { index in
      (
        articles[index].metadata.weight?.value ?? 0,
        collationKey(articles[index].title, in: settings.language), index
      )
    }
    return keys.sorted { left, right in
      if left.0 != right.0 { return left.0 < right.0 }
      if left.1 != right.1 { return left.1.lexicographicallyPrecedes(right.1) }
      return left.2 < right.2
    }.map(\.2)
  }

  private func isPrimary(_ index: Int) -> Bool {
    translationsOf[index].allSatisfy { rank(index) < rank($0) }
  }

  /// The site's language first, then the file without a language in its name, then by path.
  private func rank(_ index: Int) -> (Int, Int, Int) {
    (
      articles[index].language == settings.language ? 0 : 1,
      articles[index].placement.fileLanguage == nil ? 0 : 1, index
    )
  }

  /// `name.nb.md` beside `name.md`, and `translation_of:`.
  fileprivate mutating func joinTranslations() {
    var groups: [[Int]] = []
    var numbers: [String: Int] = [:]
    numbers.reserveCapacity(articles.count)
    for index in articles.indices
    where articles[index].placement.role == .article && isPublished(index) {
      var key = articles[index].placement.translationKey
      if let original = articles[index].metadata.translationOf {
        if let target = find(original.value, from: articles[index]) {
          key = articles[target].placement.translationKey
        } else {
          report(unknownReference(original.value, "translation_of"), at: original.range, in: index)
        }
      }
      if let number = numbers[key] {
        groups[number].append(index)
      } else {
        numbers[key] = groups.count
        groups.append([index])
      }
    }
    for group in groups where group.count > 1 {
      let ordered = group.sorted { left, right in
        let (a, b) = (languageOrder(left), languageOrder(right))
        return a != b ? a < b : left < right
      }
      for (before, after) in zip(ordered, ordered.dropFirst())
      where articles[before].language == articles[after].language
        // `x.md` beside `x/index.md`: that there is one address for two says it all.
        && sitePaths[before] != sitePaths[after]
      {
        report(
          Diagnostic(
            .error, "T255", "two translations of one article are in the same language",
            notes: ["the other one is \(articles[before].path)"],
            help: ["write `lang: …` in one of them, or give one another name"]),
          at: articles[after].metadata.language?.range ?? 0..<0, in: after)
      }
      for index in ordered { translationsOf[index] = ordered.filter { $0 != index } }
    }
  }

  private func languageOrder(_ index: Int) -> Int {
    Language.allCases.firstIndex(of: articles[index].language) ?? 0
  }
}

extension Site {
  /// Finds the article somebody refers to: a path from their folder or from `content/`, with or
  /// without `.md`, an id, or an address.
  func find(_ reference: String, from article: Article) -> Int? {
    let name = normalized(reference)
    let near = joined(folder(of: article.source.name), name)
    for path in [near, name.hasPrefix("/") ? String(name.dropFirst()) : name].compactMap({ $0 }) {
      for candidate in [path, path + ".md", path + "/index.md"] {
        if let index = articleBySource[candidate] { return index }
      }
    }
    return articles.indices.first { sitePaths[$0] == name || articles[$0].id == name }
  }

  func unknownReference(_ name: String, _ key: String) -> Diagnostic {
    let known = articles.filter { $0.placement.role == .article }.map {
      withoutExtension($0.source.name)
    }
    return Diagnostic(
      .error, "T254", "`\(key)` names an article that is not there: `\(name)`",
      help: [
        suggestion(for: name, in: known) ?? "write its path below content/, such as `blog/x.md`"
      ])
  }
}

private func capitalized(_ name: String) -> String {
  let text = name.split(separator: "-").joined(separator: " ")
  return text.prefix(1).uppercased() + text.dropFirst()
}
