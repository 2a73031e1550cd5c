// Where every text and file of the magazine is published.

import Metadata
import Nordic
import Reporting

extension Site {
  /// The address of every published article; sections and people get theirs with their lists.
  mutating func giveAddresses() {
    for index in articles.indices where isPublished(index) {
      guard articles[index].placement.role == .article else { continue }
      sitePaths[index] = address(of: articles[index], index)
    }
    hrefs = sitePaths.map { $0.isEmpty ? [] : Array(settings.base.href($0).utf8) }
  }

  private func address(of article: Article, _ index: Int) -> String {
    if let given = article.metadata.url?.value { return completed(given) }
    let place = article.placement
    var values = [
      ("section", folderSlug(place.section)), ("slug", article.slug),
      ("lang", article.language.rawValue),
      (
        "folder",
        place.folder.split(separator: "/").map { folderSlug(String($0)) }.joined(separator: "/")
      ),
    ]
    if let civil = date(of: index)?.civil {
      values += [
        ("year", String(civil.year)), ("month", twoDigits(civil.month)),
        ("day", twoDigits(civil.day)),
      ]
    }
    let path = settings.paths[place.folder.isEmpty ? .page : .article].filled(values)
    guard let language = place.fileLanguage, language != settings.language else { return path }
    return "/" + language.rawValue + path
  }

  /// A folder's name as a part of an address.
  func folderSlug(_ name: String) -> String {
    let own = Nordic.slug(name, in: settings.language)
    return own.isEmpty ? name : own
  }

  /// Files keep their place; those of a page bundle lie beside its page.
  mutating func placeFiles(_ sources: [Source]) {
    var bundles: [String: Int] = [:]
    for (index, article) in articles.enumerated() {
      guard let bundle = article.placement.bundle, bundles[bundle] == nil || isPublished(index)
      else {
        continue
      }
      if article.placement.fileLanguage == nil || bundles[bundle] == nil { bundles[bundle] = index }
    }
    for source in sources {
      var above = folder(of: source.name)
      while !above.isEmpty, bundles[above] == nil { above = folder(of: above) }
      guard let owner = bundles[above] else {
        files.append(PublishedFile(source: source, sitePath: "/" + source.name))
        continue
      }
      // The files of a page that is not published are not published either.
      guard isPublished(owner), sitePaths[owner].hasSuffix("/") else { continue }
      let rest = source.name.dropFirst(above.count + 1)
      files.append(PublishedFile(source: source, sitePath: sitePaths[owner] + rest))
    }
  }
}

/// The address a front matter's `url` means: from the root, and a folder unless it names a file.
func completed(_ path: String) -> String {
  let whole = path.hasPrefix("/") ? path : "/" + path
  return whole.hasSuffix("/") || baseName(of: whole).contains(".") ? whole : whole + "/"
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
