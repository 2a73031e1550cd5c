import Foundation
import Testing

@testable import tidende

@Suite struct ExplanationsTests {
  @Test("every code that a problem can have is explained, once") func everyCode() throws {
    let names = allCodes.map(\.name)
    #expect(Set(names).count == names.count)
    let pattern = try Regex("\"(T[0-9]{3})\"", as: (Substring, Substring).self)
    var used: Set<String> = []
    for (path, text) in ArchitectureTests.files where !path.hasPrefix("tidende/Explanations") {
      for match in text.matches(of: pattern) { used.insert(String(match.output.1)) }
    }
    #expect(used.count > 100)
    #expect(used.subtracting(names).sorted() == [])
    #expect(Set(names).subtracting(used).sorted() == [])
    reportCases(used.count, "codes with an explanation")
  }

  @Test("explanations fit on a terminal and say something") func wording() {
    for code in allCodes {
      #expect(!code.title.hasSuffix("."), "\(code.name)")
      #expect(!code.explanation.isEmpty && !code.explanation.hasSuffix("\n"), "\(code.name)")
      for line in code.explanation.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    }
  }
}
