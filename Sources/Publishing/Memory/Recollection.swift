// What the last build remembers, matched with the site of this one: which articles need not be
// composed and which pages need not be made.

import Nordic
import Reporting
import Templating

/// The texts of this build beside those of the last one.
struct SeenTexts: Sendable {
  let state: BuildState
  let memory: PageMemory
  /// For each text of this build its place in `memory.articles`; −1 for a new one.
  let places: [Int]
  /// For each remembered article its place among the texts of this build; −1 where it is gone.
  let current: [Int]
  /// For each text of this build its place in `state.texts`; −1 for a new one.
  private let statPlaces: [Int]

  init(_ texts: [Source], _ state: BuildState, _ memory: PageMemory) {
    self.state = state
    self.memory = memory
    var current = [Int](repeating: -1, count: memory.articles.count)
    places = Publishing.places(of: texts, in: memory.articles.map(\.path))
    statPlaces = Publishing.places(of: texts, in: state.texts.map(\.path))
    for (text, place) in places.enumerated() where place >= 0 { current[place] = text }
    self.current = current
  }

  /// The digest of a text's bytes, where its stat key may stand in for them.
  func fingerprint(of text: Int, _ stat: StatKey) -> Digest? {
    guard statPlaces[text] >= 0 else { return nil }
    let seen = state.texts[statPlaces[text]]
    return seen.stat == stat && stat.isTrusted(takenAt: state.takenAt) ? seen.fingerprint : nil
  }

  /// The remembered article of a text with this fingerprint.
  func article(_ text: Int, _ source: Source, fingerprint: Digest) -> Article? {
    guard places[text] >= 0, memory.articles[places[text]].fingerprint == fingerprint else {
      return nil
    }
    return memory.bytes.withUnsafeBytes { bytes in
      var reader = MemoryReader(UnsafeRawBufferPointer(rebasing: bytes[range(places[text])]))
      var article = Article(remembered: &reader, source: source)
      article?.fingerprint = fingerprint
      article?.listing = memory.articles[places[text]].listing
      return article
    }
  }

  /// Whether the links of a remembered article lead where they led and none needs to be told of,
  /// where all that links can lead to is as it was.
  func knowsLinks(of text: Int) -> Bool {
    places[text] >= 0 && memory.articles[places[text]].hasPlainLinks
  }

  /// The bytes of a remembered article.
  func blob(_ text: Int) -> [UInt8] { Array(memory.bytes[range(places[text])]) }

  private func range(_ place: Int) -> Range<Int> { memory.starts[place]..<memory.starts[place + 1] }
}

/// For each text its place among some paths, −1 for none. Mostly they are the same, in one order.
private func places(of texts: [Source], in paths: [String]) -> [Int] {
  if texts.count == paths.count,
    zip(texts, paths).allSatisfy({ $0.path.utf8.elementsEqual($1.utf8) })
  {
    return Array(texts.indices)
  }
  let numbers = Dictionary(paths.enumerated().map { ($1, $0) }, uniquingKeysWith: { $1 })
  return texts.map { numbers[$0.path] ?? -1 }
}

/// The pages of the last build, as seen from this one.
struct SeenPages: Sendable {
  private let memory: PageMemory
  private let pageByPath: [String: Int]
  /// Each remembered fact as a fact of this site; `nil` where what it was about is gone.
  private let facts: [Fact?]
  /// What each of them is worth now.
  private let values: [Digest]
  /// Where each fact of this site is in both.
  private let places: FactNumbers

  init(_ texts: SeenTexts, _ shelf: Shelf, jobs: Int) {
    memory = texts.memory
    pageByPath = Dictionary(
      texts.memory.pages.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { $1 })
    let subjects = SubjectNumbers(shelf)
    let memory = texts.memory
    let found: [(Fact?, Digest)] = concurrentMap(memory.facts.count, jobs: jobs, chunk: 256) {
      let seen = memory.facts[$0]
      guard let fact = subjects.fact(seen, memory.names, current: texts.current) else {
        return (nil, Digest.blank)
      }
      // The text is the remembered one, and its links lead where they led.
      if fact.kind == .text, shelf.links.resolved[fact.index] == nil { return (fact, seen.value) }
      return (fact, shelf.digest(of: fact))
    }
    facts = found.map(\.0)
    values = found.map(\.1)
    var places = FactNumbers()
    for (place, fact) in facts.enumerated() {
      if let fact { places[fact] = place }
    }
    self.places = places
  }

  /// What is remembered of a page that would come out the same; else why it would not.
  func page(
    _ path: String, identity: Digest, template: Digest
  ) -> Result<SeenPage, RemakeReason> {
    guard let number = pageByPath[path] else { return .failure(.new) }
    let page = memory.pages[number]
    guard page.identity == identity else { return .failure(.otherSubject) }
    guard page.template == template else { return .failure(.template) }
    for fact in page.facts {
      guard facts.indices.contains(fact), let current = facts[fact] else {
        return .failure(.gone)
      }
      guard values[fact] == memory.facts[fact].value else { return .failure(.changed(current)) }
    }
    return .success(page)
  }

