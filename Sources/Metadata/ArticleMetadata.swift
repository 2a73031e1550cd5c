// What an article says about itself: every key of its front matter, typed, with its place.
//
// This is the meaning of one file. Whether an author exists or a reference leads anywhere takes
// other files and is for those who have them; the ranges let them point at the value.

import Nordic

/// The front matter of an article, understood. `nil` and empty lists are keys that are not there.
@dynamicMemberLookup
public struct ArticleMetadata: Equatable, Sendable {
  /// The title: one line.
  public var title: Located<String>?
  /// When it is dated; from the file name where Jekyll's convention says so.
  public var date: Located<Moment>?
  /// As said by `draft`, `published`, `publish` or `status`.
  public var draft: Located<Bool>?
  /// Under the title.
  public var deck: Located<String>?
  /// For lists, feeds and descriptions.
  public var summary: Located<String>?
  /// Who wrote it, in order.
  public var authors: [Located<Contributor>] = []
  /// Tags without a leading `#`, each once.
  public var tags: [Located<String>] = []
  /// What kind of article it is.
  public var type: Located<ArticleType>?
  /// The language it is written in.
  public var language: Located<Language>?
  /// Everything else, in the order of the file.
  public var extra = Map()

  /// The file's name without a date in front, from which a slug can be made.
  public var fileSlug = ""
  /// Whether it is a draft: by its key, or by the folder it is in.
  public var isDraft = false

  /// What few articles have, at most one: kept apart, because all articles are kept in memory.
  public var rare: [Rare] = []

  /// Metadata without a single key.
  public init() {}

  /// A key that few articles have.
  @inlinable
  public subscript<Content>(dynamicMember path: WritableKeyPath<Rare, Content?>) -> Content? {
    get { rare.isEmpty ? nil : rare[0][keyPath: path] }
    set {
      if rare.isEmpty { rare = [Rare()] }
      rare[0][keyPath: path] = newValue
    }
  }

  /// A list that few articles have.
  @inlinable
  public subscript<Content>(dynamicMember path: WritableKeyPath<Rare, [Content]>) -> [Content] {
    get { rare.isEmpty ? [] : rare[0][keyPath: path] }
    set {
      if rare.isEmpty { rare = [Rare()] }
      rare[0][keyPath: path] = newValue
    }
  }

  /// Sets a key if it is there.
  mutating func set<Content>(_ path: WritableKeyPath<Rare, Content?>, _ value: Content?) {
    if let value { self[dynamicMember: path] = value }
  }

  /// Sets a list if it has elements.
  mutating func set<Content>(_ path: WritableKeyPath<Rare, [Content]>, _ value: [Content]) {
    if !value.isEmpty { self[dynamicMember: path] = value }
  }

  /// The keys that few articles have.
  public struct Rare: Equatable, Sendable {
    /// When it was last changed in substance.
    public var updated: Located<Moment>?
    /// Hidden before; `nil` means ``date``.
    public var publishDate: Located<Moment>?
    /// Hidden after.
    public var expires: Located<Moment>?
    /// Above the title.
    public var kicker: Located<String>?
    /// Who posted it, when not who wrote it.
    public var publisher: Located<Reference>?
    /// Whether it is a guest's.
    public var guest: Located<Bool>?
    /// Whom it is about.
    public var organizations: [Located<Reference>] = []
    /// Words for the search only.
    public var keywords: [Located<String>] = []
    /// The series it belongs to.
    public var series: Located<Series>?
    /// Its identity in feeds.
    public var id: Located<String>?
    /// The last part of its address.
    public var slug: Located<String>?
    /// Its whole path, from `/` on.
    public var url: Located<String>?
    /// The template's name.
    public var template: Located<String>?
    /// Its order among pages.
    public var weight: Located<Int>?
    /// Whether search engines are asked to leave it out.
    public var noindex: Located<Bool>?
    /// Whether it has a table of contents.
    public var toc: Located<Bool>?
    /// Old paths, from `/` on, that lead here.
    public var aliases: [Located<String>] = []
    /// Where it appeared first.
    public var source: Located<ArticleSource>?
    /// Its picture.
    public var image: Located<ArticleImage>?
    /// What was corrected after it was published.
    public var corrections: [Located<Correction>] = []
    /// The meeting it announces or records.
    public var meeting: Located<Meeting>?
    /// Other articles, as typed.
    public var related: [Located<String>] = []
    /// The article it translates, as typed.
    public var translationOf: Located<String>?

