// Letters outside ASCII: lower case, plain forms, and what belongs to a word.
// Lower case is compared with the standard library's.

import Testing

@testable import Nordic

@Suite struct LettersTests {
  @Test func lowerCaseIsThatOfTheStandardLibrary() {
    var count = 0
    for value in UInt32(0)...0x1_FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let expected = scalar.properties.lowercaseMapping.unicodeScalars.first?.value
      if lowercase(value) != expected { Issue.record("U+\(String(value, radix: 16))") }
      count += 1
    }
    #expect(lowercase(0x130) == 0x69)
    reportCases(count, "letters in lower case")
  }

  @Test func superscriptsSubscriptsAndFullWidthFormsArePlain() {
    let cases: [(Unicode.Scalar, UInt8)] = [
      ("⁰", 0x30), ("¹", 0x31), ("²", 0x32), ("³", 0x33), ("⁴", 0x34), ("⁹", 0x39), ("₀", 0x30),
      ("₉", 0x39), ("０", 0x30), ("９", 0x39), ("Ａ", 0x61), ("Ｚ", 0x7A), ("ａ", 0x61), ("ｚ", 0x7A),
    ]
    for (scalar, expected) in cases { #expect(plainForm(of: scalar.value) == expected) }
    for scalar in ["⁺", "₊", "！", "a", "½"] as [Unicode.Scalar] {
      #expect(plainForm(of: scalar.value) == nil)
    }
    reportCases(cases.count, "plain forms")
  }

  @Test func wordsAreMadeOfLettersAndTheirMarks() {
    let cases: [(Unicode.Scalar, WordPart?)] = [
      ("ж", .letter), ("日", .letter), ("٣", .letter), ("Ⅷ", .letter), ("\u{301}", .mark),
      ("\u{93F}", .mark), ("–", nil), ("€", nil), ("😀", nil), ("\u{A0}", nil), ("½", nil),
    ]
    for (scalar, expected) in cases { #expect(wordPart(of: scalar.value) == expected) }
    reportCases(cases.count, "parts of words")
  }
}
