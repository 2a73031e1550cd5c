import Reporting
import Testing

@testable import Publishing

/// What goes wrong, where it is pointed at, and that the last good site stays.
@Suite struct WrongInputTests {
  struct Case {
    var name: String
    var files: String
    /// The start of `path:line:column severity code message`.
    var expected: [String]
    /// Whether there is nothing else to tell.
    var isAll = false
  }

  static let site =
    "-- content/site.yaml --\ntitle: T\nbase_url: https://example.org/\nlanguage: da\n"

  static func article(_ body: String, head: String = "title: A\ndate: 2026-01-02") -> String {
    "-- content/blog/a.md --\n---\n\(head)\n---\n\(body)\n"
  }

  static let cases: [Case] = [
    Case(
      name: "missing closing ---",
      files: "-- content/blog/a.md --\n---\ntitle: A\ndate: 2026-01-02\n\nText.\n",
      expected: ["content/blog/a.md:1:1 error T0"]),
    Case(
      name: "a tab", files: article("x", head: "title: A\ndate: 2026-01-02\nauthors:\n\t- B"),
      expected: ["content/blog/a.md:5:1 error T0"]),
    Case(
      name: "a duplicate key", files: article("x", head: "title: A\ndate: 2026-01-02\ntitle: B"),
      expected: ["content/blog/a.md:4:1 error T0"]),
    Case(
      name: "title: A: B", files: article("x", head: "title: A: B\ndate: 2026-01-02"),
      expected: ["content/blog/a.md:2:9 error T0"]),
    Case(
      name: "31 February", files: article("x", head: "title: A\ndate: 31. februar 2026"),
      expected: ["content/blog/a.md:3:7 error T2"]),
    Case(
      name: "a date without a year", files: article("x", head: "title: A\ndate: 20.12"),
      expected: ["content/blog/a.md:3:7 error T2"]),
    Case(
      name: "an unknown author id",
      files: article("x", head: "title: A\ndate: 2026-01-02\nauthors: [kari]"),
      expected: ["content/blog/a.md:4:11 error T252 there is no person with the id `kari`"]),
    Case(
      name: "an unknown organization id",
      files: article("x", head: "title: A\ndate: 2026-01-02\norganizations: [ks]"),
      expected: ["content/blog/a.md:4:17 error T253"]),
    Case(
      name: "a link to a file that is not there",
      files: article("Se [her](../leder/b.md).\n\nOg [her](b.md)."),
      expected: [
        "content/blog/a.md:5:10 error T301 there is no page or file `../leder/b.md`",
        "content/blog/a.md:7:10 error T301 there is no page or file `b.md`",
      ]),
    Case(
      name: "a link to an anchor that is not there",
      files: article("## Et afsnit\n\n[x](#andet) [y](#et-afsnit) [z](a.md#tredje)"),
      expected: [
        "content/blog/a.md:7:5 error T304 there is no anchor `#andet`",
        "content/blog/a.md:7:33 error T304 there is no anchor `#tredje`",
      ]),
    Case(
      name: "a picture that is not there", files: article("![Et hus](hus.png)"),
      expected: ["content/blog/a.md:5:11 error T301"]),
    Case(
      name: "two articles with one address",
      files: article("x")
        + "-- content/blog/b.md --\n---\ntitle: B\ndate: 2026-01-03\nslug: a\n---\n",
      expected: ["content/blog/b.md:0:0 error T302 two sources have one address: /blog/a/"]),
    Case(
      name: "a file and a folder of one name",
      files: article("x")
        + "-- content/blog/a/index.md --\n---\ntitle: B\ndate: 2026-01-03\n---\n",
      expected: ["content/blog/a/index.md:0:0 error T302 two sources have one address: /blog/a/"],
      isAll: true),
    Case(
      name: "a file and a folder of one name with addresses of their own",
      files: article("x")
        + "-- content/blog/a/index.md --\n---\ntitle: B\ndate: 2026-01-03\nslug: b\n---\n",
      expected: ["content/blog/a/index.md:1:1 error T255 two translations of one article are in"],
      isAll: true),
    Case(
      name: "an unknown filter",
      files: article("x")
        + "-- content/_theme/templates/article.html --\n<p>{{ article.date | dat(\"long\") }}</p>\n",
      expected: ["content/_theme/templates/article.html:1:22 error T7"]),
    Case(
      name: "an unclosed tag",
      files: article("x")
        + "-- content/_theme/templates/article.html --\n<p>\n{% if article.title %}\n</p>\n",
      expected: ["content/_theme/templates/article.html:2:4 error T711 this `if` is never closed"]),
    Case(
      name: "a missing template",
      files: article("x", head: "title: A\ndate: 2026-01-02\ntemplate: leder"),
      expected: ["content/blog/a.md:4:11 error T715 there is no template called `leder.html`"]),
    Case(
      name: "an included template that is not there",
      files: article("x")
        + "-- content/_theme/templates/article.html --\n{% include \"itme.html\" %}\n",
      expected: ["content/_theme/templates/article.html:1:12 error T7"]),
    Case(
      name: "an undefined variable",
      files: article("x")
        + "-- content/_theme/templates/article.html --\n<h1>{{ artikel.title }}</h1>\n",
      expected: ["content/_theme/templates/article.html:1:8 error T7"]),
    Case(
      name: "an undefined member",
      files: article("x")
        + "-- content/_theme/templates/article.html --\n<h1>{{ article.titel }}</h1>\n",
      expected: ["content/_theme/templates/article.html:1:16 error T731 the article has no `titel`"]
    ),
    Case(
      name: "no title", files: article("x", head: "date: 2026-01-02"),
      expected: ["content/blog/a.md:1:1 error T"]),
    Case(
      name: "draft that is neither true nor false",
      files: article("x", head: "title: A\ndate: 2026-01-02\ndraft: ja"),
      expected: ["content/blog/a.md:4:8 error T"]),
    Case(
      name: "a dangerous address",
      files: article(
        "x", head: "title: A\ndate: 2026-01-02\nsource: {name: B, url: \"javascript:alert(1)\"}"),
      expected: ["content/blog/a.md:4:24 error T"]),
    Case(
      name: "a translation of nothing",
      files: article("x", head: "title: A\ndate: 2026-01-02\ntranslation_of: leder/b.md"),
      expected: ["content/blog/a.md:4:17 error T254"]),
    Case(
      name: "a link to a draft",
      files: article("[b](b.md)")
        + "-- content/blog/b.md --\n---\ntitle: B\ndate: 2026-01-03\ndraft: true\n---\n",
      expected: ["content/blog/a.md:5:5 error T305 `b.md` is not published: it is a draft"]),
    Case(
      name: "a language that is none",
      files: "-- content/site.yaml --\nlanguage: sv\n" + article("x"),
      expected: ["content/site.yaml:1:11 error T064"]),
    Case(
      name: "a base address that is none",
      files: "-- content/site.yaml --\nbase_url: example.org\n" + article("x"),
      expected: ["content/site.yaml:1:11 error T0"]),
    Case(
      name: "a time zone that is none",
      files: "-- content/site.yaml --\ntime_zone: Europe/Copenhaven\n" + article("x"),
      expected: ["content/site.yaml:1:12 error T065"]),
    Case(
      name: "a theme that is not there",
      files: "-- content/site.yaml --\ntheme: avisen\n" + article("x"),
      expected: ["content/site.yaml:1:8 error T060 there is no theme called `avisen`"]),
    Case(
      name: "a page size of 0", files: "-- content/site.yaml --\npage_size: 0\n" + article("x"),
      expected: ["content/site.yaml:1:12 error T067"]),
    Case(
      name: "a pattern without its name",
      files: "-- content/site.yaml --\npaths: {article: /blog/}\n" + article("x"),
      expected: ["content/site.yaml:1:18 error T069"]),
    Case(
      name: "a menu that leads nowhere",
      files: "-- content/site.yaml --\nmenus:\n  main:\n    - /blok/\n" + article("x"),
      expected: ["content/site.yaml:3:7 error T301 there is no page or file `/blok/`"]),
    Case(
      name: "a key nobody knows", files: "-- content/site.yaml --\ntitel: T\n" + article("x"),
      expected: ["content/site.yaml:1:1 warning T"]),
    Case(
      name: "an article's picture that is not there",
      files: article("x", head: "title: A\ndate: 2026-01-02\nimage: {src: hus.png, alt: Et hus}"),
      expected: ["content/blog/a.md:4:14 error T301"]),
    Case(
      name: "an article's picture without a text",
      files: article("x", head: "title: A\ndate: 2026-01-02\nimage: hus.svg")
        + "-- content/blog/hus.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>\n",
      expected: ["content/blog/a.md:4:8 warning T412"]),
    Case(
      name: "a file that is a section's folder",
      files: article("x", head: "title: A\ndate: 2026-01-02\nurl: /om/a/")
        + "-- content/om --\nx\n",
      expected: ["content/om:0:0 error T302 one address is a file and a folder: /om"]),
    Case(
      name: "a dangerous menu",
      files: "-- content/site.yaml --\nmenus: {main: [\"javascript:alert(1)\"]}\n" + article("x"),
      expected: ["content/site.yaml:1:16 error T307"]),
    Case(
      name: "a wrong type in the settings",
      files: "-- content/site.yaml --\noutputs: false\n" + article("x"),
      expected: ["content/site.yaml:1:10 error T203"]),
    Case(
      name: "a logo that is not there",
      files: "-- content/site.yaml --\nlogo: logo.svg\n" + article("x"),
      expected: ["content/site.yaml:1:7 error T301"]),
    Case(
      name: "a person's photo that is not there",
      files: article("x") + "-- content/people/kari.md --\n---\nname: Kari\nphoto: kari.png\n---\n",
      expected: ["content/people/kari.md:3:8 error T301"]),
    Case(
      name: "an asset that is not there",
      files: article("x")
        + "-- content/_theme/templates/article.html --\n{{ asset(\"mian.css\") }}\n",
      expected: ["content/_theme/templates/article.html:1:4 error T7"]),
  ]