    /// Nothing that is rare.
    public init() {}
  }
}

/// The kinds of articles.
public enum ArticleType: String, CaseIterable, Hashable, Sendable {
  /// Leder, leiar.
  case editorial
  /// A blog post.
  case blog
  /// News.
  case news
  /// Dagsorden, saksliste.
  case agenda
  /// Referat, resumé, resymé.
  case minutes
  /// An event.
  case event
  /// A page without a date.
  case page

  /// Reads a type by its English name or what it is called in Danish and Norwegian.
  public init?(name: String) {
    switch name.lowercased() {
    case "editorial", "leder", "leiar": self = .editorial
    case "blog", "blogg": self = .blog
    case "news", "nyhed", "nyheder", "nyhet", "nyheter", "nyheit", "nyheiter": self = .news
    case "agenda", "dagsorden", "saksliste": self = .agenda
    case "minutes", "referat", "resumé", "resymé": self = .minutes
    case "event", "arrangement": self = .event
    case "page", "side": self = .page
    default: return nil
    }
  }
}

/// Somebody or something by id or by name.
public enum Reference: Hashable, Sendable {
  /// `[a-z0-9-]+`: must exist.
  case id(String)
  /// Anything else.
  case name(String)

  /// Tells an id from a name by its letters.
  public init(_ text: String) {
    let isId =
      !text.isEmpty
      && text.utf8.allSatisfy { byte in
        0x61...0x7A ~= byte || 0x30...0x39 ~= byte || byte == UInt8(ascii: "-")
      }
    self = isId ? .id(text) : .name(text)
  }

  /// The id or the name.
  public var text: String {
    switch self {
    case .id(let text), .name(let text): text
    }
  }
}

/// A person as an article names them.
public struct Contributor: Equatable, Sendable {
  /// The id of one of the site's people, or a name.
  public var person: Reference
  /// What they do.
  public var role: Located<String>?
  /// Where they do it.
  public var organization: Located<Reference>?
  /// Their address on the web.
  public var url: Located<String>?
  /// Their e-mail address.
  public var email: Located<String>?

  /// Names a person.
  public init(_ person: Reference) { self.person = person }
}

/// A series, and which part of it this is.
public struct Series: Equatable, Sendable {
  /// What the series is called.
  public var name: String
  /// Counted from 1.
  public var part: Int?

  /// Names a series and a part of it.
  public init(name: String, part: Int? = nil) {
    self.name = name
    self.part = part
  }
}

/// Where an article appeared first.
public struct ArticleSource: Equatable, Sendable {
  /// Who published it.
  public var name: Located<String>?
  /// Its address there, which is canonical.
  public var url: Located<String>?
  /// When.
  public var firstPublished: Located<Moment>?

  /// Says where an article appeared first.
  public init(
    name: Located<String>? = nil, url: Located<String>? = nil,
    firstPublished: Located<Moment>? = nil
  ) {
    self.name = name
    self.url = url
    self.firstPublished = firstPublished
  }
}

/// An article's picture.
public struct ArticleImage: Equatable, Sendable {
  /// A path or address.
  public var src: Located<String>
  /// What it shows, for those who do not see it.
  public var alt: Located<String>?
  /// The text under it.
  public var caption: Located<String>?
  /// Who made it.
  public var credit: Located<String>?

  /// Makes a picture of what is known of it.
  public init(
    src: Located<String>, alt: Located<String>? = nil, caption: Located<String>? = nil,
    credit: Located<String>? = nil
  ) {
    self.src = src
    self.alt = alt
    self.caption = caption
    self.credit = credit
  }
}

/// What was corrected, and when.
public struct Correction: Equatable, Sendable {
  /// When.
  public var date: Located<Moment>
  /// What was wrong and is right now.
  public var text: Located<String>

  /// Makes a correction.
  public init(date: Located<Moment>, text: Located<String>) {
    self.date = date
    self.text = text
  }
}
