// `.tidende/manifest.json` in the output folder: what builds made there.
//
//     {"version": 1, "algorithm": "murmur3-x64-128", "files": [
//     {"path": "blog/x/index.html", "digest": "32 hexadecimal digits", "size": 1234},
//     …]}
//
// It is published with the site, so it names no source files. One line a file, sorted by bytes.

import Metadata
import Reporting

extension Stage {
  /// The paths an earlier build made; none where the manifest is missing or cannot be read as one.
  func earlierPaths() -> [String] {
    let path = output + "/.tidende/manifest.json"
    guard let bytes = try? disk.read(path) else { return [] }
    let (node, problems) = parseJSON(SourceText(path: path, bytes: bytes))
    guard problems.isEmpty, case .map(let map) = node.value,
      case .list(let files)? = map["files"]?.value
    else { return [] }
    return files.compactMap { file in
      guard case .map(let entry) = file.value, case .string(let path)? = entry["path"]?.value,
        isInside(path)
      else { return nil }
      return path
    }
  }

  /// The manifest of these files, which are sorted already.
  func manifestText(_ files: [MadeFile]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(64 + files.count * 100)
    text += #"{"version": 1, "algorithm": "murmur3-x64-128", "files": ["#.utf8
    for (index, file) in files.enumerated() {
      text += (index == 0 ? "\n" : ",\n").utf8
      text += #"{"path": "#.utf8
      appendJSONString(file.path, to: &text)
      text += #", "digest": ""#.utf8
      text += file.digest.hex.utf8
      text += #"", "size": "#.utf8
      text += String(file.size).utf8
      text.append(UInt8(ascii: "}"))
    }
    text += "\n]}\n".utf8
    return text
  }
}

/// A manifest comes from a folder that others write to: it must not name anything outside it.
private func isInside(_ path: String) -> Bool {
  !path.isEmpty && !path.hasPrefix("/")
    && !path.split(separator: "/", omittingEmptySubsequences: false).contains {
      $0.isEmpty || $0 == "." || $0 == ".."
    }
}
