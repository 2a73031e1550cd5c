// The values of an article that are more than one scalar: people, series, source, picture,
// corrections; and those with rules of their own: types, slugs, paths, spans of time.

import Nordic

// MARK: People

extension MapReader {
  /// An id or a name.
  mutating func reference(_ key: String) -> Located<Reference>? {
    string(key).map { Located(Reference($0.value), range: $0.range) }
  }

  /// People: a list of names, ids and maps, or one of them; a line of text splits.
  mutating func contributors(_ key: String) -> [Located<Contributor>] {
    node(key).map { contributors($0, of: key) } ?? []
  }

  mutating func contributors(_ node: Node, of key: String) -> [Located<Contributor>] {
    switch node.value {
    case .list(let items):
      var people: [Located<Contributor>] = []
      for item in items {
        if case .map = item.value {
          if let person = contributor(item, of: key) { people.append(person) }
        } else if let text = string(item, of: key) {
          people.append(named(text))
        }
      }
      return people
    case .map:
      return contributor(node, of: key).map { [$0] } ?? []
    default:
      return string(node, of: key).map { pieces(of: $0).map(named) } ?? []
    }
  }

  private func named(_ text: Located<String>) -> Located<Contributor> {
    Located(Contributor(Reference(text.value)), range: text.range)
  }

  /// `{name, role, org, url, email}`.
  private mutating func contributor(_ node: Node, of key: String) -> Located<Contributor>? {
    nested(node, of: key) { reader in
      let name = reader.string("name")
      reader.reportMissing("name", help: "add `name:` and a name")
      var contributor = Contributor(.name(name?.value ?? ""))
      contributor.role = reader.string("role")
      contributor.organization = reader.reference("org")
      contributor.url = reader.url("url")
      contributor.email = reader.email("email")
      return name == nil ? nil : Located(contributor, range: node.range)
    }
  }
}

// MARK: Parts

extension MapReader {
  /// A name, or `{name, part}`.
  mutating func series(_ node: Node, of key: String) -> Located<Series>? {
    guard case .map = node.value else {
      return string(node, of: key).map { Located(Series(name: $0.value), range: $0.range) }
    }
    return nested(node, of: key) { reader in
      let name = reader.string("name")
      reader.reportMissing("name", help: "add `name:` and the name of the series")
      let part = reader.int("part")
      return name.map { Located(Series(name: $0.value, part: part?.value), range: node.range) }
    }
  }

  /// `{name, url, first_published}`, an address, or a name.
  mutating func source(
    _ node: Node, of key: String, in zone: Zone
  ) -> Located<ArticleSource>? {
    if case .map = node.value {
      return nested(node, of: key) { reader in
        var source = ArticleSource()
        source.name = reader.string("name")
        source.url = reader.url("url")
        source.firstPublished = reader.moment("first_published", in: zone)
        return Located(source, range: node.range)
      }
    }
    guard let text = string(node, of: key) else { return nil }
    if key == "source", !text.value.utf8.contains(UInt8(ascii: "/")) {
      return Located(ArticleSource(name: text), range: node.range)
    }
    return url(node, of: key).map { Located(ArticleSource(url: $0), range: node.range) }
  }

  /// `{src, alt, caption, credit}`, or a path.
  mutating func image(_ node: Node, of key: String) -> Located<ArticleImage>? {
    guard case .map = node.value else {
      return url(node, of: key, isPicture: true).map {
        Located(ArticleImage(src: $0), range: node.range)
      }
    }
    return nested(node, of: key) { reader in
      let src = reader.node("src").flatMap { reader.url($0, of: "src", isPicture: true) }
      reader.reportMissing("src", help: "add `src:` and the path of the picture")
      let alt = reader.text("alt")
      let caption = reader.text("caption")
      let credit = reader.text("credit")
      return src.map {
        let image = ArticleImage(src: $0, alt: alt, caption: caption, credit: credit)
        return Located(image, range: node.range)
      }
    }
  }

  /// `image_alt` belongs to a picture that is only a path.
  mutating func add(_ alt: Located<String>, to image: inout Located<ArticleImage>?) {
    if let other = image?.value.alt {
      report(
        .sameMeaning(
          key: "image_alt", alt.range, other: "image.alt", otherRange: other.range))
    } else if image == nil {
      report(.missing(key: "image", alt.range, help: "`image_alt` describes it; add `image:`"))
    } else {
      image?.value.alt = alt
    }
  }

  /// A list of `{date, text}`, or one.
  mutating func corrections(
    _ node: Node, of key: String, in zone: Zone
  ) -> [Located<Correction>] {
    var items = [node]
    if case .list(let list) = node.value { items = list }
    return items.compactMap { item in
      nested(item, of: key) { reader in
        let date = reader.moment("date", in: zone)
        let text = reader.text("text")
        reader.reportMissing("date", help: "add `date:` and when it was corrected")
        reader.reportMissing("text", help: "add `text:` and what was corrected")
        guard let date, let text else { return nil }
        return Located(Correction(date: date, text: text), range: item.range)
      }
    }
  }
}

// MARK: Rules of their own

extension MapReader {
  mutating func articleType(_ node: Node, of key: String) -> Located<ArticleType>? {
    guard let text = string(node, of: key) else { return nil }
    if let type = ArticleType(name: text.value) { return Located(type, range: node.range) }
    let allowed = ArticleType.allCases.map(\.rawValue)
    report(.notOneOf(key: fullName(key), node.range, found: text.value, allowed: allowed))
    return nil
  }

  mutating func slug(_ node: Node, of key: String, in language: Language) -> Located<String>? {
    guard let text = string(node, of: key) else { return nil }
    if isSlug(text.value) { return text }
    let better = Nordic.slug(text.value, in: language)
    report(.badSlug(node.range, fix: better.isEmpty ? nil : "\(key): \(better)"))
    return nil
  }

  /// A whole path on the site.
  mutating func path(_ text: Located<String>, of key: String) -> Located<String>? {
    switch sitePath(text.value) {
    case .success(let path): return Located(path, range: text.range)
    case .failure(let fault):
      report(.badPath(key: fullName(key), text.range, fault))
      return nil
    }
  }

  /// An old path. Other programs keep other names of a page under `aliases`; those have no `/`.
  mutating func alias(_ text: Located<String>, of key: String) -> Located<String>? {
    if text.value.utf8.contains(UInt8(ascii: "/")) { return path(text, of: key) }
    report(.aliasIsNoPath(text.range))
    return nil
  }

  /// A template is named by a relative path below the template folders.
  mutating func templateName(_ text: Located<String>, of key: String) -> Located<String>? {
    if text.value.utf8.first == UInt8(ascii: "/") {
      report(.badPath(key: fullName(key), text.range, .absolute))
      return nil
    }
    return path(text, of: key) == nil ? nil : text
  }

  /// Warns when something ends before it begins. What is only a day lasts until its end.
  mutating func check(
    _ end: Located<Moment>, of endKey: String, isAfter start: Located<Moment>, of startKey: String
  ) {
    let isPartial = end.value.precision == .year || end.value.precision == .month
    let last = end.value.unix + (end.value.precision == .day ? 86_399 : 0)
    guard !isPartial, last < start.value.unix else { return }
    report(
      .endsBeforeStart(
        key: fullName(endKey), end.range, start: fullName(startKey), startRange: start.range))
  }
}
