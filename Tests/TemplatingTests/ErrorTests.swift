// What people read when a template is wrong, word for word: Cases/errors.txt.

import Foundation
import Reporting
import Testing

@testable import Templating

@Suite struct ErrorTests {
  @Test func everyProblemSaysWhatIsWrongWhereAndWhy() throws {
    var settings = sampleSettings()
    settings.limits.steps = 10_000
    settings.limits.output = 100_000
    let count = try checkGolden(testFile("Cases/errors.txt")) { each in
      let sources = each.templates.map { template in
        let path = "themes/avis/templates/" + template.name
        return (name: template.name, source: SourceText(path: path, text: template.text))
      }
      let (set, problems) = TemplateSet.compile(sources, settings)
      guard problems.isEmpty else { return drawing(problems) }
      var output: [UInt8] = []
      do throws(RenderFailure) {
        return drawing(
          try set.render(
            each.templates[0].name, sampleContext(), subject: "content/blog/x.md", into: &output))
      } catch {
        return drawing([error.diagnostic])
      }
    }
    reportCases(count, "problems word for word")
  }

  @Test func everyCodeHasAGoldenText() throws {
    let text = try String(contentsOf: testFile("Cases/errors.txt"), encoding: .utf8)
    let codes = (700...799).filter { text.contains("[T\($0)]") }
    #expect(codes == Array(700...725) + Array(730...734) + Array(740...755) + [760, 790, 791, 792])
  }

  private func drawing(_ problems: [Diagnostic]) -> String {
    String(decoding: draw(problems, as: .human, color: false, limit: nil), as: UTF8.self)
  }
}
