import Testing

@testable import Publishing

/// The site's own functions, asked by a template of the site.
@Suite struct FunctionsTests {
  private static let magazine = """
    -- content/site.yaml --
    title: Blad
    language: da
    -- content/people/ida.md --
    ---
    name: Ida Holm
    ---
    Redaktør.
    -- content/blog/en.md --
    ---
    title: En
    date: 2026-01-02
    tags: [OS2]
    authors: [ida]
    ---
    Tekst.
    """

  private func built(_ template: String) throws -> (page: String, problems: [String]) {
    let site = try SiteFixture(Self.magazine + "\n-- content/_theme/templates/404.html --\n")
    try site.write("content/_theme/templates/404.html", Array(template.utf8))
    let report = site.build()
    return (site.text("public/404.html"), report.problems.map(line))
  }

  @Test("get_term finds tags and people, and says what it knows") func terms() throws {
    let found = try built(
      #"{{ get_term("tags", "os2").name }} {{ get_term("people", "ida").name }} {{ get_term("tags", "x") is none }}"#
    )
    #expect(found.page == "OS2 Ida Holm True")
    let wrong = try built(#"{{ get_term("series", "x") }}"#)
    #expect(wrong.problems.contains { $0.contains("`kind` is `tags` or `people`") })
  }

  @Test("warn leaves the page and tells; throw is an error at its place") func tells() throws {
    let warned = try built(#"a{{ warn("pas på") }}b"#)
    #expect(warned.page == "ab")
    #expect(warned.problems.contains { $0.contains("404.html:1:") && $0.contains("warning") })
    let thrown = try built(#"a{{ throw("stop her") }}b"#)
    #expect(thrown.page.isEmpty)
    #expect(thrown.problems.contains { $0.contains("404.html:1:") && $0.hasSuffix("stop her") })
  }
}
