// The names templates can ask the site's objects for, numbered for the template engine.
//
// themes/README.md is the contract: a name may be added, never renamed.

import Templating

/// A member of one of the site's objects. In templates `readingTime` is `reading_time`.
enum Member: Int, CaseIterable {
  case archivesUrl, articles, authors, breadcrumbs, canonical, children, civil, contact, content
  case copyright, corrections, count, date, day, deck, description, draft, editor, email, expires
  case extra, feed, feedUrl, generator, guest, home, homepage, homeUrl, hour, id, image, indexUrl
  case keywords, kicker, kind, language, logo, menus, minute, month, name, next, noindex
  case organization, organizations, people, peopleUrl, permalink, photo, previous, publishDate
  case publisher, readingTime, related, review, role, scheduled, searchUrl, section, sections
  case series, slug
  case source, sourcePath, summary, tagline, tags, tagsUrl, title, toc, translations, type, updated
  case url, wordCount, year, years, footnotes, number, total, newer, older, newest, oldest, isFront

  init?(_ name: Name) { self.init(rawValue: name.id) }

  /// As templates write it.
  var name: String {
    "\(self)".reduce(into: "") { text, letter in
      text += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
    }
  }

  /// All of them, in the order of their numbers.
  static let names = allCases.map(\.name)
}

extension Sequence<Member> {
  /// For messages.
  var names: [String] { map(\.name).sorted() }
}
