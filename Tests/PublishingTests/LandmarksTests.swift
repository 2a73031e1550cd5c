// Links of an article that did not change are not resolved again where all they can lead to is as it
// was. What can change under a link without a change in the article that has it:

import Testing

@testable import Publishing

@Suite struct LandmarksTests {
  private static let start = """
    -- content/site.yaml --
    title: Blad
    base_url: https://example.org/
    -- content/om.md --
    ---
    title: Om
    ---
    [a](blog/a.md#to) [gammel](/gammel/) [fil](kort.txt) [hun](people/x.md) [side](/tags/ord/)
    -- content/kort.txt --
    kort
    -- content/people/x.md --
    ---
    name: Xenia
    ---
    -- content/people/y.md --
    ---
    name: Yrsa
    ---
    -- content/blog/a.md --
    ---
    title: A
    date: 2026-01-02
    authors: [x, y]
    tags: [ord]
    aliases: [/gammel/]
    ---
    ## To
    -- content/blog/b.md --
    ---
    title: B
    date: 2026-01-03
    tags: [ord]
    ---
    ## To

    """

  /// Edits one after the other; `om.md` is never among them.
  private static let edits: [(name: String, text: String)] = [
    (
      "an alias leads elsewhere",
      "-- content/blog/a.md --\n---\ntitle: A\ndate: 2026-01-02\nauthors: [x, y]\ntags: [ord]\n---\n## To\n-- content/blog/b.md --\n---\ntitle: B\ndate: 2026-01-03\ntags: [ord]\naliases: [/gammel/]\n---\n## To\n"
    ),
    (
      "two people change names",
      "-- content/people/x.md --\n---\nname: Yrsa\n---\n-- content/people/y.md --\n---\nname: Xenia\n---\n"
    ),
    (
      "an anchor is gone",
      "-- content/blog/a.md --\n---\ntitle: A\ndate: 2026-01-02\nauthors: [x, y]\ntags: [ord]\n---\n## Tre\n"
    ),
    (
      "the anchor is back",
      "-- content/blog/a.md --\n---\ntitle: A\ndate: 2026-01-02\nauthors: [x, y]\ntags: [ord]\n---\n## To\n"
    ),
    (
      "another address",
      "-- content/blog/a.md --\n---\ntitle: A\ndate: 2026-01-02\nslug: anden\nauthors: [x, y]\ntags: [ord]\n---\n## To\n"
    ),
    (
      "a draft",
      "-- content/blog/a.md --\n---\ntitle: A\ndate: 2026-01-02\ndraft: true\ntags: [ord]\n---\n## To\n"
    ),
    (
      "published again",
      "-- content/blog/a.md --\n---\ntitle: A\ndate: 2026-01-02\nauthors: [x, y]\ntags: [ord]\n---\n## To\n"
    ),
    (
      "the alias is gone",
      "-- content/blog/b.md --\n---\ntitle: B\ndate: 2026-01-03\ntags: [andet]\n---\n## To\n"
    ),
    (
      "the last page of a tag is gone",
      "-- content/blog/a.md --\n---\ntitle: A\ndate: 2026-01-02\nauthors: [x]\n---\n## To\n"
    ),
    (
      "all is well",
      "-- content/blog/b.md --\n---\ntitle: B\ndate: 2026-01-03\ntags: [ord]\naliases: [/gammel/]\n---\n## To\n"
    ),
    ("a file has another name", "-- content/kort.md --\n---\ntitle: Kort\n---\nKort.\n"),
  ]

  private static let settings =
    "-- content/site.yaml --\ntitle: Blad\nbase_url: https://example.org/\n"

  /// What a page can be made from without a file of its own changing.
  private static let others: [(name: String, start: String, edits: [String])] = [
    (
      "the front page gets a text, another, none",
      settings + "-- content/_theme/templates/home.html --\n<p>{{ content }}</p>\n"
        + "-- content/om.md --\n---\ntitle: Om\n---\nOm.\n",
      [
        "-- content/_index.md --\n---\ntitle: Velkommen\n---\nTekst.\n",
        "-- content/_index.md --\n---\ntitle: Velkommen\n---\nEn anden.\n",
      ]
    ),
    (
      "a value of a data file becomes one that looks alike",
      settings + "-- content/data/x.yaml --\nv: null\n"
        + "-- content/_theme/templates/home.html --\n<p>{{ data(\"x\").v }}</p>\n"
        + "-- content/om.md --\n---\ntitle: Om\n---\nOm.\n",
      ["-1", "\"-1\"", "-1.0", "0", "\"\"", "[]", "[0]", "{}", "true", "\"true\"", "null"].map {
        "-- content/data/x.yaml --\nv: \($0)\n"
      }
    ),
    (
      "a tag is spelt otherwise, a section has another title",
      settings + "outputs: {index_json: true}\n"
        + "-- content/nyt/a.md --\n---\ntitle: A\ndate: 2026-01-02\ntags: [mitid]\n---\nA.\n"
        + "-- content/leder/b.md --\n---\ntitle: B\ndate: 2026-01-03\ntags: [mitid]\n---\nB.\n",
      [
        "-- content/leder/b.md --\n---\ntitle: B\ndate: 2026-01-03\ntags: [MitID]\n---\nB.\n",
        "-- content/nyt/_index.md --\n---\ntitle: Sidste nyt\n---\n",
      ]
    ),
    (
      "the path of a picture leads to another file",
      settings + "-- content/_theme/templates/article.html --\n<p>{{ article.image.url }}</p>\n"
        + "-- content/nyt/p.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"2\"/>\n"
        + "-- content/nyt/a.md --\n---\ntitle: A\ndate: 2026-01-02\nimage: {src: ../p.svg, alt: A}\n---\n"
        + "A.\n"
        + "-- content/nyt/b.md --\n---\ntitle: B\ndate: 2026-01-02\nimage: {src: p.svg, alt: B}\n---\nB.\n",
      [
        "-- content/p.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3\" height=\"4\"/>\n"
      ]
    ),
  ]

  @Test("after each of them the site and its problems are those of a full build") func edits()
    throws
  {
    let edits = Self.edits.map(\.text)
    let count = try check("a link", Self.start, edits)
    reportCases(count, "edits under a link")
  }

  @Test("a page is made again when what it shows has changed elsewhere") func elsewhere() throws {
    var count = 0
    for (name, start, edits) in Self.others { count += try check(name, start, edits) }
    reportCases(count, "edits elsewhere")
  }

  /// Builds after each edit, and fully beside it.
  private func check(_ name: String, _ start: String, _ edits: [String]) throws -> Int {
    let site = try SiteFixture()
    for (number, text) in ([start, ""] + edits).enumerated() {
      try site.write(text)
      let label = "\(name), \(number)"
      let warm = site.build {
        $0.remembers = true
        $0.startedAt = 4_000_000_000
      }
      let cold = site.folder + "/cold"
      let full = site.build { $0.output = cold }
      #expect(warm.failure == full.failure, "\(label)")
      #expect(
        warm.problems.filter { $0.code != "T314" }.map(line) == full.problems.map(line), "\(label)")
      if full.failure == nil { #expect(site.tree() == site.tree(cold), "\(label)") }
      try? site.remove("cold")
    }
    return edits.count
  }
}
