// An article's metadata as JSON, for `tidende inspect` and whoever reads its output.
//
// Keys come in the order of the manual and only when they are there. Dates are RFC 3339, cut off
// where they were less precise: `2019`, `2019-05`, `2019-05-23`. People and organizations say
// whether they are an id or a name.

import Nordic
import Reporting

/// Writes an article's metadata as JSON.
///
/// - Parameter pretty: one entry on each line, indented by two spaces.
public func metadataJSON(_ article: ArticleMetadata, pretty: Bool = false) -> [UInt8] {
  var output: [UInt8] = []
  appendJSON(.map(article.asMap), pretty: pretty, to: &output)
  return output
}

extension ArticleMetadata {
  /// Every key that is there, under its own name.
  public var asMap: Map {
    var map = MapBuilder()
    map.add("title", title?.value)
    map.add("date", date?.value)
    map.add("updated", self.updated?.value)
    map.add("publish_date", self.publishDate?.value)
    map.add("expires", self.expires?.value)
    map.add("draft", isDraft ? true : draft?.value)
    map.add("kicker", self.kicker?.value)
    map.add("deck", deck?.value)
    map.add("summary", summary?.value)
    map.add("authors", authors.map { json($0.value) })
    map.add("publisher", self.publisher.map { json($0.value) })
    map.add("guest", self.guest?.value)
    map.add("organizations", self.organizations.map { json($0.value) })
    map.add("tags", tags.map { .string($0.value) })
    map.add("keywords", self.keywords.map { .string($0.value) })
    map.add("series", self.series.map { json($0.value) })
    map.add("type", type?.value.rawValue)
    map.add("lang", language?.value.code)
    map.add("id", self.id?.value)
    map.add("slug", self.slug?.value)
    map.add("url", self.url?.value)
    map.add("template", self.template?.value)
    map.add("weight", self.weight.map { .int($0.value) })
    map.add("noindex", self.noindex?.value)
    map.add("toc", self.toc?.value)
    map.add("aliases", self.aliases.map { .string($0.value) })
    map.add("source", self.source.map { json($0.value) })
    map.add("image", self.image.map { json($0.value) })
    map.add("corrections", self.corrections.map { json($0.value) })
    map.add("meeting", self.meeting.map { json($0.value) })
    map.add("related", self.related.map { .string($0.value) })
    map.add("translation_of", self.translationOf?.value)
    if !extra.isEmpty { map.add("extra", Value.map(extra)) }
    return map.map
  }
}

private func json(_ reference: Reference) -> Value {
  var map = MapBuilder()
  switch reference {
  case .id(let id): map.add("id", id)
  case .name(let name): map.add("name", name)
  }
  return .map(map.map)
}

private func json(_ contributor: Contributor) -> Value {
  var map = MapBuilder()
  switch contributor.person {
  case .id(let id): map.add("id", id)
  case .name(let name): map.add("name", name)
  }
  map.add("role", contributor.role?.value)
  map.add("org", contributor.organization.map { json($0.value) })
  map.add("url", contributor.url?.value)
  map.add("email", contributor.email?.value)
  return .map(map.map)
}

private func json(_ series: Series) -> Value {
  var map = MapBuilder()
  map.add("name", series.name)
  map.add("part", series.part.map { .int($0) })
  return .map(map.map)
}

private func json(_ source: ArticleSource) -> Value {
  var map = MapBuilder()
  map.add("name", source.name?.value)
  map.add("url", source.url?.value)
  map.add("first_published", source.firstPublished?.value)
  return .map(map.map)
}

private func json(_ image: ArticleImage) -> Value {
  var map = MapBuilder()
  map.add("src", image.src.value)
  map.add("alt", image.alt?.value)
  map.add("caption", image.caption?.value)
  map.add("credit", image.credit?.value)
  return .map(map.map)
}

private func json(_ correction: Correction) -> Value {
  var map = MapBuilder()
  map.add("date", correction.date.value)
  map.add("text", correction.text.value)
  return .map(map.map)
}

private func json(_ meeting: Meeting) -> Value {
  var map = MapBuilder()
  map.add("body", meeting.body.map { json($0.value) })
  map.add("number", meeting.number?.value)
  map.add("start", meeting.start?.value)
  map.add("end", meeting.end?.value)
  map.add("place", meeting.place?.value)
  map.add("online", meeting.online?.value)
  map.add("chair", meeting.chair.map { json($0.value) })
  map.add("secretary", meeting.secretary.map { json($0.value) })
  map.add("present", meeting.present.map { json($0.value) })
  map.add("apologies", meeting.apologies.map { json($0.value) })
  map.add("status", meeting.status?.value.rawValue)
  map.add("documents", meeting.documents.map { json($0.value) })
  return .map(map.map)
}

private func json(_ document: Meeting.Document) -> Value {
  var map = MapBuilder()
  map.add("title", document.title?.value)
  map.add("file", document.file.value)
  return .map(map.map)
}

/// Adds what is there and leaves out what is not.
private struct MapBuilder {
  var map = Map()

  mutating func add(_ key: String, _ value: Value?) {
    guard let value else { return }
    let node = Node(value, range: 0..<0)
    map.entries.append(Map.Entry(key: key, keyRange: 0..<0, node: node))
  }

  mutating func add(_ key: String, _ text: String?) { add(key, text.map { Value.string($0) }) }

  mutating func add(_ key: String, _ flag: Bool?) { add(key, flag.map { Value.bool($0) }) }

  mutating func add(_ key: String, _ moment: Moment?) { add(key, moment.map(written)) }

  mutating func add(_ key: String, _ items: [Value]) {
    if !items.isEmpty { add(key, .list(items.map { Node($0, range: 0..<0) })) }
  }

  private func written(_ moment: Moment) -> String {
    var output: [UInt8] = []
    let isWhole = moment.precision == .minute || moment.precision == .second
    if let format = DateFormat(isWhole ? "rfc3339" : "iso") {
      appendDate(moment, format, in: .en, to: &output)
    }
    return String(decoding: output, as: UTF8.self)
  }
}
