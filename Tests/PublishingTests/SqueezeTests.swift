import Testing

@testable import Publishing

@Suite struct SqueezeTests {
  @Test("a published script has no comment lines and no indentation, and is else as it was")
  func scripts() {
    let cases = [
      ("// What it is for.\nlet a = 1; // one\n\n  f(a);\n", "let a = 1; // one\nf(a);\n"),
      ("/** Says it. */\nexport const b = `x//y`;\n", "export const b = `x//y`;\n"),
      ("//! Licence\n\tg();", "//! Licence\ng();\n"),
      ("let text = `one\n  // two\n`;\n", "let text = `one\n  // two\n`;\n"), ("", ""),
      ("const url = \"https://a\";\n", "const url = \"https://a\";\n"),
    ]
    for (script, expected) in cases {
      #expect(String(decoding: squeezed(script: Array(script.utf8)), as: UTF8.self) == expected)
    }
  }
}
