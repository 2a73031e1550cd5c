import Foundation
import Testing

/// The rules of ARCHITECTURE.md that a program can check, held against the sources.
@Suite struct ArchitectureTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// Which of our targets each may import, bottom-up.
  static let allowed: [String: Set<String>] = [
    "Reporting": [], "Nordic": [],
    "Metadata": ["Nordic", "Reporting"],
    "Markdown": ["Nordic", "Reporting", "CCMarkGFM"],
    "Templating": ["Reporting"],
    "Searching": ["Nordic"], "Previewing": [],
    "Publishing": ["Reporting", "Nordic", "Metadata", "Markdown", "Templating", "Searching"],
    "tidende": [
      "Publishing", "Previewing", "Searching", "Templating", "Metadata", "Markdown", "Nordic",
      "Reporting",
    ],
  ]

  /// What may be imported besides, and by which files: `Target/File.swift`.
  static let system: [String: Set<String>] = [
    // Templating takes its mathematics and the size of the stack from there, and nothing else.
    "Glibc": [
      "Previewing/FolderWatch.swift", "Previewing/Listening.swift", "Previewing/OpenFile.swift",
      "Previewing/Readiness.swift", "Previewing/Snapshot.swift", "Previewing/Sockets.swift",
      "tidende/ServeVerb.swift",
      "Publishing/Disk.swift", "Publishing/DiskFolder.swift", "Publishing/BuildLock.swift",
      "Publishing/NamelessFile.swift",
      "Templating/Powers.swift", "Templating/StackGuard.swift",
      "tidende/Main.swift",
      "tidende/BuildVerb.swift",
    ],
    "Musl": ["Templating/Powers.swift"], "Darwin": ["Templating/Powers.swift"],
    "Dispatch": [
      "Previewing/Watcher.swift", "Previewing/Workers.swift", "Publishing/ConcurrentMap.swift",
      "tidende/BuildVerb.swift",
    ],
    // What a page has looked at is noted under a lock that nobody else ever waits for.
    "Synchronization": [
      "Previewing/Mailbox.swift", "tidende/LivePreview.swift", "Publishing/ConcurrentMap.swift",
      "Publishing/Facts.swift", "Publishing/Shelf.swift", "Publishing/TextStore.swift",
      "Publishing/Fragments.swift",
      "Publishing/Preview.swift",
    ],
  ]

  static let files: [(path: String, text: String)] = {
    guard let walk = FileManager.default.enumerator(atPath: root + "/Sources") else { return [] }
    return walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().map {
      ($0, (try? String(contentsOfFile: root + "/Sources/" + $0, encoding: .utf8)) ?? "")
    }
  }()

  static func imports(of text: String) -> [(module: String, isPrivate: Bool)] {
    text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
        words[..<index].allSatisfy({ ["private", "public", "internal", "@testable"].contains($0) })
      else { return nil }
      let kinds = ["func", "struct", "class", "enum", "typealias", "var", "let"]
      let module = kinds.contains(words[index + 1]) ? words[index + 2] : words[index + 1]
      return (String(module.prefix { $0 != "." }), words[..<index].contains("private"))
    }
  }

  @Test("targets import only what the architecture allows") func directions() {
    #expect(Self.files.count > 50)
    for (path, text) in Self.files {
      let target = String(path.prefix { $0 != "/" })
      for (module, _) in Self.imports(of: text) {
        if let files = Self.system[module] {
          let name = path.split(separator: "/").suffix(1).joined()
          #expect(files.contains(target + "/" + name), "\(path) imports \(module)")
        } else {
          #expect(Self.allowed[target]?.contains(module) ?? false, "\(path) imports \(module)")
        }
      }
    }
  }

  @Test("one file imports the C library, and privately") func cLibrary() {
    let users = Self.files.filter { file in
      Self.imports(of: file.text).contains { $0.module == "CCMarkGFM" }
    }
    #expect(users.count == 1)
    for user in users {
      #expect(Self.imports(of: user.text).contains { $0.module == "CCMarkGFM" && $0.isPrivate })
    }
  }

  @Test("nothing prints, traps or shares state behind the type checker's back") func absences() {
    let forbidden = [
      "debugPrint(", "fatalError(", "preconditionFailure(", "try!", "@unchecked Sendable",
      "TODO", "FIXME", "NSLock", "DispatchSemaphore", " Date()", "getenv(", "getcwd(",
    ]
    for (path, text) in Self.files {
      for word in forbidden {
        if word == "getenv(", path == "tidende/Main.swift" { continue }
        #expect(!text.contains(word), "\(path) says \(word)")
      }
      let prints = text.split(separator: "\n").contains { line in
        line.drop { $0 == " " }.hasPrefix("print(")
      }
      #expect(!prints, "\(path) prints")
    }
  }

  @Test("one place starts parallel work and says nonisolated(unsafe)") func parallelism() {
    let parallel = Self.files.filter { $0.text.contains("concurrentPerform") }.map(\.path)
    #expect(parallel == ["Publishing/ConcurrentMap.swift"])
    let unsafe = Self.files.filter { $0.text.contains("nonisolated(unsafe)") }.map(\.path)
    #expect(unsafe == ["Publishing/ConcurrentMap.swift"])
  }

  @Test("every file says what it is for, and is one idea long") func proportion() {
    for (path, text) in Self.files {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 401, "\(path) has \(lines.count) lines")
      #expect(text.hasPrefix("// "), "\(path) does not say what it is for")
    }
  }

  @Test("the package names the same directions") func package() throws {
    let text = try String(contentsOfFile: Self.root + "/Package.swift", encoding: .utf8)
    for (target, imports) in Self.allowed where target != "tidende" {
      for other in Self.allowed.keys where other != target {
        let block = text.replacing("Target(", with: "target(").components(separatedBy: "target(")
          .first {
            $0.contains("name: \"\(target)\"")
          }
        let isNamed = block?.contains("\"\(other)\"") ?? false
        #expect(isNamed == imports.contains(other), "\(target) and \(other) in Package.swift")
      }
    }
  }
}
