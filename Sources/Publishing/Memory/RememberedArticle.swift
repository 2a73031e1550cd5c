// What a build remembers of an article: all that other pages, the site's own checks and the reader
// of problems need, but not its text. The HTML with its holes, the outline and the text of the
// index are composed from the file again when its page is made.

import Markdown
import Metadata
import Nordic
import Reporting

/// Writes an article down.
func remember(_ article: Article, into writer: inout MemoryWriter) {
  var article = article
  article.pass(through: &writer)
}

/// A digest of what other pages can show of an article without asking for its text: its metadata,
/// language, address and summary.
///
/// It does not move with the text (but for a summary taken from it), a key's place in the head,
/// problems, links or ids. The article's path, from which an identity or a title may follow, is not
/// part of it either.
func listingDigest(of article: Article) -> Digest {
  var article = article
  var writer = MemoryWriter(keepsPlaces: false)
  article.passListing(through: &writer)
  var stream = DigestStream()
  for piece in writer.pieces { stream.update(piece) }
  return stream.finish()
}

extension Article {
  /// Reads what was remembered of the article that this file holds. It has no text.
  ///
  /// - Returns: `nil` when the bytes are none that `remember` wrote.
  init?(remembered reader: inout MemoryReader, source: Source) {
    self.init(
      source: source, placement: Placement(source.name), metadata: .blank, language: .blank,
      summary: "", slug: "", problems: [], isReadable: false)
    pass(through: &reader)
    if reader.isFailed { return nil }
  }

  /// Passes all that is remembered.
  mutating func pass(through coder: inout some MemoryCoder) {
    passListing(through: &coder)
    coder.field(&wordCount)
    coder.field(&links)
    coder.field(&ids)
    coder.field(&problems)
  }

  /// What other pages can show.
  fileprivate mutating func passListing<Coder: MemoryCoder>(through coder: inout Coder) {
    coder.field(&metadata)
    coder.field(&profiles)
    coder.field(&language)
    coder.field(&slug)
    coder.field(&isReadable)
    // A summary that is in the metadata is not kept twice.
    let given = metadata.summary?.value ?? metadata.deck?.value ?? ""
    var own = summary == given ? nil : summary
    coder.field(&own)
    if Coder.reads { summary = own ?? given }
  }
}

extension Profile: Remembered {
  static var blank: Profile { Profile() }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&name)
    coder.field(&role)
    coder.field(&organization)
    coder.field(&url)
    coder.field(&email)
    coder.field(&photo)
    coder.field(&type)
    coder.field(&description)
    coder.field(&weight)
    coder.field(&pageSize)
    coder.field(&template)
    coder.field(&extra)
  }
}

extension PicturePath: Remembered {
  static var blank: PicturePath { PicturePath(path: "", alt: "", place: .blank, source: nil) }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&path)
    coder.field(&alt)
    coder.field(&place)
    coder.field(&source)
  }
}
