// The wording of every problem, and that every problem has been met.

import Foundation
import Nordic
import Reporting
import Testing

@testable import Metadata

@Suite struct MetadataProblemTests {
  @Test func everyProblemIsSaidAsTheGoldenFileHasIt() throws {
    let (preface, cases) = try sections(of: "problems.txt")
    var rewritten = preface + "\n"
    for section in cases {
      let parts = section.text.components(separatedBy: ">>>\n")
      let found = said(about: parts[0], named: section.name)
      let expected = parts.count > 1 ? parts[1] : ""
      if !isUpdating { #expect(found == expected, "\(section.name)") }
      rewritten += "=== \(section.name)\n\(parts[0])>>>\n\(found)"
    }
    if isUpdating {
      try rewritten.write(to: dataURL("problems.txt"), atomically: true, encoding: .utf8)
    }
    reportCases(cases.count, "documents with problems")
  }

  @Test func everyCodeIsMetAndHasItsExplanation() throws {
    let text = try String(contentsOf: dataURL("problems.txt"), encoding: .utf8)
    let expected = (1...36).map { String(format: "T%03d", $0) } + (201...219).map { "T\($0)" }
    #expect(metadataCodes.map(\.name) == expected)
    for code in expected { #expect(text.contains("[\(code)] "), "\(code)") }
    reportCases(expected.count, "codes")
  }

  @Test func explanationsAreParagraphsOfAtMostAHundredColumns() {
    for code in metadataCodes {
      #expect(!code.title.hasSuffix(".") && !code.explanation.isEmpty, "\(code.name)")
      for line in code.explanation.split(separator: "\n") {
        #expect(line.count <= 100 && line.last != " ", "\(code.name): \(line)")
      }
    }
  }

  @Test func messagesAreOneClauseInLowerCaseWithoutAFullStop() throws {
    for section in try sections(of: "problems.txt").sections {
      let input = section.text.components(separatedBy: ">>>\n")[0]
      for diagnostic in diagnostics(about: input, named: section.name) {
        let message = diagnostic.message
        #expect(message.last != "." && message.first?.isUppercase == false, "\(message)")
        for help in diagnostic.help { #expect(help.last != ".", "\(help)") }
      }
    }
  }

  private var isUpdating: Bool { ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil }

  private func said(about input: String, named name: String) -> String {
    diagnostics(about: input, named: name).map { diagnostic in
      let place = diagnostic.place
      let position = place.map { "\($0.line):\($0.column)+\($0.length)" } ?? "-"
      let head = "\(diagnostic.severity.name)[\(diagnostic.code)] \(position) \(diagnostic.message)"
      let notes = diagnostic.notes.map { "  note: \($0)" }
      let help = diagnostic.help.map { "  help: \($0)" }
      let related = diagnostic.related.map {
        "  \($0.place.line):\($0.place.column)+\($0.place.length) \($0.message)"
      }
      return ([head] + notes + help + related).joined(separator: "\n") + "\n"
    }.joined()
  }

  /// A name begins with `[yaml]`, `[json]`, `[article]`, `[article 2021-02-31-file-name]` or
  /// `[article Europe/Oslo]`.
  private func diagnostics(about input: String, named name: String) -> [Diagnostic] {
    let source = SourceText(path: "file", bytes: bytes(input))
    let kind = name.dropFirst().prefix { $0 != "]" }.split(separator: " ")
    let isArticle = kind[0] == "article"
    let text = checkText(source, kind: isArticle ? .article : .data)
    if text.contains(where: { $0.severity == .error }) { return text }
    switch kind[0] {
    case "yaml": return text + parseYAML(source).diagnostics
    case "json": return text + parseJSON(source).diagnostics
    default:
      let head = readFrontMatter(source)
      let word = kind.count > 1 ? String(kind[1]) : "file"
      let options = ArticleOptions(
        zone: Zone(word) ?? .utc, language: .da, fileStem: word,
        isWhole: head.isWhole)
      return text + head.diagnostics + readArticle(head.map, in: source, options: options).1
    }
  }
}
