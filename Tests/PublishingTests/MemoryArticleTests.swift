import Markdown
import Metadata
import Nordic
import Reporting
import Testing

@testable import Publishing

/// What a build writes down of an article is what the next one reads.
@Suite struct MemoryArticleTests {
  /// What is composed again, or follows from the file's name, or is kept by others.
  static let notRemembered: Set<String> = [
    "source", "placement", "body", "fingerprint", "listing",
  ]

  @Test("every stored property of an article and of all it holds is remembered")
  func completeness() throws {
    let full = MemoryArticles.full()
    let finder = blanks(in: full)
    #expect(finder.blanks.isEmpty, "a memory coder is not shown these: \(finder.blanks)")
    #expect(finder.count > 500)
    var forgetful = full
    forgetful.metadata.kicker = nil
    forgetful.links[1].destination = ""
    #expect(blanks(in: forgetful).blanks == ["metadata.rare.0.kicker", "links.1.destination"])
    reportCases(finder.count, "remembered values")
  }

  private func blanks(in article: Article) -> BlankFinder {
    var finder = BlankFinder()
    for child in Swift.Mirror(reflecting: article).children {
      let label = child.label ?? ""
      if !Self.notRemembered.contains(label) { finder.visit(child.value, label) }
    }
    return finder
  }

  @Test("an article with everything comes back as it was") func full() throws {
    let article = MemoryArticles.full()
    let bytes = remembered(article)
    let back = try #require(recalled(bytes, article.source))
    #expect(dumped(back) == dumped(article))
    #expect(remembered(back) == bytes)
  }

  @Test("the articles of the example magazine come back without their texts") func example() throws
  {
    let articles = try MemoryArticles.example()
    #expect(articles.count > 50)
    for article in articles {
      let bytes = remembered(article)
      let back = try #require(recalled(bytes, article.source), "\(article.source.name)")
      #expect(dumped(back) == dumped(light(article)), "\(article.source.name)")
      #expect(back.metadata == article.metadata, "\(article.source.name)")
      #expect(back.placement == article.placement, "\(article.source.name)")
      #expect(remembered(back) == bytes, "\(article.source.name)")
    }
    reportCases(articles.count, "articles of the example")
  }

  @Test("a file that could not be read is remembered with its problems") func unreadable() throws {
    let article = MemoryArticles.article("blog/x.md", [0x61, 0xFF, 0x00])
    #expect(!article.isReadable && !article.problems.isEmpty)
    let back = try #require(recalled(remembered(article), article.source))
    #expect(!back.isReadable)
    #expect(back.problems == article.problems)
    #expect(back.slug == "x")
  }

  @Test("two thousand random articles come back as they were") func random() throws {
    let seed: UInt64 = 20_260_314
    print("seed: \(seed)")
    for round in 0..<2_000 {
      let article = MemoryArticles.random(seed: seed &+ UInt64(round))
      let bytes = remembered(article)
      let back = try #require(recalled(bytes, article.source), "round \(round)")
      // Not a number equals nothing; in words it does.
      #expect(
        back.metadata == article.metadata || "\(back.metadata)" == "\(article.metadata)",
        "round \(round)")
      #expect(back.links == article.links && back.ids == article.ids, "round \(round)")
      #expect(back.problems == article.problems, "round \(round)")
      #expect(remembered(back) == bytes, "round \(round)")
    }
    reportCases(2_000, "random articles")
  }

  @Test("an article of ordinary length takes less than one and a half kilobytes") func size() {
    let keys = (1...9).map { "keyword\($0): et ord for søgningen, der er et par linjer langt\n" }
    let text =
      "---\ntitle: En titel\ndate: 2026-03-14\nextra:\n  " + keys.joined(separator: "  ")
      + "---\n\n## Afsnit\n\n[Et link](https://example.org/) og tekst.\n"
    #expect(text.utf8.count > 600)
    let article = MemoryArticles.article("blog/x.md", Array(text.utf8))
    #expect(article.problems.isEmpty)
    let byteCount = remembered(article).count
    #expect(byteCount < 1_500, "\(byteCount) bytes")
  }

  /// An article without what is not remembered.
  private func light(_ article: Article) -> Article {
    var article = article
    article.body = nil
    return article
  }

  /// All there is of an article, but for what others keep.
  private func dumped(_ article: Article) -> String {
    var text = ""
    for child in Swift.Mirror(reflecting: article).children {
      if ["fingerprint", "listing"].contains(child.label) { continue }
      dump(child.value, to: &text, name: child.label)
    }
    return text
  }
}

/// Looks for what is blank in a value.
private struct BlankFinder {
  /// The paths of what is blank.
  private(set) var blanks: [String] = []
  /// How many numbers, texts and cases were seen.
  private(set) var count = 0

  mutating func visit(_ value: Any, _ path: String) {
    count += 1
    let mirror = Swift.Mirror(reflecting: value)
    switch value {
    case let text as String: check(text.isEmpty, path)
    case let number as any BinaryInteger: check(number.isBlank, path)
    case let answer as Bool: check(!answer, path)
    case let range as Range<Int>: check(range.isEmpty, path)
    case let item as any RememberedCase: check(isFirst(item), path)
    case let kind as LinkKind: check(kind == .link, path)
    default:
      // A list, map or optional with nothing in it, or something that is not known above.
      check(mirror.children.isEmpty, path)
      for (index, child) in mirror.children.enumerated() {
        visit(child.value, path + "." + (child.label ?? "\(index)"))
      }
    }
  }

  private mutating func check(_ isBlank: Bool, _ path: String) {
    if isBlank { blanks.append(path) }
  }

  private func isFirst<Item: RememberedCase>(_ item: Item) -> Bool { item == Item.order.first }
}

extension BinaryInteger {
  fileprivate var isBlank: Bool { self == 0 }
}