  /// The facts of a remembered page in this site.
  func facts(of page: SeenPage) -> [Fact] { page.facts.compactMap { facts[$0] } }

  /// What a fact is worth, if a page of the last build depended on it.
  func value(of fact: Fact) -> Digest? { places[fact].map { values[$0] } }
}

/// Why a page was made again.
enum RemakeReason: Error, Sendable {
  case nothingRemembered, new, otherSubject, template, gone, outputChanged
  case changed(Fact)

  /// For people.
  func words(in shelf: Shelf) -> String {
    switch self {
    case .nothingRemembered: "nothing is remembered"
    case .new: "it is new"
    case .otherSubject: "it shows something else, or another part of a list"
    case .template: "its template or one that it uses has changed"
    case .gone: "something it showed is gone"
    case .outputChanged: "the file in the output is missing or was changed by hand"
    case .changed(let fact): shelf.words(for: fact) + " changed"
    }
  }
}

extension Shelf {
  fileprivate func words(for fact: Fact) -> String {
    let index = fact.index
    switch fact.kind {
    case .listing: return "the front matter or address of \(site.articles[index].path)"
    case .text: return "the text of \(site.articles[index].path), or what it links to,"
    case .neighbours: return "the articles before and after \(site.articles[index].path)"
    case .translations: return "the translations of \(site.articles[index].path)"
    case .related: return "what is related to \(site.articles[index].path)"
    case .series: return "the series of \(site.articles[index].path)"
    case .section: return "the section \(site.sections[index].name)"
    case .sectionArticles, .sectionPages:
      return "the list of articles of the section \(site.sections[index].name)"
    case .tag: return "the tag \(site.tags[index].name)"
    case .tagArticles, .tagPages:
      return "the list of articles of the tag \(site.tags[index].name)"
    case .person: return "the person \(site.people[index].name)"
    case .personArticles, .personPages:
      return "the list of articles of \(site.people[index].name)"
    case .articles, .homePages: return "the list of all articles"
    case .homeText: return "which file is the text of the front page"
    case .sections: return "the list of sections"
    case .tags: return "the list of tags"
    case .people: return "the list of people"
    case .years: return "the list of years"
    case .menus: return "a menu"
    case .day: return "the day"
    case .picture: return "the picture content/\(site.files[index].source.name)"
    case .data: return "the data file \(names[index])"
    case .asset: return "the address of the asset \(names[index])"
    case .lookup: return "what is found as \(names[index])"
    }
  }
}

/// The numbers that names of subjects have in this site.
struct SubjectNumbers: Sendable {
  private let shelf: Shelf
  private let sections: [String: Int]
  private let tags: [String: Int]
  private let people: [String: Int]
  private let files: [String: Int]

  init(_ shelf: Shelf) {
    func numbers(_ names: some Sequence<String>) -> [String: Int] {
      Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
    self.shelf = shelf
    sections = numbers(shelf.site.sections.map(\.name))
    tags = numbers(shelf.site.tags.map(\.slug))
    people = numbers(shelf.site.people.map(\.slug))
    files = numbers(shelf.site.files.map(\.source.name))
  }

  /// A remembered fact as one of this site; `nil` where what it was about is gone.
  func fact(_ seen: SeenFact, _ names: [String], current: [Int]) -> Fact? {
    guard let kind = Fact.Kind(rawValue: UInt8(truncatingIfNeeded: seen.kind)) else { return nil }
    func number(_ table: [String: Int]) -> Int? {
      names.indices.contains(seen.subject) ? table[names[seen.subject]] : nil
    }
    let index: Int? =
      switch kind.subject {
      case .article: current.indices.contains(seen.subject) ? current[seen.subject] : nil
      case .section: number(sections)
      case .tag: number(tags)
      case .person: number(people)
      case .file: number(files)
      case .name:
        names.indices.contains(seen.subject)
          ? shelf.names.number(of: names[seen.subject]) : nil
      case .none: 0
      }
    guard let index, index >= 0 else { return nil }
    if kind.subject == .article, !shelf.site.isPublished(index) { return nil }
    return Fact(kind, index)
  }

  /// What a fact's subject is called.
  func name(of fact: Fact) -> String {
    switch fact.kind.subject {
    case .section: shelf.site.sections[fact.index].name
    case .tag: shelf.site.tags[fact.index].slug
    case .person: shelf.site.people[fact.index].slug
    case .file: shelf.site.files[fact.index].source.name
    case .name: shelf.names[fact.index]
    case .article, .none: ""
    }
  }
}

/// What the number of a fact counts.
enum FactSubject: Sendable {
  case article, section, tag, person, file, name, none
}

extension Fact.Kind {
  var subject: FactSubject {
    switch self {
    case .listing, .text, .neighbours, .translations, .related, .series: .article
    case .section, .sectionArticles, .sectionPages: .section
    case .tag, .tagArticles, .tagPages: .tag
    case .person, .personArticles, .personPages: .person
    case .picture: .file
    case .data, .asset, .lookup: .name
    case .articles, .homePages, .homeText, .sections, .tags, .people, .years, .menus, .day: .none
    }
  }
}
