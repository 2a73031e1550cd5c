// Tags and people: what articles have in common.
//
// Both are known by the slug of their name in the site's language, so `Digital Post` and `digital
// post` are one tag, and somebody who is named in an article is the person of `people/` with that
// name.

import Metadata
import Nordic
import Reporting

extension Site {
  /// Tags and people, which need nothing of each other.
  mutating func collectTerms(jobs: Int) {
    let site = self
    let (tagged, signed) = concurrently(jobs: jobs) {
      var site = site
      site.collectTags()
      return site
    } _: {
      var site = site
      site.problems = []
      site.collectPeople()
      site.checkOrganizations()
      return site
    }
    (tags, tagsOf) = (tagged.tags, tagged.tagsOf)
    (people, authorsOf) = (signed.people, signed.authorsOf)
    problems = tagged.problems + signed.problems
  }

  private mutating func collectTags() {
    var spellings = TagSpellings()
    for index in articles.indices
    where isPublished(index) && articles[index].placement.role == .article {
      for tag in articles[index].metadata.tags {
        guard let number = spellings.number(of: tag.value, addingTo: &self) else {
          report(
            Diagnostic(
              .error, "T256", "no address can be made from the tag `\(tag.value)`",
              help: ["write it with letters or digits"]), at: tag.range, in: index)
          continue
        }
        if !tagsOf[index].contains(number) { tagsOf[index].append(number) }
      }
    }
    for (number, name) in spellings.commonest() { tags[number].name = name }
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

  private mutating func collectPeople() {
    var bySlug: [String: Int] = [:]
    var byID: [String: Int] = [:]
    // A name is made into a slug once: a few people write most articles.
    var slugs: [String: String] = [:]
    for index in articles.indices where articles[index].placement.role == .person {
      guard articles[index].isReadable, let name = articles[index].profile.name else { continue }
      let profile = articles[index].profile
      let id = articles[index].placement.name
      let slug = Nordic.slug(id, in: settings.language)
      byID[id] = people.count
      bySlug[Nordic.slug(name, in: settings.language)] = people.count
      var person = Person(named: name, slug: slug, in: self)
      person.id = id
      person.text = index
      person.role = profile.role
      person.organization = profile.organization
      person.email = profile.email
      person.url = profile.url
      people.append(person)
    }
    for index in articles.indices
    where articles[index].placement.role == .article && isPublished(index) {
      for author in articles[index].metadata.authors {
        guard let number = person(for: author, in: index, &bySlug, &slugs, byID) else { continue }
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
      for (place, author) in authorsOf[index].enumerated()
      where !authorsOf[index][..<place].contains(where: { $0.person == author.person }) {
        people[author.person].articles.append(index)
      }
    }
  }

  /// Every id under `organizations:` must have its file.
  private mutating func checkOrganizations() {
    var known: [String] = []
    for index in articles.indices where articles[index].placement.role == .organization {
      known.append(articles[index].placement.name)
    }
    for index in articles.indices where isPublished(index) {
      let named =
        articles[index].metadata.organizations
        + articles[index].metadata.authors.compactMap(\.value.organization)
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
    _ slugs: inout [String: String], _ byID: [String: Int]
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
    let slug = slugs[name] ?? Nordic.slug(name, in: settings.language)
    slugs[name] = slug
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

/// How often each tag is written in which way.
///
/// A slug is made once for each way of writing: a magazine has hundreds of them, in thousands of
/// articles.
private struct TagSpellings {
  private var bySlug: [String: Int] = [:]
  private var places: [String: Int] = [:]
  /// `tag` is −1 for what has no slug.
  private var uses: [(text: String, tag: Int, count: Int)] = []

  /// The tag a text means, which is made where it is new; `nil` where no address can be made.
  mutating func number(of text: String, addingTo site: inout Site) -> Int? {
    if let place = places[text] {
      uses[place].count += 1
      return uses[place].tag < 0 ? nil : uses[place].tag
    }
    places[text] = uses.count
    let slug = Nordic.slug(text, in: site.settings.language)
    guard !slug.isEmpty else {
      uses.append((text, -1, 1))
      return nil
    }
    let number = bySlug[slug] ?? site.tags.count
    uses.append((text, number, 1))
    if number == site.tags.count {
      bySlug[slug] = number
      let path = site.settings.paths[.tag].filled([("slug", slug)])
      site.tags.append(Tag(name: text, slug: slug, sitePath: path, articles: []))
    }
    return number
  }

  /// For each tag the spelling that is used most; of equals the first by bytes.
  func commonest() -> [(tag: Int, name: String)] {
    let order = uses.filter { $0.tag >= 0 }.sorted { left, right in
      if left.tag != right.tag { return left.tag < right.tag }
      if left.count != right.count { return left.count > right.count }
      return left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
    var best: [(tag: Int, name: String)] = []
    for use in order where best.last?.tag != use.tag { best.append((use.tag, use.text)) }
    return best
  }
}
