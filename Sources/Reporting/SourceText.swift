// Source text and the positions diagnostics point at.
//
// A file is kept as the bytes that were read. Positions are byte offsets until
// the moment a person sees them; only `lineAndColumn(at:)` counts characters.
// A `Place` is such a position ready to be drawn: it holds its line of text (of a very long line,
// the part around the position), so the file itself need not be kept for the sake of a problem.

/// A file as it was read: its name, as an editor would say it, and its bytes.
public struct SourceText: Sendable {
  /// The path from the root of the site, with `/` between the parts.
  public let path: String
  /// The content, as read; not necessarily valid UTF-8.
  public let bytes: [UInt8]

  /// Names the bytes that were read from `path`.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Names a text that is already in memory.
  public init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// Converts a byte offset to the position an editor would show.
  ///
  /// - Parameter offset: 0...`bytes.count`; the end of the file is a valid place to point.
  /// - Returns: 1-based line and column. The column counts Unicode scalars, so `æ` is one column
  ///   although it is two bytes. A byte order mark counts as nothing.
  /// - Complexity: O(offset), 16 or more bytes at a time.
  public func lineAndColumn(at offset: Int) -> (line: Int, column: Int) {
    let offset = min(max(offset, firstOffset), bytes.count)
    let (line, start) = lineStart(before: offset)
    return (line, 1 + scalarCount(start..<offset))
  }

  /// Makes a position that can be drawn without the file.
  ///
  /// - Parameter range: byte offsets; clamped to the file. An empty range points between two bytes.
  public func place(_ range: Range<Int>) -> Place {
    let lower = min(max(range.lowerBound, firstOffset), bytes.count)
    let upper = min(max(range.upperBound, lower), bytes.count)
    let (line, start) = lineStart(before: lower)
    let end = endOfLine(from: lower, start: start)
    // What points at a line break points just behind the line's last character.
    let column = 1 + scalarCount(start..<min(lower, end))
    let length = scalarCount(min(lower, end)..<min(upper, end))
    let shown = excerptRange(around: lower, in: start..<end)
    return Place(
      path: path, line: line, column: column, length: max(length, 1),
      excerpt: String(decoding: bytes[shown], as: UTF8.self),
      excerptColumn: 1 + scalarCount(start..<shown.lowerBound))
  }

  /// The place of one byte.
  public func place(at offset: Int) -> Place { place(offset..<offset) }

  /// The byte offset at which a 1-based line begins; the end of the file for a line after the last.
  public func offset(ofLine line: Int) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var seen = 1
      var offset = firstOffset
      while seen < line, offset < bytes.count {
        if bytes[offset] == newline { seen &+= 1 }
        offset &+= 1
      }
      return offset
    }
  }

  /// Behind the byte order mark, if there is one.
  private var firstOffset: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

  /// The line that holds an offset: its 1-based number and where it starts.
  private func lineStart(before offset: Int) -> (number: Int, start: Int) {
    bytes.withUnsafeBufferPointer { bytes in
      var start = offset
      while start > firstOffset, bytes[start - 1] != newline { start &-= 1 }
      // A loop without branches: the compiler counts 16 or 32 bytes at a time.
      var lineBreakCount = 0
      for byte in bytes[0..<start] { lineBreakCount &+= byte == newline ? 1 : 0 }
      return (1 + lineBreakCount, start)
    }
  }

  private func endOfLine(from offset: Int, start: Int) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var end = offset
      while end < bytes.count, bytes[end] != newline { end &+= 1 }
      return end > start && bytes[end - 1] == carriageReturn ? end - 1 : end
    }
  }

  /// The part of a line that a place keeps: all of it, unless the line is very long.
  private func excerptRange(around offset: Int, in line: Range<Int>) -> Range<Int> {
    guard line.count > excerptByteLimit else { return line }
    var lower = max(line.lowerBound, min(offset, line.upperBound) - excerptByteLimit / 2)
    var upper = min(line.upperBound, lower + excerptByteLimit)
    if lower > line.lowerBound { lower = startOfScalar(atOrAfter: lower, before: upper) }
    if upper < line.upperBound {
      upper = startOfScalar(atOrAfter: upper, before: line.upperBound)
    }
    return lower..<upper
  }

  /// Steps over at most three continuation bytes, so that no character is cut in two.
  private func startOfScalar(atOrAfter offset: Int, before end: Int) -> Int {
    var offset = offset
    for _ in 0..<3 where offset < end && bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
  }

  /// Counts scalars the way `String(decoding:as:)` makes them, so that a caret stands under the
  /// right one also where bytes are invalid.
  private func scalarCount(_ range: Range<Int>) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      let part = UnsafeBufferPointer(rebasing: bytes[range])
      var otherCount = 0
      for byte in part { otherCount &+= byte >= 0x80 ? 1 : 0 }
      if otherCount == 0 { return part.count }
      return String(decoding: part, as: UTF8.self).unicodeScalars.count
    }
  }
}

/// A position in a file, with the line of text it is on.
public struct Place: Hashable, Sendable {
  /// The path from the root of the site.
  public var path: String
  /// 1-based; 0 where the problem is the file as a whole.
  public var line: Int
  /// 1-based, in Unicode scalars; 0 where the problem is the line or file as a whole.
  public var column: Int
  /// How many scalars of the line are meant; at least 1.
  public var length: Int
  /// The line's text without its line break, or the part of a very long line around the position,
  /// or `nil` where there is nothing to show.
  public var excerpt: String?
  /// The column of the excerpt's first scalar: 1 unless the line was very long.
  public var excerptColumn: Int

  /// Makes a place from its parts.
  public init(
    path: String, line: Int, column: Int, length: Int = 1, excerpt: String? = nil,
    excerptColumn: Int = 1
  ) {
    self.path = path
    self.line = line
    self.column = column
    self.length = length
    self.excerpt = excerpt
    self.excerptColumn = excerptColumn
  }

  /// A file as a whole.
  public static func file(_ path: String) -> Place { Place(path: path, line: 0, column: 0) }
}

/// More than any drawing shows, and little enough to keep ten thousand places in memory.
private let excerptByteLimit = 1024

private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
