// The value of each fact, as a digest: what a later build compares.
//
// Lists are digested by what their members are called, not by their contents: an article in a list
// that changes is a fact of its own. An article is named by its path, a tag by its slug.

import Metadata
import Nordic

/// What is put in, in order, each with its length, so that no two inputs run together.
struct DigestInput {
  private var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(256) }

  mutating func add(_ number: Int) {
    withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func add(_ text: String?) {
    guard let text else { return add(-1) }
    add(text)
  }

  mutating func add(_ text: [UInt8]) {
    add(text.count)
    bytes.append(contentsOf: text)
  }

  mutating func add(_ digest: Digest) {
    add(Int(truncatingIfNeeded: digest.high))
    add(Int(truncatingIfNeeded: digest.low))
  }

  var digest: Digest { Publishing.digest(of: bytes) }
}

extension Shelf {
  /// The digest of a fact's value.
  func digest(of fact: Fact) -> Digest {
    var input = DigestInput()
    let index = fact.index
    switch fact.kind {
    case .listing: addListing(of: index, to: &input)
    case .text: addText(of: index, to: &input)
    case .neighbours: add([site.previousOf[index], site.nextOf[index]], to: &input)
    case .translations: add(site.translationsOf[index], to: &input)
    case .related: add(site.related(to: index), to: &input)
    case .series:
      add(
        (site.articles[index].metadata.series?.value.name).map(site.articles(inSeries:)) ?? [],
        to: &input)
    case .section: add(site.sections[index], to: &input)
    case .sectionArticles: add(site.sections[index].articles, to: &input)
    case .sectionPages:
      input.add(pageCount(site.sections[index].articles, site.sections[index].pageSize))
    case .tag: add(site.tags[index], to: &input)
    case .tagArticles: add(site.tags[index].articles, to: &input)
    case .tagPages: input.add(pageCount(site.tags[index].articles, settings.pageSize))
    case .person: add(site.people[index], to: &input)
    case .personArticles: add(site.people[index].articles, to: &input)
    case .personPages: input.add(pageCount(site.people[index].articles, settings.pageSize))
    case .articles: add(site.listed, to: &input)
    case .homeText:
      input.add(site.homeText < 0 ? nil : site.articles[site.homeText].source.name)
      input.add(plan.hasFrontPage ? 1 : 0)
    case .homePages: input.add(pageCount(site.listed, settings.pageSize))
    case .sections: for section in site.sections { input.add(section.name) }
    case .tags:
      for tag in site.tags where !tag.articles.isEmpty { input.add(tag.slug + " " + tag.name) }
    case .people: for person in site.people { input.add(person.slug + " " + person.name) }
    case .years:
      for year in site.years {
        input.add(year.number)
        input.add(year.articles.count)
      }
    case .menus: add(menus, to: &input)
    case .day: input.add(date(site.now, "iso"))
    case .picture:
      input.add(site.files[index].sitePath)
      input.add(links.sizes[index]?.width ?? -1)
      input.add(links.sizes[index]?.height ?? -1)
    case .data: add(data[names[index]] ?? .none, to: &input)
    case .asset: input.add(assets[names[index]])
    case .lookup: addLookup(names[index], to: &input)
    }
    return input.digest
  }

  private func pageCount(_ articles: [Int], _ size: Int) -> Int {
    Pagination(count: articles.count, size: size).numberedCount
  }

  /// The names of articles; a place for none where an index is −1.
  private func add(_ indices: some Collection<Int>, to input: inout DigestInput) {
    for index in indices { input.add(index < 0 ? .blank : nameDigests[index]) }
  }

  /// Everything but the text: the article's own part, and what the site makes of it.
  private func addListing(of index: Int, to input: inout DigestInput) {
    input.add(site.articles[index].listing)
    input.add(site.sitePaths[index])
    input.add(site.type(of: index))
    input.add(site.sectionOf[index] < 0 ? nil : site.sections[site.sectionOf[index]].name)
    for tag in site.tagsOf[index] { input.add(site.tags[tag].slug) }
    for author in site.authorsOf[index] {
      for part in [author.name, author.role, author.organization, author.url, author.email] {
        input.add(part)
      }
      add(site.people[author.person], to: &input)
    }
    var start = site.articles[index].metadata.date?.value
    if let rare = site.articles[index].metadata.rare.first {
      for organization in rare.organizations {
        input.add(site.organizationName(organization.value))
      }
      input.add((rare.publisher?.value).map(site.organizationName))
      start = rare.publishDate?.value ?? start
      // Which file a picture's path leads to depends on what other files there are.
      if let image = rare.image?.value {
        input.add(picture(image.src.value, from: index).address)
      }
    }
    input.add((start?.unix ?? 0) > site.now.unix ? 1 : 0)
  }

