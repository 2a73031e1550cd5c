// A whole site in one text: `-- path --` lines, each followed by that file's content. It is written
// to a temporary folder that is removed with the fixture.

import Foundation
import Reporting

@testable import Publishing

final class SiteFixture {
  let folder: String
  var output: String { folder + "/public" }

  init(_ text: String = "") throws {
    folder = NSTemporaryDirectory() + "tidende-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write(text)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Writes, or writes over, the files of a text.
  func write(_ text: String) throws {
    for (path, content) in sections(of: text) { try write(path, Array(content.utf8)) }
  }

  func write(_ path: String, _ bytes: [UInt8]) throws {
    let url = URL(fileURLWithPath: folder + "/" + path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: folder + "/" + path)
  }

  /// Builds with the theme of the repository built in, on 21 November 2026, noon UTC.
  func build(
    jobs: Int = 2, disk: Disk = Disk(), _ change: (inout BuildRequest) -> Void = { _ in }
  ) -> BuildReport {
    var request = BuildRequest(root: folder, output: output, clock: .instant(1_795_262_400))
    request.builtInTheme = plainTheme
    request.jobs = jobs
    change(&request)
    // Nobody pulls the plug on a test.
    var disk = disk
    disk.isDurable = false
    return Publishing.build(request, on: disk)
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder + "/" + path)
  }

  func text(_ path: String) -> String {
    String(
      decoding: FileManager.default.contents(atPath: folder + "/" + path) ?? Data(), as: UTF8.self)
  }

  /// Every file of the output and its bytes.
  func tree(_ folder: String? = nil) -> [String: Data] {
    let root = folder ?? output
    var files: [String: Data] = [:]
    guard let walk = FileManager.default.enumerator(atPath: root) else { return [:] }
    for case let path as String in walk {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isFolder)
      if !isFolder.boolValue {
        files[path] = FileManager.default.contents(atPath: root + "/" + path) ?? Data()
      }
    }
    return files
  }

  /// Inode and time stamp of every file of the output.
  func stamps() -> [String: String] {
    var stamps: [String: String] = [:]
    for path in tree().keys {
      let attributes = try? FileManager.default.attributesOfItem(atPath: output + "/" + path)
      let inode = attributes?[.systemFileNumber] as? Int ?? 0
      let time = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      stamps[path] = "\(inode) \(time)"
    }
    return stamps
  }
}

/// Splits a text at its `-- path --` lines.
func sections(of text: String) -> [(String, String)] {
  var found: [(String, String)] = []
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    if line.hasPrefix("-- "), line.hasSuffix(" --"), line.count > 6 {
      found.append((String(line.dropFirst(3).dropLast(3)), ""))
    } else if !found.isEmpty {
      found[found.count - 1].1 += line + "\n"
    }
  }
  return found
}

/// The smallest theme that shows everything: tests of the press do not depend on the real one.
let plainTheme: [ThemeFile] = sections(
  of: """
    -- templates/base.html --
    <!DOCTYPE html><html lang="{{ page.language }}"><head><title>{{ page.title }}</title><link rel="stylesheet" href="{{ asset("main.css") }}"></head><body>{% block main %}{% endblock %}</body></html>
    -- templates/item.html --
    <li><a href="{{ item.url }}">{{ item.title }}</a> {{ item.summary or "" }}</li>
    -- templates/list.html --
    {% extends "base.html" %}{% block main %}<h1>{{ page.title }}</h1><ul>{% for item in articles %}{% include "item.html" %}{% endfor %}</ul>{% if pager is defined %}{% if pager.older %}<a rel="next" href="{{ pager.older }}">older</a>{% endif %}{% if pager.newer %}<a rel="prev" href="{{ pager.newer }}">newer</a>{% endif %}{% endif %}{% endblock %}
    -- templates/home.html --
    {% extends "list.html" %}
    -- templates/article.html --
    {% extends "base.html" %}{% block main %}<article><h1>{{ article.title }}</h1>{% for author in article.authors %}<a href="{{ author.url }}">{{ author.name }}</a>{% endfor %}{{ article.content }}{% for tag in article.tags %}<a rel="tag" href="{{ tag.url }}">{{ tag.name }}</a>{% endfor %}</article>{% endblock %}
    -- templates/tags.html --
    {% extends "base.html" %}{% block main %}{% for group in groups %}<h2>{{ group.letter }}</h2>{% for tag in group.entries %}<a href="{{ tag.url }}">{{ tag.name }}</a> {% endfor %}{% endfor %}{% endblock %}
    -- templates/people.html --
    {% extends "base.html" %}{% block main %}{% for group in groups %}{% for person in group.entries %}<a href="{{ person.url }}">{{ person.name }}</a> {% endfor %}{% endfor %}{% endblock %}
    -- templates/archives.html --
    {% extends "base.html" %}{% block main %}{% for year in years %}<a href="{{ year.url }}">{{ year.year }}</a> {% endfor %}{% endblock %}
    -- templates/search.html --
    {% extends "base.html" %}{% block main %}<form action="{{ site.search_url }}"></form>{% endblock %}
    -- templates/404.html --
    {% extends "base.html" %}{% block main %}<p>404</p>{% endblock %}
    -- assets/main.css --
    body { color: black }
    -- i18n/da.yaml --
    older: Ældre
    """
).map { ThemeFile(name: $0.0, path: "built-in theme/" + $0.0, bytes: Array($0.1.utf8)) }

/// A problem in one line: `content/blog/a.md:3:8 error T001 message`.
func line(_ problem: Diagnostic) -> String {
  let place = problem.place.map { "\($0.path):\($0.line):\($0.column)" } ?? "-"
  return "\(place) \(problem.severity.name) \(problem.code) \(problem.message)"
}
