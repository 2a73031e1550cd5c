// One Markdown file, read and composed. It depends on that file and the options alone: whatever
// needs a second file is a hole in its HTML, or is found out by `assemble`.

import Markdown
import Metadata
import Nordic
import Reporting

/// A composed Markdown file: an article, or the text of a section, person or organization.
struct Article: Sendable {
  let source: Source
  let placement: Placement
  /// What the front matter says; for sections, people and organizations only what they share.
  var metadata: ArticleMetadata
  /// For people, organizations and sections, at most one.
  var profiles: [Profile] = []
  /// The language it is written in.
  var language: Language
  /// `nil` for one that was remembered.
  var body: ArticleBody?
  /// What the holes refer to, and the links to other sites.
  var links: [Link] = []
  /// Every id on the page, for the check of anchors.
  var ids: [String] = []
  var wordCount = 0
  /// The digest of the file's bytes.
  var fingerprint = Digest(high: 0, low: 0)
  /// The digest of what its front matter says, whatever the text.
  var listing = Digest(high: 0, low: 0)
  /// For lists and descriptions: given, else the deck, else the first paragraph.
  var summary: String
  /// The last part of its address.
  var slug: String
  var problems: [Diagnostic]
  /// `false` when the file could not be read as text at all.
  var isReadable: Bool

  /// The path people know it by.
  var path: String { "content/" + source.name }
  var title: String { metadata.title?.value ?? profiles.first?.name ?? placement.name }
  /// What a person, an organization or a section says; blank for an article.
  var profile: Profile {
    get { profiles.first ?? Profile() }
    set { profiles.replaceSubrange(profiles.prefix(1).indices, with: [newValue]) }
  }

  /// The permanent identity of the feeds.
  var id: String { metadata.id?.value ?? withoutExtension(source.name) }
}

/// The part of an article that only its own page, feeds and the search index need. It is not
/// remembered: composing it again costs less than keeping it.
struct ArticleBody: Sendable {
  var html = KeptBytes.here([])
  /// Where something is missing in `html`, by offset.
  var holes: [Hole] = []
  var outline: [Heading] = []
  /// The plain text, for the search; empty where nobody wants it.
  var text = KeptBytes.here([])
  /// The same as a JSON string with its quotation marks, for the plain index; empty likewise.
  var indexText = KeptBytes.here([])
}

/// What people, organizations and sections say in their front matter beside `title`.
struct Profile: Sendable {
  var name: String?
  var role: String?
  var organization: String?
  var url: String?
  var email: String?
  var photo: PicturePath?
  var type: String?
  var description: String?
  var weight: Int?
  var pageSize: Int?
  var template: String?
  var extra = Map()
}

/// A path without the last dot and what follows it.
func withoutExtension(_ path: String) -> String {
  guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")),
    !path.utf8[dot...].contains(UInt8(ascii: "/"))
  else { return path }
  return String(path[..<dot])
}
