// The tags of languages, as they are typed and as they are written.
// Sources: BCP 47 and the Open Graph protocol.

import Nordic
import Testing

@Suite struct LanguageTests {
  @Test func codesAreReadWithAnyRegionAndCase() {
    let cases: [(String, Language?)] = [
      ("da", .da), ("DA", .da), ("da-DK", .da), ("da_DK.UTF-8", .da), ("nb", .nb), ("nb_NO", .nb),
      ("no", .nb), ("no-NO", .nb), ("NN", .nn), ("nn-Latn-NO", .nn), ("en", .en), ("en-GB", .en),
      ("en-US", .en), ("sv", nil), ("dansk", nil), ("", nil), ("-", nil), ("d", nil), ("nbx", nil),
    ]
    for (code, expected) in cases { #expect(Language(code: code) == expected, "\(code)") }
    reportCases(cases.count, "language codes")
  }

  @Test func aLanguageKnowsWhatItIsCalled() {
    #expect(Language.allCases.map(\.code) == ["da", "nb", "nn", "en"])
    #expect(Language.allCases.map(\.name) == ["dansk", "norsk bokmål", "norsk nynorsk", "English"])
    #expect(Language.allCases.map(\.openGraphLocale) == ["da_DK", "nb_NO", "nn_NO", "en_GB"])
  }
}
