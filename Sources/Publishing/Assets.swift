// Theme assets under names that hold their content's fingerprint: `css/main.css` is published as
// `/assets/css/main.1a2b3c4d.css`, so a server may let browsers keep it for ever.
//
// A style sheet that names other assets by `url(…)` is rewritten to their published names, and gets
// its own name after that.

import Reporting

/// One asset as it is published.
struct Asset: Sendable {
  /// The path below the theme's `assets/`.
  var name: String
  /// The path from the root of the site: `/assets/css/main.1a2b3c4d.css`.
  var sitePath: String
  var bytes: [UInt8]
}

/// Names the assets by their content. Files keep the order given.
func publishedAssets(_ files: [ThemeFile]) -> [Asset] {
  var assets: [Asset] = files.map { file in
    let isScript = fileExtension(of: file.name) == "js"
    return Asset(
      name: file.name, sitePath: "", bytes: isScript ? squeezed(script: file.bytes) : file.bytes)
  }
  var paths: [String: String] = [:]
  // Style sheets last: what they name must have its own name first. One that imports another is
  // finished in the round after it; a circle keeps the names as they are written.
  var waiting = Array(assets.indices)
  var isStuck = false
  while !waiting.isEmpty {
    var postponed: [Int] = []
    for index in waiting {
      let name = assets[index].name
      if fileExtension(of: name) == "css" {
        let rewritten = rewrite(assets[index].bytes, in: folder(of: name)) { target in
          paths[target] ?? (isStuck || !files.contains { $0.name == target } ? target : nil)
        }
        guard let rewritten else {
          postponed.append(index)
          continue
        }
        assets[index].bytes = rewritten
      }
      assets[index].sitePath = "/assets/" + hashed(name, digest(of: assets[index].bytes).short)
      paths[name] = hashed(name, digest(of: assets[index].bytes).short)
    }
    isStuck = postponed.count == waiting.count
    waiting = postponed
  }
  return assets
}

private func hashed(_ name: String, _ hash: String) -> String {
  let last = baseName(of: name)
  guard let dot = last.utf8.lastIndex(of: UInt8(ascii: ".")), dot != last.startIndex else {
    return name + "." + hash
  }
  let stem = String(name.dropLast(last[dot...].count))
  return stem + "." + hash + last[dot...]
}

/// Replaces the targets of `url(…)` in a style sheet.
///
/// - Parameter resolve: from an asset's name to the name to write; `nil` stops: not known yet.
/// - Returns: the new style sheet, or `nil` where `resolve` stopped.
private func rewrite(
  _ css: [UInt8], in folder: String, resolve: (String) -> String?
) -> [UInt8]? {
  var output: [UInt8] = []
  output.reserveCapacity(css.count + 64)
  let open = Array("url(".utf8)
  var index = 0
  while index < css.count {
    guard css[index] == open[0], css[index...].starts(with: open),
      let close = css[index...].firstIndex(of: UInt8(ascii: ")"))
    else {
      output.append(css[index])
      index += 1
      continue
    }
    let inside = css[(index + 4)..<close]
    let quotes: [UInt8] = [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: " ")]
    let target = String(
      decoding: inside.drop { quotes.contains($0) }.reversed().drop { quotes.contains($0) }
        .reversed(),
      as: UTF8.self)
    let isOwn = !target.contains(":") && !target.hasPrefix("/") && !target.hasPrefix("#")
    if isOwn, let name = joined(folder, target) {
      guard let published = resolve(name) else { return nil }
      output += "url(".utf8
      output += relativePath(from: folder, to: published).utf8
      output.append(UInt8(ascii: ")"))
    } else {
      output += css[index...close]
    }
    index = close + 1
  }
  return output
}

private func relativePath(from folder: String, to path: String) -> String {
  let from = folder.split(separator: "/")
  let to = path.split(separator: "/")
  var shared = 0
  while shared < from.count, shared < to.count - 1, from[shared] == to[shared] { shared += 1 }
  return String(repeating: "../", count: from.count - shared) + to[shared...].joined(separator: "/")
}
