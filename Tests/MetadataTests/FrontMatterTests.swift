// Where front matter ends and the text begins.

import Reporting
import Testing

@testable import Metadata

@Suite struct FrontMatterTests {
  @Test(arguments: [
    ("---\ntitle: A\n---\nText", ["title"], "Text"),
    ("---\ntitle: A\n...\nText", ["title"], "Text"),
    ("---\n---\nText", [], "Text"), ("---\n# only a comment\n---\nText", [], "Text"),
    ("---\r\ntitle: A\r\n---\r\nText", ["title"], "Text"),
    ("\u{FEFF}---\ntitle: A\n---\nText", ["title"], "Text"),
    ("---  \ntitle: A\n--- \t\nText", ["title"], "Text"),
    ("\n\n---\ntitle: A\n---\nText", ["title"], "Text"), ("---\ntitle: A\n---", ["title"], ""),
    ("---\na: |\n  ---\n  b\n---\nText", ["a"], "Text"),
    ("---\na: b\n---\n---\nText", ["a"], "---\nText"),
    ("{\"a\": 1}\nText", ["a"], "Text"), ("{\n  \"a\": {\"b\": 1}\n}\n\nText", ["a"], "\nText"),
    ("{}\nText", [], "Text"), ("{\"a\": 1} Text", ["a"], " Text"),
    ("\u{FEFF}{\"a\": 1}\r\nText", ["a"], "Text"), ("Text", [], "Text"), ("", [], ""),
    ("\u{FEFF}Text", [], "Text"), ("----\na: b\n----\n", [], "----\na: b\n----\n"),
    ("--- a\nb", [], "--- a\nb"), ("{{< note >}}\n", [], "{{< note >}}\n"),
    ("{% if %}", [], "{% if %}"), ("{#id}", [], "{#id}"), ("Note: a text\n", [], "Note: a text\n"),
    ("- a\n", [], "- a\n"), ("++++\na", [], "++++\na"), ("\n\nText", [], "\n\nText"),
    ("# Title: A\n", [], "# Title: A\n"),
  ])
  func aHeadIsSplitFromItsText(_ file: String, keys: [String], body: String) {
    let source = SourceText(path: "a.md", text: file)
    let head = readFrontMatter(source)
    #expect(head.map.entries.map(\.key) == keys)
    #expect(String(decoding: source.bytes[head.bodyOffset...], as: UTF8.self) == body)
    #expect(head.diagnostics.isEmpty)
    #expect(head.isWhole)
  }

  @Test(arguments: [
    ("+++\ntitle = \"A\"\n+++\nText", "T007", "Text"), ("+++\ntitle = \"A\"\n", "T007", ""),
    ("Title: A\nDate: 2020\n\nText", "T008", "\nText"), ("title: A\n", "T008", ""),
    ("Author: A\n", "T008", ""), ("save_as: a.html\n", "T008", ""),
    ("---\ntitle: A\n\nText\n", "T006", "Text\n"), ("---\ntitle: A\n# Text\n", "T006", "# Text\n"),
    ("---\n", "T006", ""), ("---\ntags:\n- a\n- b\n\n\n* Text", "T006", "* Text"),
    ("---\na: |\n  b\n\n  c\nText: more of it, which is no key of ours", "T006", ""),
    ("---\n- a\n---\nText", "T009", "Text"), ("---\nSome text.\n---\nText", "T009", "Text"),
  ])
  func aHeadThatIsRefusedStillHasATextBehindIt(_ file: String, code: String, body: String) {
    let source = SourceText(path: "a.md", text: file)
    let head = readFrontMatter(source)
    #expect(head.diagnostics.map(\.code) == [code])
    #expect(String(decoding: source.bytes[head.bodyOffset...], as: UTF8.self) == body)
    #expect(!head.isWhole)
  }

  @Test func linesCountFromTheTopOfTheFile() {
    let source = SourceText(path: "a.md", text: "---\na: b\nc: D: E\n---\n")
    #expect(readFrontMatter(source).diagnostics.first?.place?.line == 3)
  }

  @Test func warningsLeaveTheHeadWhole() {
    let head = readFrontMatter(SourceText(path: "a.md", text: "---\ntitle: A #2\n---\n"))
    #expect(head.diagnostics.map(\.code) == ["T034"])
    #expect(head.isWhole)
  }
}
