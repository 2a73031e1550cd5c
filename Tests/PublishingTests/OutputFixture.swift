// An output folder in a temporary folder, published to without a site: a build is a table of paths and
// texts. What tests of the publisher want to know of the result is asked here.

import Foundation
import Reporting

@testable import Publishing

final class OutputFixture: Sendable {
  /// Waiting for the disk itself is tested with the disk.
  static let hasty: Disk = {
    var disk = Disk()
    disk.isDurable = false
    return disk
  }()

  let folder: String
  var output: String { folder + "/public" }
  var beside: String { folder + "/.public.tidende" }
  var memory: String { folder + "/memory" }

  init() throws {
    folder = NSTemporaryDirectory() + "tidende-output-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// What a build does with its files.
  @discardableResult func publish(
    _ files: [String: String], remembers: Bool = true, jobs: Int = 2, disk: Disk = hasty
  ) throws -> (written: Int, removed: [String]) {
    let stage = try self.stage(remembers: remembers, disk: disk)
    var made: [MadeFile] = []
    for (path, text) in files {
      let bytes = Array(text.utf8)
      if let kept = stage.keep(path, digest(of: bytes)) {
        made.append(kept)
      } else {
        made.append(try stage.take([Array(bytes.prefix(3)), Array(bytes.dropFirst(3))], as: path))
      }
    }
    return (made.count { $0.isChanged }, try stage.publish(made, jobs: jobs))
  }

  func stage(remembers: Bool = true, disk: Disk = hasty) throws -> Stage {
    try Stage(for: output, memory: remembers ? memory : nil, on: disk)
  }

  /// Writes a file as somebody else would; a new one unless it is there.
  func write(_ path: String, _ text: String) throws {
    let url = URL(fileURLWithPath: folder + "/" + path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: folder + "/" + path)
  }

  func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/" + path, withDestinationPath: target)
  }

  func facts(_ path: String) -> FileFacts? {
    Disk().facts(folder + "/" + path, followingLinks: false)
  }

  func names(_ path: String) -> [String] {
    ((try? Disk().list(folder + "/" + path)) ?? []).map(\.name)
  }

  func text(_ path: String) -> String? {
    (try? Disk().read(folder + "/" + path)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Every file below the output with its text, but for the manifest; folders end with a slash.
  func tree() -> [String: String] {
    var found: [String: String] = [:]
    for (path, facts) in everything() where !path.hasPrefix(".tidende") {
      found[path] = facts.kind == .folder ? "" : text("public/" + path) ?? "?"
    }
    return found.filter { !$0.key.hasSuffix("/") }
  }

  /// Facts of everything below the output; folders end with a slash.
  func everything() -> [String: FileFacts] {
    var found: [String: FileFacts] = [:]
    func walk(_ path: String) {
      for entry in (try? Disk().list(output + "/" + path)) ?? [] {
        let inner = path + entry.name
        guard let facts = Disk().facts(output + "/" + inner, followingLinks: false) else {
          continue
        }
        found[facts.kind == .folder ? inner + "/" : inner] = facts
        if facts.kind == .folder { walk(inner + "/") }
      }
    }
    walk("")
    return found
  }
}

/// A small generator of numbers (xorshift64*): the same on every machine.
struct Draw {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func number(below limit: Int) -> Int {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Int(truncatingIfNeeded: (state &* 0x2545_F491_4F6C_DD1D) >> 33) % limit
  }
}
