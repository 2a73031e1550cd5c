import Testing

@testable import Reporting

@Suite("Codes and their explanations") struct CodesTests {
  @Test("codes are sorted, unique, and of a known family")
  func order() {
    let names = codes.map(\.name)
    #expect(names == Set(names).sorted())
    for name in names {
      #expect(name.utf8.count == 4 && familyName(of: name) != nil, "\(name)")
      #expect(name.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) }, "\(name)")
    }
    reportCases(codes.count, "codes")
  }

  @Test("titles are clauses, explanations are paragraphs of at most 100 columns")
  func wording() {
    for code in codes {
      #expect(!code.title.isEmpty && !code.title.hasSuffix("."), "\(code.name)")
      #expect(code.explanation.hasSuffix("."), "\(code.name)")
      for line in code.explanation.split(separator: "\n") {
        #expect(line.count <= 100 && line.last != " ", "\(code.name): \(line)")
      }
    }
  }

  @Test("a code is found in upper and lower case; what is not a code is not")
  func lookup() {
    #expect(code(named: "t704")?.name == "T704")
    #expect(code(named: "T7O4") == nil)
    #expect(code(named: "") == nil)
    #expect(familyName(of: "T399") == "links and URLs")
    #expect(familyName(of: "X399") == nil)
  }

  @Test("a page names the code, its title and its family before the explanation")
  func page() {
    let page = Code("T101", "a title", "Why.\nAnd how.").page
    #expect(page == "T101: a title (text and typography)\n\nWhy.\nAnd how.\n")
  }
}
