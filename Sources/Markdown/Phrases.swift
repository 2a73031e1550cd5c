// The words the writer adds to a text, in its language.

import Nordic

/// Words for what has no text of its own but needs a name.
struct Phrases {
  /// A table without a heading above it.
  let table: StaticString
  /// The list of footnotes.
  let footnotes: StaticString
  /// Before the number of a footnote.
  let footnote: StaticString
  /// Before the number of the mark a footnote leads back to.
  let back: StaticString
  let done: StaticString
  let notDone: StaticString
  /// The id of a heading without letters and digits.
  let section: String

  init(_ language: Language) {
    switch language {
    case .da:
      (table, footnotes, footnote) = ("Tabel", "Noter", "Note ")
      (back, done, notDone) = ("Tilbage til henvisning ", "Udført", "Ikke udført")
      section = "afsnit"
    case .nb:
      (table, footnotes, footnote) = ("Tabell", "Fotnoter", "Fotnote ")
      (back, done, notDone) = ("Tilbake til henvisning ", "Utført", "Ikke utført")
      section = "avsnitt"
    case .nn:
      (table, footnotes, footnote) = ("Tabell", "Fotnotar", "Fotnote ")
      (back, done, notDone) = ("Tilbake til tilvising ", "Utført", "Ikkje utført")
      section = "avsnitt"
    case .en:
      (table, footnotes, footnote) = ("Table", "Notes", "Note ")
      (back, done, notDone) = ("Back to reference ", "Done", "Not done")
      section = "section"
    }
  }
}
