// What a page can be made from, and which of it one page has looked at.
//
// Everything that templates reach is handed to them by a `Reading`, one for each page, which notes
// every fact it hands out. A later build needs a page again only if the value of one of the facts it
// noted has changed. What all pages share (settings, theme, words) is no fact: a change there makes
// every page again.

import Nordic
import Synchronization

/// Something of the site that a page can be made from.
struct Fact: Hashable, Sendable, Comparable {
  /// What the number of a fact counts is said behind each kind.
  enum Kind: UInt8, Sendable, CaseIterable {
    /// What an article's front matter says, and where it is published · article.
    case listing
    /// An article's HTML with its holes filled · article.
    case text
    /// The older and the newer article of the section · article.
    case neighbours
    /// Its other languages · article.
    case translations
    /// What to read next · article.
    case related
    /// The parts of its series · article.
    case series
    /// Name, title, description · section.
    case section
    /// The section's articles · section.
    case sectionArticles
    /// How many list pages there are · section.
    case sectionPages
    /// Name and address · tag.
    case tag
    /// · tag.
    case tagArticles
    /// · tag.
    case tagPages
    /// Name, role, photo · person.
    case person
    /// · person.
    case personArticles
    /// · person.
    case personPages
    /// All listed articles.
    case articles
    /// How many pages the front list has.
    case homePages
    /// Which file is the text of the front page, and whether there is such a page.
    case homeText
    /// Which sections there are.
    case sections
    /// Which tags there are.
    case tags
    /// Which people there are.
    case people
    /// Years and how many articles each has.
    case years
    case menus
    /// The build's day.
    case day
    /// Size and address of a picture · file.
    case picture
    /// A data file · name.
    case data
    /// Where an asset of the theme is · name.
    case asset
    /// What a function found that was asked by name · name.
    case lookup
  }

  let kind: Kind
  /// An index of the site, a number of `Shelf.names`, or 0.
  let number: UInt32

  init(_ kind: Kind, _ number: Int = 0) {
    self.kind = kind
    self.number = UInt32(truncatingIfNeeded: number)
  }

  var index: Int { Int(number) }

  static func < (left: Fact, right: Fact) -> Bool {
    left.kind.rawValue != right.kind.rawValue
      ? left.kind.rawValue < right.kind.rawValue : left.number < right.number
  }
}

/// A number for each of some facts; an array for each kind, since most facts have one.
struct FactNumbers: Sendable {
  private var numbers = [[Int32]](repeating: [], count: Fact.Kind.allCases.count)

  subscript(_ fact: Fact) -> Int? {
    get {
      let kind = numbers[Int(fact.kind.rawValue)]
      return fact.index < kind.count && kind[fact.index] >= 0 ? Int(kind[fact.index]) : nil
    }
    set {
      let kind = Int(fact.kind.rawValue)
      if fact.index >= numbers[kind].count {
        let more = max(fact.index + 1, numbers[kind].count * 2) - numbers[kind].count
        numbers[kind] += [Int32](repeating: -1, count: more)
      }
      numbers[kind][fact.index] = Int32(truncatingIfNeeded: newValue ?? -1)
    }
  }
}

/// One page's look at the shelf.
final class Reading: Sendable {
  private struct Noted: Sendable {
    var facts: [Fact] = []
    var mark = 0
  }

  let shelf: Shelf
  /// Whether anybody wants to know.
  private let notes: Bool
  private let noted = Mutex(Noted())

  init(_ shelf: Shelf, notes: Bool = true) {
    self.shelf = shelf
    self.notes = notes
  }

  /// Notes that the page depends on a fact.
  func note(_ kind: Fact.Kind, _ number: Int = 0) {
    if notes { note(Fact(kind, number)) }
  }

  func note(_ fact: Fact) {
    noted.withLock { noted in
      if noted.facts.count == noted.mark || noted.facts.last != fact { noted.facts.append(fact) }
    }
  }

  /// Begins a part of the page whose facts are asked for by themselves.
  func mark() { noted.withLock { $0.mark = $0.facts.count } }

  var factsSinceMark: [Fact] { noted.withLock { Array($0.facts[$0.mark...]) } }

  /// What was noted, each fact once, in order.
  var facts: [Fact] {
    let sorted = noted.withLock { $0.facts }.sorted()
    var facts: [Fact] = []
    facts.reserveCapacity(sorted.count)
    for fact in sorted where facts.last != fact { facts.append(fact) }
    return facts
  }

  // MARK: Handing out

  func article(_ index: Int) -> Value { .object(ArticleView(self, index)) }

  func articles(_ indices: some Sequence<Int>) -> Value { .list(indices.map(article)) }

  func tags(_ indices: some Sequence<Int>) -> Value {
    .list(indices.map { .object(TagView(self, $0)) })
  }

  /// An article's HTML for its own page.
  func content(of index: Int) -> Value {
    note(.text, index)
    return .safe(shelf.content(of: index))
  }

  /// A picture in front matter or settings; `none` where it is not there.
  func picture(
    _ path: String?, alt: String, caption: String? = nil, credit: String? = nil,
    from article: Int? = nil
  ) -> Value {
    guard let path else { return .none }
    let (address, file) = shelf.picture(path, from: article)
    if file >= 0 { note(.picture, file) }
    let base = shelf.settings.base
    let size = shelf.links.sizes[file]
    return .map([
      ("url", .text(address.map(base.href) ?? path)),
      ("permalink", .text(address.map(base.permalink) ?? path)), ("alt", .text(alt)),
      ("width", size.map { .int($0.width) } ?? .none),
      ("height", size.map { .int($0.height) } ?? .none), ("caption", text(caption)),
      ("credit", text(credit)),
    ])
  }
}

extension Shelf {
  /// The address of a picture and its index in `site.files`, −1 for none.
  func picture(_ path: String, from article: Int?) -> (address: String?, file: Int) {
    guard let article else {
      return resolver.file(path).map { (site.files[$0].sitePath, $0) } ?? (nil, -1)
    }
    let target = resolver.target(
      of: Destination(path), fromFolder: folder(of: site.articles[article].source.name),
      at: site.sitePaths[article])
    guard case .address(let address, _, let file) = target else { return (nil, -1) }
    return (address, file)
  }
}

/// Names that facts are about, numbered as they come up.
final class NameNumbers: Sendable {
  private struct Table: Sendable {
    var numbers: [String: Int] = [:]
    var names: [String] = []
  }

  private let table = Mutex(Table())

  func number(of name: String) -> Int {
    table.withLock { table in
      if let number = table.numbers[name] { return number }
      table.numbers[name] = table.names.count
      table.names.append(name)
      return table.names.count - 1
    }
  }

  subscript(_ number: Int) -> String { table.withLock { $0.names[number] } }
}
