// The meaning of every key, through the JSON that `tidende inspect` shows.

import Foundation
import Nordic
import Reporting
import Testing

@testable import Metadata

@Suite struct ArticleReaderTests {
  @Test func everyArticleIsUnderstoodAsTheGoldenFileHasIt() throws {
    let (preface, cases) = try sections(of: "articles.txt")
    let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil
    var rewritten = preface + "\n"
    for section in cases {
      let parts = section.text.components(separatedBy: ">>>\n")
      let found = understood(parts[0], named: section.name)
      if !isUpdating { #expect(found == (parts.count > 1 ? parts[1] : ""), "\(section.name)") }
      rewritten += "=== \(section.name)\n\(parts[0])>>>\n\(found)"
    }
    if isUpdating {
      try rewritten.write(to: dataURL("articles.txt"), atomically: true, encoding: .utf8)
    }
    reportCases(cases.count, "articles")
  }

  @Test func everyOtherNameOfAKeyIsReadAsTheKey() {
    let values: [ArticleKey: String] = [
      .title: "A b", .date: "2020-03-23", .updated: "2020-03-23", .publishDate: "2020-03-23",
      .expires: "2031-03-23", .deck: "A", .summary: "A", .authors: "A, b", .tags: "a, b",
      .lang: "nn", .url: "/a/", .template: "a", .aliases: "/b/", .image: "a.png",
    ]
    var count = 0
    for (key, value) in values {
      let first = article("\(key.name): \(value)\n")
      for name in key.names.dropFirst() {
        let second = article("\(name): \(value)\n")
        #expect(metadataJSON(first.0) == metadataJSON(second.0), "\(name)")
        #expect(second.1.isEmpty, "\(name): \(second.1.map(\.message))")
        count += 1
      }
    }
    reportCases(count, "other names of keys")
  }

  @Test func aPairOfNamesForOneKeyIsAnErrorUnlessOneIsEmpty() {
    #expect(article("tags: a\ncategories: b\n").1.map(\.code) == ["T204"])
    #expect(article("tags:\ncategories: b\n").1.isEmpty)
    #expect(article("tags: a\ncategories:\n").0.tags.map(\.value) == ["a"])
  }

  @Test func unknownKeysAreKeptAmongExtraInTheirOrder() {
    let (article, diagnostics) = article("zeta: 1\nauther: x\nextra: {beta: 2}\nalpha: 3\n")
    #expect(article.extra.entries.map(\.key) == ["beta", "zeta", "auther", "alpha"])
    #expect(diagnostics.map(\.code) == ["T205"])
  }

  @Test func whatIsMissingIsOnlyMissingInAWholeHead() {
    var options = ArticleOptions(zone: .utc, language: .da)
    let source = SourceText(path: "a.md", text: "")
    #expect(readArticle(Map(), in: source, options: options).1.count == 2)
    options.requiresDate = false
    #expect(readArticle(Map(), in: source, options: options).1.count == 1)
    options.isWhole = false
    #expect(readArticle(Map(), in: source, options: options).1.isEmpty)
  }

  @Test func everyValueKnowsItsPlace() {
    let text = "---\ntitle: 'A b'\nauthors: c, d\ntags: [e, \"#f\"]\nimage: g.png\n---\n"
    let source = SourceText(path: "a.md", text: text)
    let options = ArticleOptions(zone: .utc, language: .da, requiresDate: false)
    let article = readArticle(readFrontMatter(source).map, in: source, options: options).0
    let ranges =
      [article.title?.range, article.image?.value.src.range].compactMap(\.self)
      + article.authors.map(\.range) + article.tags.map(\.range)
    let found = ranges.map { String(decoding: source.bytes[$0], as: UTF8.self) }
    #expect(found == ["'A b'", "g.png", "c", "d", "e", "\"#f\""])
  }

  @Test func namesAndIdsAreToldApartByTheirLetters() {
    for text in ["kl", "kari-nordmann", "os2", "2024"] { #expect(Reference(text) == .id(text)) }
    for text in ["KL", "Kari Nordmann", "kari_nordmann", "søren", ""] {
      #expect(Reference(text) == .name(text))
    }
  }

  private func article(_ head: String) -> (ArticleMetadata, [Diagnostic]) {
    let source = SourceText(path: "a.md", text: "---\n\(head)---\n")
    let options = ArticleOptions(zone: .utc, language: .da, isWhole: false)
    return readArticle(readFrontMatter(source).map, in: source, options: options)
  }

  /// The metadata as JSON, and the diagnostics in a line each.
  private func understood(_ input: String, named name: String) -> String {
    let source = SourceText(path: "a.md", bytes: bytes(input))
    let words =
      name.hasPrefix("[") ? name.dropFirst().prefix { $0 != "]" }.split(separator: " ") : []
    let head = readFrontMatter(source)
    let options = ArticleOptions(
      zone: Zone("Europe/Copenhagen") ?? .utc, language: .da,
      fileStem: words.last.map(String.init) ?? "file", isUnderDrafts: words.first == "drafts",
      isWhole: head.isWhole)
    let (article, diagnostics) = readArticle(head.map, in: source, options: options)
    let json = String(decoding: metadataJSON(article, pretty: true), as: UTF8.self)
    let said = (head.diagnostics + diagnostics).map { "\($0.code) \($0.message)\n" }
    return json + "\n" + said.joined()
  }
}
