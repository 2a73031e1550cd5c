// The browser's client against the reader in Swift: it reads every shard, and answers the same.
//
// The client runs in Node (`client.mjs` beside this file); without Node the suite is left out.

import Foundation
import Nordic
import Testing

@testable import Searching

/// Where Node is, if it is.
private let node = ["/usr/bin/node", "/usr/local/bin/node", "/opt/homebrew/bin/node"]
  .first { FileManager.default.isExecutableFile(atPath: $0) }

@Suite(.enabled(if: node != nil)) struct ClientTests {
  /// Another client than the theme's, for trying it out.
  static let client = ProcessInfo.processInfo.environment["SEARCH_CLIENT"].map { [$0] } ?? []
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  @Test("the client reads what Swift wrote, and both find the same", arguments: [1, 2, 3, 4])
  func sameAnswers(seed: Int) throws {
    let concepts = SearchConcepts([
      SearchConcept(names: ["KL", "Kommunernes Landsforening", "vejprojekt plan"]),
      SearchConcept(names: ["NgDP", "Næste generation Digital Post"]),
    ])
    let corpus = Corpus(seed == 4 ? 2600 : 500, seed: seed)
    var settings = SearchSettings()
    settings.segmentLimit = seed % 2 == 0 ? 200 : 3000
    settings.shardSize = seed == 4 ? 6000 : 1000
    let files = searchIndex(corpus.entries(concepts), settings: settings, concepts: concepts)
    let language: Language = seed == 3 ? .nb : .da
    let cases = Self.queries(corpus, seed: seed)
    var reader = try SearchReader(language: language) { [files = byPath(files)] in files[$0] }
    var expected: [[String: Any]] = []
    for (text, options) in cases {
      let answer = try reader.query(text, options: options)
      expected.append([
        "text": text, "options": Self.json(options), "total": answer.total,
        "corrected": answer.corrected ?? NSNull(), "relaxed": answer.isRelaxed,
        "urls": answer.results.map(\.url), "scores": answer.results.map(\.score),
      ])
    }
    let log = try Self.run(files, ["language": language.code, "queries": expected])
    #expect(log.status == 0, "\(log.text)")
    reportCases(cases.count, "queries answered alike")
  }

  /// Words of the articles as they are, bent, misspelt, spelt otherwise, two by two, and filtered.
  static func queries(_ corpus: Corpus, seed: Int) -> [(String, SearchOptions)] {
    var draw = Draw(seed + 100)
    var cases: [(String, SearchOptions)] = []
    let fixed = [
      "", "og", "KL", "vejprojekt plan", "kommunernes landsforening", "it-drift", "xylofon",
      "\"digital post\"", "toender", "aalborg", "nøgle!", "vej projekt", "Москва", "a’b 2026",
    ]
    for text in fixed { cases.append((text, SearchOptions())) }
    for index in 0..<120 {
      let document = corpus.documents[Int.random(in: 0..<corpus.documents.count, using: &draw)]
      let words = String(decoding: document.text, as: UTF8.self).split(separator: " ").map(
        String.init)
      var text = words.randomElement(using: &draw) ?? ""
      var options = SearchOptions()
      switch index % 10 {
      case 0: text = String(text.dropLast(Int.random(in: 1...3, using: &draw)))
      case 1: if text.count > 3 { text.remove(at: text.index(text.startIndex, offsetBy: 2)) }
      case 2:
        text = text.replacingOccurrences(of: "ø", with: "oe").replacingOccurrences(
          of: "å", with: "aa")
      case 3: text += " " + (words.randomElement(using: &draw) ?? "")
      case 4: text = "\"" + words.prefix(3).suffix(2).joined(separator: " ") + "\""
      case 5: options.tag = "digital post"
      case 6: options.year = 2025
      case 7:
        options.section = "Blog"
        options.language = "nb"
      case 8: text += words.randomElement(using: &draw) ?? ""
      default: options.author = "ida vej"
      }
      if index % 13 == 0 { options.limit = 30 }
      if index % 17 == 0 { options.isExact = true }
      cases.append((text, options))
    }
    return cases
  }

  @Test("a broken or missing file is an error, not an empty answer") func brokenFiles() throws {
    let files = searchIndex(Corpus(200, seed: 9).entries())
    let log = try Self.run(files, ["language": "da", "broken": true, "queries": [[String: Any]]()])
    #expect(log.status == 0, "\(log.text)")
    print(log.text.split(separator: "\n").last ?? "")
  }

  static func json(_ options: SearchOptions) -> [String: Any] {
    var map: [String: Any] = ["limit": options.limit, "isExact": options.isExact]
    map["tag"] = options.tag
    map["section"] = options.section
    map["author"] = options.author
    map["year"] = options.year
    map["language"] = options.language
    return map
  }

  /// Writes the index to a folder and runs the client on it.
  static func run(
    _ files: [SearchFile], _ task: [String: Any]
  ) throws -> (status: Int32, text: String) {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("search-\(ProcessInfo.processInfo.globallyUniqueString)")
    defer { try? FileManager.default.removeItem(at: root) }
    for file in files {
      let url = root.appendingPathComponent(file.path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: url)
    }
    let data = try JSONSerialization.data(withJSONObject: task)
    try data.write(to: root.appendingPathComponent("task.json"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: node ?? "")
    process.arguments = [folder.appendingPathComponent("client.mjs").path, root.path] + client
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
