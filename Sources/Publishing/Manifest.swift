// `.tidende/manifest.json` in the output folder: what builds made there.
//
//     {"version": 1, "algorithm": "murmur3-x64-128", "files": [
//     {"path": "blog/x/index.html", "digest": "32 hexadecimal digits", "size": 1234},
//     …]}
//
// It is published with the site, so it names no source files. One line a file, sorted by bytes.

import Metadata
import Reporting

/// The paths an earlier build made; `nil` where the manifest cannot be read as one.
func manifestPaths(_ bytes: [UInt8], of output: String) -> [String]? {
  let (node, problems) = parseJSON(SourceText(path: output + "/" + manifestPath, bytes: bytes))
  guard problems.isEmpty, case .map(let map) = node.value,
    case .list(let files)? = map["files"]?.value
  else { return nil }
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
  text.reserveCapacity(64 + files.count * 120)
  text += #"{"version": 1, "algorithm": "murmur3-x64-128", "files": ["#.utf8
  var separator = "\n"
  for file in files {
    text += separator.utf8
    text += #"{"path": "#.utf8
    appendJSONString(file.path, to: &text)
    text += #", "digest": ""#.utf8
    appendHex(file.digest.high, to: &text)
    appendHex(file.digest.low, to: &text)
    text += #"", "size": "#.utf8
    appendDecimal(file.size, to: &text)
    text.append(UInt8(ascii: "}"))
    separator = ",\n"
  }
  text += "\n]}\n".utf8
  return text
}

private func appendHex(_ number: UInt64, to text: inout [UInt8]) {
  for shift in stride(from: UInt64(60), through: 0, by: -4) {
    let digit = UInt8(truncatingIfNeeded: number >> shift) & 15
    text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
  }
}

private func appendDecimal(_ number: Int, to text: inout [UInt8]) {
  if number > 9 { appendDecimal(number / 10, to: &text) }
  text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
}

/// A manifest comes from a folder that others write to: it must not name anything outside it.
func isInside(_ path: String) -> Bool {
  !path.isEmpty && !path.hasPrefix("/")
    && !path.split(separator: "/", omittingEmptySubsequences: false).contains {
      $0.isEmpty || $0 == "." || $0 == ".."
    }
}
