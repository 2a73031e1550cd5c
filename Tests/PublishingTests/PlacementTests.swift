import Nordic
import Testing

@testable import Publishing

@Suite struct PlacementTests {
  static let cases:
    [(
      path: String, role: TextRole, section: String, name: String, language: Language?,
      bundle: String?
    )] = [
      ("blog/x.md", .article, "blog", "x", nil, nil),
      ("blog/x.nb.md", .article, "blog", "x", .nb, nil),
      ("blog/x/index.md", .article, "blog", "x", nil, "blog/x"),
      ("blog/x/index.nn.md", .article, "blog", "x", .nn, "blog/x"),
      ("blog/2024/x.md", .article, "blog", "x", nil, nil),
      ("blog/_index.md", .section, "blog", "_index", nil, nil),
      ("_index.md", .section, "", "_index", nil, nil),
      ("index.md", .section, "", "index", nil, nil),
      ("om.md", .article, "", "om", nil, nil),
      ("people/kari.md", .person, "people", "kari", nil, nil),
      ("organizations/ks.md", .organization, "organizations", "ks", nil, nil),
      ("_drafts/x.md", .article, "", "x", nil, nil),
      ("blog/_drafts/x.md", .article, "blog", "x", nil, nil),
      ("blog/v1.2.md", .article, "blog", "v1.2", nil, nil),
      ("blog/2024/_index.md", .article, "blog", "2024", nil, "blog/2024"),
    ]

  @Test("a path says role, section, name, language and bundle") func paths() {
    for expected in Self.cases {
      let place = Placement(expected.path)
      #expect(place.role == expected.role, "\(expected.path)")
      #expect(place.section == expected.section, "\(expected.path)")
      #expect(place.name == expected.name, "\(expected.path)")
      #expect(place.fileLanguage == expected.language, "\(expected.path)")
      #expect(place.bundle == expected.bundle, "\(expected.path)")
      #expect(place.isInDrafts == expected.path.contains("_drafts"), "\(expected.path)")
    }
    reportCases(Self.cases.count, "placements")
  }
}