  /// The text as it was read, and what its holes resolve to.
  private func addText(of index: Int, to input: inout DigestInput) {
    input.add(site.articles[index].fingerprint)
    input.add(site.sitePaths[index])
    for link in resolvedLinks(of: index) {
      input.add(link.href)
      if link.file >= 0 {
        input.add(links.sizes[link.file]?.width ?? -1)
        input.add(links.sizes[link.file]?.height ?? -1)
      }
    }
  }

  private func add(_ section: Section, to input: inout DigestInput) {
    for part in [
      section.name, section.title, section.description, section.type, section.template,
      section.sitePath,
    ] {
      input.add(part)
    }
    if section.text >= 0 { input.add(site.articles[section.text].listing) }
  }

  private func add(_ tag: Tag, to input: inout DigestInput) {
    for part in [tag.name, tag.slug, tag.sitePath] { input.add(part) }
    input.add(tag.articles.isEmpty ? 0 : 1)
  }

  private func add(_ person: Person, to input: inout DigestInput) {
    for part in [
      person.slug, person.id, person.name, person.role, person.organization, person.email,
      person.url, person.sitePath,
    ] {
      input.add(part)
    }
    if person.text >= 0 {
      input.add(site.articles[person.text].listing)
      if let photo = site.articles[person.text].profile.photo {
        input.add(picture(photo.path, from: person.text).address)
      }
    }
  }

  private func addLookup(_ key: String, to input: inout DigestInput) {
    let parts = key.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let kind = LookupKind(rawValue: String(parts[0])),
      let index = lookup(kind, String(parts[1])).index
    else { return input.add(-1) }
    switch kind {
    case .page: input.add(site.articles[index].source.name)
    case .section: input.add(site.sections[index].name)
    case .tag: input.add(site.tags[index].slug)
    case .person: input.add(site.people[index].slug)
    case .file: input.add(site.files[index].source.name)
    }
  }

  /// Plain values: what menus and data files are made of.
  private func add(_ value: Value, to input: inout DigestInput) {
    // The kind comes first: 0 is not "", and −1 is not nothing.
    switch value {
    case .bool(let flag): input.add(flag ? "true" : "false")
    case .int(let number):
      input.add("int")
      input.add(number)
    case .float(let number):
      input.add("float")
      input.add(Int(bitPattern: UInt(number.bitPattern)))
    case .string(let text):
      input.add("text")
      input.add(text.bytes)
    case .list(let list):
      input.add("list")
      input.add(list.items.count)
      for item in list.items { add(item, to: &input) }
    case .map(let map):
      input.add("map")
      input.add(map.count)
      for (key, item) in zip(map.keys, map.values) {
        add(key, to: &input)
        add(item, to: &input)
      }
    case .none, .undefined, .object, .function: input.add("none")
    }
  }
}

// MARK: Plans

extension Shelf {
  /// What a plan is, whatever its page has looked at: its subject, and which part of a list it shows.
  func identity(of plan: PagePlan) -> Digest {
    var input = DigestInput()
    input.add(plan.kind.name)
    switch plan.kind {
    case .article(let index): input.add(site.articles[index].source.name)
    case .home(let page): addList(plan.kind, page, to: &input)
    case .section(let index, let page):
      input.add(site.sections[index].name)
      addList(plan.kind, page, to: &input)
    case .tag(let index, let page):
      input.add(site.tags[index].slug)
      addList(plan.kind, page, to: &input)
    case .person(let index, let page):
      input.add(site.people[index].slug)
      addList(plan.kind, page, to: &input)
    case .archive(let index): add(site.years[index].articles, to: &input)
    case .tags, .people, .archives, .search, .notFound, .robots, .nojekyll: break
    case .feed(let subject): add(feedArticles(of: subject), to: &input)
    case .sitemap(let part): input.add(sitemapDigest(part))
    case .indexJSON: add(site.published, to: &input)
    case .redirect(let target): input.add(target)
    case .hostFile(let file): input.add(hostFile(file))
    case .file(let index):
      input.add(site.files[index].source.name)
      for part in site.files[index].source.stat?.parts ?? [] { input.add(part) }
    case .asset: input.add(plan.sitePath)
    }
    return input.digest
  }

  /// Where the pages before and after it are follows from its place.
  private func addList(_ kind: PageKind, _ page: Int?, to input: inout DigestInput) {
    let (articles, last) = place(of: kind, page)
    add(articles, to: &input)
    input.add(page ?? 0)
    input.add(page == nil ? last : page == last ? 1 : 0)
  }
}
