// Tags and people: what articles have in common.
//
// Both are known by the slug of their name in the site's language, so `Digital Post` and `digital
// post` are one tag, and somebody who is named in an article is the person of `people/` with that
// name.

import Metadata
import Nordic
import Reporting

extension Site {
  mutating func collectTags() {
    var bySlug: [String: Int] = [:]
    var spellings: [[String: Int]] = []
    for index in articles.indices
    where isPublished(index) && articles[index].placement.role == .article {
      for tag in articles[index].metadata.tags {
        let slug = Nordic.slug(tag.value, in: settings.language)
        guard !slug.isEmpty else {
          report(
            Diagnostic(
              .error, "T256", "no address can be made from the tag `\(tag.value)`",
              help: ["write it with letters or digits"]), at: tag.range, in: index)
          continue
        }
        let number = bySlug[slug] ?? tags.count
        if number == tags.count {
          bySlug[slug] = number
          let path = settings.paths[.tag].filled([("slug", slug)])
          tags.append(Tag(name: tag.value, slug: slug, sitePath: path, articles: []))
          spellings.append([:])
        }
        spellings[number][tag.value, default: 0] += 1
        if !tagsOf[index].contains(number) { tagsOf[index].append(number) }
      }
    }
    for number in tags.indices where spellings[number].count > 1 {
      tags[number].name = commonest(spellings[number])
    }
    reorderTags()
    for index in listed {
      for tag in tagsOf[index] { tags[tag].articles.append(index) }
    }
  }

  private mutating func reorderTags() {
    let order = alphabetical(tags.map(\.name))
    var place = [Int](repeating: 0, count: tags.count)
    for (new, old) in order.enumerated() { place[old] = new }
    tags = order.map { tags[$0] }
    for index in tagsOf.indices { tagsOf[index] = tagsOf[index].map { place[$0] } }
  }

  mutating func collectPeople() {
    var bySlug: [String: Int] = [:]
    var byID: [String: Int] = [:]
    for (index, article) in articles.enumerated() where article.placement.role == .person {
      guard article.isReadable, let name = article.profile.name else { continue }
      let id = article.placement.name
      let slug = Nordic.slug(id, in: settings.language)
      byID[id] = people.count
      bySlug[Nordic.slug(name, in: settings.language)] = people.count
      var person = Person(named: name, slug: slug, in: self)
      person.id = id
      person.text = index
      person.role = article.profile.role
      person.organization = article.profile.organization
      person.email = article.profile.email
      person.url = article.profile.url
      people.append(person)
    }
    for index in articles.indices
    where articles[index].placement.role == .article && isPublished(index) {
      for author in articles[index].metadata.authors {
        guard let number = person(for: author, in: index, &bySlug, byID) else { continue }
        let known = people[number]
        let own = author.value
        authorsOf[index].append(
          Author(
            person: number, name: known.name, role: own.role?.value ?? known.role,
            organization: own.organization.map { organizationName($0.value) } ?? known.organization,
            url: own.url?.value ?? known.url, email: own.email?.value ?? known.email))
      }
    }
    let order = alphabetical(people.map(\.name))
    var place = [Int](repeating: 0, count: people.count)
    for (new, old) in order.enumerated() { place[old] = new }
    people = order.map { people[$0] }
    for index in authorsOf.indices {
      for author in authorsOf[index].indices {
        authorsOf[index][author].person = place[authorsOf[index][author].person]
      }
    }
    for index in listed {
      var seen: Set<Int> = []
      for author in authorsOf[index] where seen.insert(author.person).inserted {
        people[author.person].articles.append(index)
      }
    }
  }

  /// Every id under `organizations:` must have its file.
  mutating func checkOrganizations() {
    var known: [String] = []
    for article in articles where article.placement.role == .organization {
      known.append(article.placement.name)
    }
    for index in articles.indices where isPublished(index) {
      let metadata = articles[index].metadata
      let named = metadata.organizations + metadata.authors.compactMap(\.value.organization)
      for reference in named {
        guard case .id(let id) = reference.value, !known.contains(id) else { continue }
        report(
          Diagnostic(
            .error, "T253", "there is no organization with the id `\(id)`",
            notes: ["looked for content/organizations/\(id).md"],
            help: [
              suggestion(for: id, in: known)
                ?? "write the file, or write the name as it is spoken, with capitals"
            ]), at: reference.range, in: index)
      }
    }
  }

  private mutating func person(
    for located: Located<Contributor>, in index: Int, _ bySlug: inout [String: Int],
    _ byID: [String: Int]
  ) -> Int? {
    let author = located.value
    if case .id(let id) = author.person {
      if let number = byID[id] { return number }
      report(
        Diagnostic(
          .error, "T252", "there is no person with the id `\(id)`",
          notes: ["looked for content/people/\(id).md"],
          help: [
            suggestion(for: id, in: byID.keys.sorted())
              ?? "write the file, or write the name as it is spoken, with capitals"
          ]), at: located.range, in: index)
      return nil
    }
    let name = author.person.text
    let slug = Nordic.slug(name, in: settings.language)
    if let number = bySlug[slug] { return number }
    guard !slug.isEmpty else {
      report(
        Diagnostic(
          .error, "T257", "no address can be made from the name `\(name)`",
          help: ["write it with letters"]), at: located.range, in: index)
      return nil
    }
    bySlug[slug] = people.count
    var person = Person(named: name, slug: slug, in: self)
    person.role = author.role?.value
    person.organization = author.organization.map { organizationName($0.value) }
    person.email = author.email?.value
    person.url = author.url?.value
    people.append(person)
    return people.count - 1
  }

  /// Indices in the alphabetical order of the site's language.
  func alphabetical(_ names: [String]) -> [Int] {
    let keys = names.map { collationKey($0, in: settings.language) }
    return names.indices.sorted { left, right in
      keys[left] != keys[right] ? keys[left].lexicographicallyPrecedes(keys[right]) : left < right
    }
  }
}

extension Person {
  fileprivate init(named name: String, slug: String, in site: Site) {
    self.init(
      slug: slug, name: name, text: -1,
      sitePath: site.settings.paths[.person].filled([("slug", slug)]), articles: [])
  }
}

/// The spelling that is used most; of equals the first by bytes.
private func commonest(_ spellings: [String: Int]) -> String {
  let best = spellings.min { left, right in
    left.value != right.value
      ? left.value > right.value : left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
  }
  return best?.key ?? ""
}
