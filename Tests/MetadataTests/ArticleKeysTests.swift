// Names of keys, and what a mistyped one may have been.

import Reporting
import Testing

@testable import Metadata

@Suite struct ArticleKeysTests {
  @Test func everyNameLeadsToOneKey() {
    let names = ArticleKey.allCases.flatMap(\.names)
    #expect(Set(names).count == names.count)
    for key in ArticleKey.allCases {
      for name in key.names { #expect(ArticleKey.named(name) == key) }
    }
    #expect(ArticleKey.named("ma\u{030A}lform") == .lang)
  }

  @Test func nearNamesAreTheSameAsWithoutTheFilter() {
    let names = ArticleKey.allCases.flatMap(\.names)
    var random = SeededGenerator(seed: 3)
    let letters = Array("abcdefghijklmnopqrstuvwxyzæøåéABC-_0".unicodeScalars)
    var count = 0
    for name in names {
      for _ in 0..<40 {
        var scalars = Array(name.unicodeScalars)
        for _ in 0..<Int.random(in: 0...4, using: &random) {
          let index = Int.random(in: 0...scalars.count, using: &random)
          let letter = letters.randomElement(using: &random) ?? "x"
          switch Int.random(in: 0..<4, using: &random) {
          case 0: scalars.insert(letter, at: index)
          case 1 where index < scalars.count: scalars[index] = letter
          case 2 where index < scalars.count: scalars.remove(at: index)
          case 3 where index + 1 < scalars.count: scalars.swapAt(index, index + 1)
          default: break
          }
        }
        let typed = String(String.UnicodeScalarView(scalars))
        let found = ArticleKey.knownNames.near(typed)
        let expected = nearNames(to: typed, in: names)
        if found != expected { Issue.record("\(typed): \(found), not \(expected)") }
        count += 1
      }
    }
    reportCases(count, "mistyped keys")
  }
}
