// How an article's metadata passes through a memory coder: every key, with its place.
//
// A property that is missing here would be forgotten by the next build; a test counts them.

import Metadata
import Nordic

extension ArticleMetadata: Remembered {
  static var blank: ArticleMetadata { ArticleMetadata() }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&title)
    coder.field(&date)
    coder.field(&draft)
    coder.field(&deck)
    coder.field(&summary)
    coder.field(&authors)
    coder.field(&tags)
    coder.field(&type)
    coder.field(&language)
    coder.field(&extra)
    coder.field(&fileSlug)
    coder.field(&isDraft)
    coder.field(&rare)
  }
}

extension ArticleMetadata.Rare: Remembered {
  static var blank: ArticleMetadata.Rare { ArticleMetadata.Rare() }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&updated)
    coder.field(&publishDate)
    coder.field(&expires)
    coder.field(&kicker)
    coder.field(&publisher)
    coder.field(&guest)
    coder.field(&organizations)
    coder.field(&keywords)
    coder.field(&series)
    coder.field(&id)
    coder.field(&slug)
    coder.field(&url)
    coder.field(&template)
    coder.field(&weight)
    coder.field(&noindex)
    coder.field(&toc)
    coder.field(&aliases)
    coder.field(&source)
    coder.field(&image)
    coder.field(&corrections)
    coder.field(&meeting)
    coder.field(&related)
    coder.field(&translationOf)
  }
}

extension Located: Remembered where Content: Remembered {
  static var blank: Located { Located(.blank, range: 0..<0) }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&value)
    coder.field(&range)
  }
}

extension Reference: Remembered {
  static var blank: Reference { .name("") }

  mutating func pass<Coder: MemoryCoder>(through coder: inout Coder) {
    var isId = if case .id = self { true } else { false }
    var text = self.text
    coder.field(&isId)
    coder.field(&text)
    if Coder.reads { self = isId ? .id(text) : .name(text) }
  }
}

extension Contributor: Remembered {
  static var blank: Contributor { Contributor(.blank) }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&person)
    coder.field(&role)
    coder.field(&organization)
    coder.field(&url)
    coder.field(&email)
  }
}

extension Series: Remembered {
  static var blank: Series { Series(name: "") }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&name)
    coder.field(&part)
  }
}

extension ArticleSource: Remembered {
  static var blank: ArticleSource { ArticleSource() }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&name)
    coder.field(&url)
    coder.field(&firstPublished)
  }
}

extension ArticleImage: Remembered {
  static var blank: ArticleImage { ArticleImage(src: .blank) }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&src)
    coder.field(&alt)
    coder.field(&caption)
    coder.field(&credit)
  }
}

extension Correction: Remembered {
  static var blank: Correction { Correction(date: .blank, text: .blank) }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&date)
    coder.field(&text)
  }
}

extension Meeting: Remembered {
  static var blank: Meeting { Meeting() }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&body)
    coder.field(&number)
    coder.field(&start)
    coder.field(&end)
    coder.field(&place)
    coder.field(&online)
    coder.field(&chair)
    coder.field(&secretary)
    coder.field(&present)
    coder.field(&apologies)
    coder.field(&status)
    coder.field(&documents)
  }
}

extension Meeting.Document: Remembered {
  static var blank: Meeting.Document { Meeting.Document(file: .blank) }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&title)
    coder.field(&file)
  }
}
