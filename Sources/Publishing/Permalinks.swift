// Where every text and file of the magazine is published.

import Metadata
import Nordic
import Reporting

extension Site {
  /// The address of every published article; sections and people get theirs with their lists.
  mutating func giveAddresses(jobs: Int) {
    var folders: [String: (section: String, folder: String)] = [:]
    for index in articles.indices where folders[articles[index].placement.folder] == nil {
      let place = articles[index].placement
      let parts = place.folder.split(separator: "/").map { folderSlug(String($0)) }
      folders[place.folder] = (folderSlug(place.section), parts.joined(separator: "/"))
    }
    let site = self
    let slugs = folders
    let found = concurrentMap(articles.count, jobs: jobs, chunk: 256) { index -> Address? in
      guard site.isPublished(index), site.articles[index].placement.role == .article,
        let slugs = slugs[site.articles[index].placement.folder]
      else { return nil }
      let path = site.address(of: index, slugs)
      return Address(path: path, href: Array(site.settings.base.href(path).utf8))
    }
    sitePaths = found.map { $0?.path ?? "" }
    hrefs = found.map { $0?.href ?? [] }
  }

  private func address(of index: Int, _ slugs: (section: String, folder: String)) -> String {
    if let given = articles[index].metadata.url?.value { return completed(given) }
    let place = articles[index].placement
    var values = [
      ("section", slugs.section), ("slug", articles[index].slug),
      ("lang", articles[index].language.rawValue), ("folder", slugs.folder),
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
    for index in articles.indices {
      guard let bundle = articles[index].placement.bundle,
        bundles[bundle] == nil || isPublished(index)
      else { continue }
      if articles[index].placement.fileLanguage == nil || bundles[bundle] == nil {
        bundles[bundle] = index
      }
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

/// Where an article is published, and what stands in an `href` for it.
private struct Address: Sendable {
  let path: String
  let href: [UInt8]
}

/// The address a front matter's `url` means: from the root, and a folder unless it names a file.
func completed(_ path: String) -> String {
  let whole = path.hasPrefix("/") ? path : "/" + path
  return whole.hasSuffix("/") || baseName(of: whole).contains(".") ? whole : whole + "/"
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
