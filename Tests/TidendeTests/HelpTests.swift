import Foundation
import Testing

@testable import tidende

@Suite("Help") struct HelpTests {
  static let topics: [(name: String, topic: HelpTopic)] =
    [("short", .short), ("command", .command)] + Verb.allCases.map { ($0.rawValue, .verb($0)) }

  @Test("every help is its golden text, at most 80 columns wide")
  func golden() throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Golden/help.txt")
    let actual = Self.topics.map { "-- \($0.name) --\n" + helpText(about: $0.topic) }.joined()
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: url)
    }
    #expect(try String(contentsOf: url, encoding: .utf8) == actual)
    for line in actual.split(separator: "\n") {
      #expect(line.count <= 80 && line.last != " ", "\(line)")
    }
    reportCases(Self.topics.count, "helps")
  }

  @Test("the help of a verb starts with examples, and each of them is a command of that verb")
  func examples() {
    for verb in Verb.allCases {
      #expect(helpText(about: .verb(verb)).hasPrefix("Examples:\n"))
      for example in verb.examples {
        #expect(commandVerb(of: example.command) == verb, "\(example.command)")
      }
    }
  }

  @Test("a flag is in the help of the verbs it belongs to, and a common one in that of the command")
  func flagsAreListed() {
    for verb in Verb.allCases {
      let text = helpText(about: .verb(verb))
      for flag in flags where flag.verbs?.contains(verb) == true || verb == .build {
        #expect(text.contains("  \(flag.form)") == flag.belongs(to: verb), "\(flag.form) \(verb)")
      }
    }
    for flag in flags where flag.verbs == nil {
      #expect(helpText(about: .command).contains("  \(flag.form)"), "\(flag.form)")
    }
  }

  @Test("no message, help or page of the manual names a verb that is not there")
  func verbsThatAreNamed() throws {
    let root = ArchitectureTests.root
    let folders = ["themes", ".github", "content"]
    let pages = folders.flatMap { folder in
      (FileManager.default.enumerator(atPath: root + "/" + folder)?.compactMap { $0 as? String })?
        .map { folder + "/" + $0 } ?? []
    }
    var texts = ArchitectureTests.files
    for path in pages + ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"] {
      guard let text = try? String(contentsOfFile: root + "/" + path, encoding: .utf8) else {
        continue
      }
      texts.append((path, text))
    }
    // In code marks, or at the beginning of a line that a shell runs.
    let pattern = try Regex("(?:`|\n *(?:\\$ |- run: )?)tidende ([a-z][a-z-]*)")
    var count = 0
    for (path, text) in texts {
      for match in text.matches(of: pattern) {
        let verb = match.output[1].substring.map(String.init) ?? ""
        count += 1
        #expect(Verb(rawValue: verb) != nil, "\(path): `tidende \(verb)`")
      }
    }
    #expect(count > 30)
    reportCases(count, "verbs that are named")
  }

  /// The verb of an example as a shell would run it; `nil` where it is not a command.
  private func commandVerb(of line: String) -> Verb? {
    var words: [String] = []
    var isQuoted = false
    for part in line.split(separator: "\"", omittingEmptySubsequences: false) {
      if isQuoted {
        words.append(String(part))
      } else {
        let plain = part.prefix { $0 != "<" && $0 != ">" }
        words += plain.split(separator: " ").map(String.init)
      }
      isQuoted.toggle()
    }
    guard words.first == "tidende" else { return nil }
    switch command(from: Array(words.dropFirst())) {
    case .success(.build): return .build
    case .success(.serve): return .serve
    case .success(.check): return .check
    case .success(.new): return .new
    case .success(.render), .success(.renderLines): return .render
    case .success(.search): return .search
    case .success(.inspect): return .inspect
    case .success(.explain): return .explain
    case .success(.version): return .version
    case .success(.help), .failure: return nil
    }
  }
}
