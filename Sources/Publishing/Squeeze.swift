// Scripts as they are published: without the comments and the indentation that are there for their
// readers. Nothing else is touched, so a line of the script is still a line.

/// Drops indentation, empty lines, and lines that are only a comment; one that begins with `//!`, as
/// licences do, stays.
///
/// - Returns: the script as it is where a template literal may go over several lines, in which white
///   space counts.
func squeezed(script: [UInt8]) -> [UInt8] {
  var output: [UInt8] = []
  output.reserveCapacity(script.count)
  for line in script.split(separator: UInt8(ascii: "\n")) {
    let backticks = line.reduce(0) { $0 + ($1 == UInt8(ascii: "`") ? 1 : 0) }
    if backticks % 2 > 0 { return script }
    let text = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    let isComment = text.starts(with: "//".utf8) && !text.starts(with: "//!".utf8)
    if text.isEmpty || isComment { continue }
    if text.starts(with: "/**".utf8), text.suffix(2).elementsEqual("*/".utf8) { continue }
    output += text
    output.append(UInt8(ascii: "\n"))
  }
  return output
}
