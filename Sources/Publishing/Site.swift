// The magazine as a whole: everything a page can show. Made once by `assemble`, read by all pages.
//
// Things refer to each other by index: an article is its place in `articles`, a tag its place in
// `tags`. Lists of articles are newest first.

import Metadata
import Nordic
import Reporting

/// Everything that pages are made from.
struct Site: Sendable {
  var settings: Settings
  /// The build's instant.
  let now: Moment
  /// Every Markdown file, by path.
  var articles: [Article]
  /// Whether each of them is published.
  var states: [PublicationState]
  /// Where each of them is published; empty for what has no page of its own.
  var sitePaths: [String]
  /// For each of them what stands in an `href`, before it is escaped; empty without a page.
  var hrefs: [[UInt8]] = []
  /// The files copied as they are.
  var files: [PublishedFile] = []
  /// The articles that lists show: with a date, one of each group of translations; newest first.
  var listed: [Int] = []
  /// Every article that has a page, newest first; those without a date last, by path.
  var published: [Int] = []
  /// Pages at the root of the folder, by weight and title.
  var rootPages: [Int] = []
  var sections: [Section] = []
  var tags: [Tag] = []
  var people: [Person] = []
  var years: [Year] = []
  /// For each article; −1 at the root.
  var sectionOf: [Int] = []
  /// For each article the tags in the order written.
  var tagsOf: [[Int]] = []
  /// For each article the authors in the order written.
  var authorsOf: [[Author]] = []
  /// For each article its other languages, by language.
  var translationsOf: [[Int]] = []
  /// For each article the next older one of its section; −1 for none.
  var previousOf: [Int] = []
  /// For each article the next newer one of its section; −1 for none.
  var nextOf: [Int] = []
  /// The `_index.md` at the root; −1 for none.
  var homeText = -1
  /// By path below `content/`.
  var articleBySource: [String: Int] = [:]
  var problems: [LateProblem] = []

  /// Where the front page is.
  let home = "/"
}

/// A problem in a file that has been let go: its place is drawn when the file is read again.
struct LateProblem: Sendable {
  var diagnostic: Diagnostic
  /// The article it is in.
  var article: Int
  /// Byte offsets in its file.
  var range: Range<Int>
}

/// Whether an article is there for readers, and if not, why.
enum PublicationState: Sendable, Hashable {
  case published
  case draft
  case scheduled(Moment)
  case expired(Moment)
  /// It could not be read; its problems say why.
  case broken
}

/// A file that is copied as it is.
struct PublishedFile: Sendable {
  let source: Source
  let sitePath: String
}

/// A folder with articles in it.
struct Section: Sendable {
  /// The folder's name.
  var name: String
  var title: String
  var description: String?
  /// Its `_index.md`; −1 for none.
  var text: Int
  var type: String?
  var weight: Int
  var pageSize: Int
  var template: String?
  var sitePath: String
  /// Newest first; those without a date last, by weight and title.
  var articles: [Int]
}

/// A subject that articles are tagged with.
struct Tag: Sendable {
  var name: String
  var slug: String
  var sitePath: String
  var articles: [Int]
}

/// Somebody who writes.
struct Person: Sendable {
  var slug: String
  /// The name of the file in `people/`; `nil` for somebody who is only named in articles.
  var id: String?
  var name: String
  var role: String?
  var organization: String?
  var email: String?
  var url: String?
  /// Their file; −1 for none.
  var text: Int
  var sitePath: String
  var articles: [Int]
}

/// An author as one article names them: the role is the one they had then.
struct Author: Sendable {
  var person: Int
  var name: String
  var role: String?
  var organization: String?
  var url: String?
  var email: String?
}

/// The listed articles of a calendar year.
struct Year: Sendable {
  var number: Int
  var sitePath: String
  var articles: [Int]
}

extension Site {
  /// The type an article has: its own, its section's, or what its folder is usually called.
  func type(of index: Int) -> String {
    if let type = articles[index].metadata.type?.value { return type.rawValue }
    guard sectionOf[index] >= 0 else { return "page" }
    return sections[sectionOf[index]].type ?? "article"
  }

  /// The moment an article is sorted by.
  func date(of index: Int) -> Moment? {
    articles[index].metadata.date?.value ?? articles[index].metadata.publishDate?.value
  }

  /// When an article last changed, as it says itself.
  func changed(_ index: Int) -> Moment? {
    guard let rare = articles[index].metadata.rare.first else { return date(of: index) }
    let moments = rare.corrections.map(\.value.date.value) + [rare.updated?.value].compactMap { $0 }
    return (moments + [date(of: index)].compactMap { $0 }).max()
  }

  func isPublished(_ index: Int) -> Bool { states[index] == .published }

  /// Notes a problem in an article's file.
  mutating func report(_ diagnostic: Diagnostic, at range: Range<Int>, in article: Int) {
    problems.append(LateProblem(diagnostic: diagnostic, article: article, range: range))
  }
}

/// The type of a section by the name its folder usually has.
func usualType(ofFolder name: String) -> String? {
  switch name {
  case "leder", "ledere", "leiar", "leiarar", "lederartikler", "editorials", "editorial":
    "editorial"
  case "blog", "blogg", "blogs", "blogger", "bloggar": "blog"
  case "nyheder", "nyheter", "nyhende", "nyheiter", "nyt", "nytt", "news": "news"
  case "referater", "referat", "resumeer", "resymeer", "minutes": "minutes"
  case "dagsordener", "dagsorden", "sakslister", "saksliste", "sakliste", "sakslistar", "agendas":
    "agenda"
  case "arrangementer", "arrangement", "events", "kalender": "event"
  default: nil
  }
}

/// The kicker an article of a type has when it gives none.
func usualKicker(of type: String, in language: Language) -> String? {
  let words: [String]
  switch type {
  case "editorial": words = ["Leder", "Leder", "Leiar", "Editorial"]
  case "blog": words = ["Blog", "Blogg", "Blogg", "Blog"]
  case "news": words = ["Nyhed", "Nyhet", "Nyhende", "News"]
  case "agenda": words = ["Dagsorden", "Saksliste", "Sakliste", "Agenda"]
  case "minutes": words = ["Referat", "Referat", "Referat", "Minutes"]
  case "event": words = ["Arrangement", "Arrangement", "Arrangement", "Event"]
  default: return nil
  }
  return words[Language.allCases.firstIndex(of: language) ?? 0]
}
