// What Swift and the browser's module must say alike, on words and texts made at random.
//
// Data/language.jsonl holds them with what is expected; Tests/Checks/language.mjs holds the module to
// the same file. UPDATE_GOLDEN=1 writes it anew.

import Foundation
import Testing

@testable import Nordic

@Suite struct SharedLanguageTests {
  private struct Case: Codable, Equatable {
    var text: String
    /// Words; parts in brackets.
    var tokens: [String]?
    var da: String?
    var no: String?
    var en: String?
    var key: String?
    var route: String?
  }

  @Test func wordsAndTextsAreWhatTheFileSays() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Data/language.jsonl")
    let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil
    if isUpdating {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      let lines = try (texts() + words()).map { try encoder.encode($0) }
      try Data(lines.joined(separator: [0x0A]) + [0x0A]).write(to: file)
    }
    let decoder = JSONDecoder()
    let cases = try dataLines("language.jsonl").map {
      try decoder.decode(Case.self, from: Data($0.utf8))
    }
    for expected in cases {
      let found = expected.tokens == nil ? word(expected.text) : text(expected.text)
      #expect(found == expected)
    }
    reportCases(cases.count, "words and texts shared with the browser")
  }

  private func text(_ text: String) -> Case {
    Case(
      text: text,
      tokens: tokens(of: Array(text.utf8)).map {
        $0.kind == .whole ? string($0.word) : "(\(string($0.word)))"
      })
  }

  private func word(_ text: String) -> Case {
    let word = Array(text.utf8)
    let key = foldKey(word)
    return Case(
      text: text, da: string(extendedStem(word, in: .da)), no: string(extendedStem(word, in: .nb)),
      en: string(extendedStem(word, in: .en)), key: string(key), route: string(routeKey(key)))
  }

  private func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private func texts() -> [Case] {
    var random = Random(seed: 62)
    let pieces = [
      "KL", "os2", "IT", "drift", "vej", "Å", "æ", "ø", "É", "s", "'", "’", "´", "`", "-", "‐", "–",
      "\u{AD}", "\u{200B}", " ", " ", "2", "3", "₂", "²", "½", "İ", "Σ", "σας", "e\u{301}",
      "\u{30A}",
      "A\u{30A}", "ß", "Ж", "日", "한", "𝐀", "𐐀", "🎉", "\u{FE0F}", ".", "_", "(", "\n", "ŋ", "Đ",
      "projekt", "kl", "kl. ", " Kl ", "'s", "’s ", "s-", "\u{AD}plan", "x",
    ]
    return (0..<800).map { _ in
      text(
        (0..<Int.random(in: 1..<10, using: &random))
          .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined())
    } + [text(String(repeating: "ab", count: 33)), text("x-" + String(repeating: "a", count: 64))]
  }

  private func words() -> [Case] {
    var random = Random(seed: 63)
    let letters = "abdefgiklmnoprstuvyæøåéêô'cjhäöüðđwxzþǿǽǻñ𝐚жσ한".map(String.init)
    let middles = [
      "regist", "sikk", "automatis", "national", "ting", "bruk", "mid", "art", "minist", "kunn",
      "kommun", "oper", "gener", "form", "skol",
    ]
    let endings = [
      "en", "er", "erne", "ens", "ane", "ar", "et",
      "er", "ering", "eringen", "isering", "el", "kel", "ler", "re", "rene", "ium", "eum", "tion",
      "sion", "skab", "skabet", "børn", "mænds", "bøgerne", "mennene", "hender", "tær", "føtter",
      "ede", "est", "ast", "ern", "erne", "t", "ts", "ing", "ed", "ies", "ness", "ational", "y",
      "e",
      "ar", "arane", "løst", "hetslov", "els", "'s", "åbne", "små",
      "slov", "slova", "hetsloven", "lovene", "elov",
    ]
    return (0..<1600).map { round in
      var text = ""
      if round % 3 > 0 { text += middles[Int.random(in: 0..<middles.count, using: &random)] }
      for _ in 0..<Int.random(in: round % 3 == 0 ? 1..<9 : 0..<3, using: &random) {
        text += letters[Int.random(in: 0..<letters.count, using: &random)]
      }
      if round % 5 == 0 {
        text =
          String(text.prefix(1)) + (["o", "y", "ø", "i", "å"].randomElement(using: &random) ?? "")
      }
      if round % 3 != 1 { text += endings[Int.random(in: 0..<endings.count, using: &random)] }
      return word(text)
    }
  }
}
