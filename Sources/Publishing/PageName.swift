// The few words the program itself needs, in the languages of the magazine: names of the pages it
// makes. Everything else readers see is a theme's.

import Nordic

/// The name of a page that no article gives a title.
enum PageName {
  case home, tags, people, archives, search, notFound, page

  func text(in language: Language) -> String {
    let words: [String]
    switch self {
    case .home: words = ["Forside", "Forside", "Framside", "Front page"]
    case .tags: words = ["Emner", "Emner", "Emne", "Topics"]
    case .people: words = ["Skribenter", "Skribenter", "Skribentar", "Contributors"]
    case .archives: words = ["Arkiv", "Arkiv", "Arkiv", "Archive"]
    case .search: words = ["Søg", "Søk", "Søk", "Search"]
    case .notFound:
      words = ["Siden findes ikke", "Siden finnes ikke", "Sida finst ikkje", "Page not found"]
    case .page: words = ["side", "side", "side", "page"]
    }
    return words[Language.allCases.firstIndex(of: language) ?? 0]
  }
}