  @Test("wrong input is told at its file, line and column, and nothing is published")
  func wrongInput() throws {
    for wrong in Self.cases {
      let good = try SiteFixture(Self.site + Self.article("Godt."))
      #expect(good.build().failure == nil, "\(wrong.name): the good site")
      let before = good.tree()
      #expect(!before.isEmpty)
      try good.write(wrong.files)
      let report = good.build()
      let lines = report.problems.map(line)
      for expected in wrong.expected {
        #expect(lines.contains { $0.hasPrefix(expected) }, "\(wrong.name): \(expected) in \(lines)")
      }
      if wrong.isAll { #expect(lines.count == wrong.expected.count, "\(wrong.name): \(lines)") }
      let isError = wrong.expected.contains { $0.contains(" error ") }
      #expect((report.failure != nil) == isError, "\(wrong.name): \(lines)")
      if isError { #expect(good.tree() == before, "\(wrong.name): the output changed") }
    }
    reportCases(Self.cases.count, "kinds of wrong input")
  }

  @Test("two forms of one file name are one error that names both files") func twoForms() throws {
    for (folder, end) in [("blog", ".md"), ("data", ".yaml"), ("blog", ".svg")] {
      let site = try SiteFixture(Self.site + Self.article("x"))
      for letter in ["\u{E5}", "a\u{30A}"] {
        let text = end == ".md" ? "---\ntitle: A\ndate: 2026-01-02\n---\n" : "a: 1"
        try site.write("content/\(folder)/bl\(letter)\(end)", Array(text.utf8))
      }
      let problems = site.build().problems
      #expect(problems.map(\.code) == ["T904"], "\(folder) \(end): \(problems.map(line))")
      let start = "$'content/\(folder)/bl"
      let second = start + "a\\xCC\\x8A\(end)'"
      #expect(
        problems.first?.notes == [
          "they are \(start)\\xC3\\xA5\(end)' (combined characters) and \(second) (separate marks)"
        ])
      #expect(problems.first?.help.first?.hasSuffix("`rm \(second)`") == true)
    }
    reportCases(3, "pairs of names in two forms")
  }

  @Test("invalid UTF-8, NUL and Latin-1 are told with their byte") func badBytes() throws {
    let cases: [(String, [UInt8], String)] = [
      (
        "invalid UTF-8",
        Array("---\ntitle: A\ndate: 2026-01-02\n---\nab".utf8) + [0xFF] + Array("c\n".utf8),
        "content/blog/a.md:5:3 error T"
      ),
      (
        "NUL", Array("---\ntitle: A\ndate: 2026-01-02\n---\nab".utf8) + [0] + Array("c\n".utf8),
        "content/blog/a.md:5:3 error T"
      ),
      (
        "Latin-1", Array("---\ntitle: K".utf8) + [0xF8] + Array("b\n---\n".utf8),
        "content/blog/a.md:2:9 error T"
      ),
    ]
    for (name, bytes, expected) in cases {
      let site = try SiteFixture(Self.site)
      try site.write("content/blog/a.md", bytes)
      let lines = site.build().problems.map(line)
      #expect(lines.contains { $0.hasPrefix(expected) }, "\(name): \(lines)")
    }
    reportCases(cases.count, "kinds of bad bytes")
  }

  @Test("ten problems in five files are told in one run") func tenInOneRun() throws {
    let site = try SiteFixture(
      """
      -- content/site.yaml --
      title: T
      language: da
      -- content/blog/a.md --
      ---
      title: A: B
      date: 31. februar 2026
      ---
      -- content/blog/b.md --
      ---
      title: B
      date: 2026-01-01
      authors: [kari]
      organizations: [ks]
      ---
      [x](c.md) [y](#z)
      -- content/blog/d.md --
      ---
      title: D
      date: 20.12
      draft: måske
      ---
      -- content/_theme/templates/article.html --
      {{ article.title | uper }}
      -- content/_theme/templates/tags.html --
      {% for tag in tags %}
      {{ x | nej }}
      """)
    let errors = site.build().problems.filter { $0.severity == .error }
    #expect(errors.count >= 10, "\(errors.map(line))")
    #expect(Set(errors.compactMap(\.place?.path)).count == 5)
    #expect(errors == errors.sorted())
  }
}
