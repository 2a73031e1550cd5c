// Reading XML up to the first element, and that element's attributes.
//
// Source: XML 1.0 §2. Declarations, comments and the document type, with what may be inside it, are
// stepped over and not looked at.

/// The attributes that say how large an SVG is, as they are written.
struct SVGAttributes {
  var width: [UInt8]?
  var height: [UInt8]?
  var viewBox: [UInt8]?
}

/// A place in an XML text.
struct SVGReader {
  private let header: HeaderBytes
  private var offset = 0

  init(_ header: HeaderBytes) { self.header = header }

  /// Steps over what may precede the first element, and reads it.
  mutating func firstElement() throws(PictureProblem) -> SVGAttributes {
    skipMark()
    while true {
      skipSpace()
      guard offset < header.count else { throw more }
      if stands("<?") {
        try skip(behind: "?>")
      } else if stands("<!--") {
        try skip(behind: "-->")
      } else if stands("<!DOCTYPE") {
        try skipDocumentType()
      } else {
        return try element()
      }
    }
  }

  mutating func skipMark() { if stands("\u{FEFF}") { offset += 3 } }

  mutating func skipSpace() {
    while let byte = try? header.byte(at: offset), isXMLSpace(byte) { offset += 1 }
  }

  func stands(_ text: String) -> Bool { header.holds(text, at: offset) }

  /// How much more is needed is not known: twice as much is asked for.
  private var more: PictureProblem { .needsMore(atLeast: max(header.count * 2, 4096)) }

  private func byte() throws(PictureProblem) -> UInt8 {
    guard let byte = try? header.byte(at: offset) else { throw more }
    return byte
  }

  private mutating func skip(behind text: String) throws(PictureProblem) {
    while !stands(text) {
      offset += 1
      if offset >= header.count { throw more }
    }
    offset += text.utf8.count
  }

  private mutating func skipDocumentType() throws(PictureProblem) {
    offset += 1
    var isInSubset = false
    while true {
      switch try byte() {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = try quoted()
      case UInt8(ascii: "<") where stands("<!--"): try skip(behind: "-->")
      case UInt8(ascii: "<") where stands("<?"): try skip(behind: "?>")
      case UInt8(ascii: ">") where !isInSubset:
        offset += 1
        return
      case let byte:
        if byte == UInt8(ascii: "[") { isInSubset = true }
        if byte == UInt8(ascii: "]") { isInSubset = false }
        offset += 1
      }
    }
  }

  /// Reads `<svg a="b" c='d'>` to its end, and takes three of the attributes.
  private mutating func element() throws(PictureProblem) -> SVGAttributes {
    guard try byte() == UInt8(ascii: "<") else { throw .damaged("SVG") }
    offset += 1
    let name = try name()
    // A prefix may stand before the name: `svg:svg`.
    guard name.split(separator: UInt8(ascii: ":")).last.map({ Array($0) }) == Array("svg".utf8)
    else {
      throw .damaged("SVG")
    }
    var attributes = SVGAttributes()
    while true {
      skipSpace()
      let next = try byte()
      if next == UInt8(ascii: ">") || next == UInt8(ascii: "/") { return attributes }
      let name = try self.name()
      skipSpace()
      guard try byte() == UInt8(ascii: "=") else { throw .damaged("SVG") }
      offset += 1
      skipSpace()
      let value = try quoted()
      if value.contains(UInt8(ascii: "&")) { continue }
      switch String(decoding: name, as: UTF8.self) {
      case "width": attributes.width = value
      case "height": attributes.height = value
      case "viewBox": attributes.viewBox = value
      default: break
      }
    }
  }

  /// The bytes up to a space or a mark of XML; at least one.
  private mutating func name() throws(PictureProblem) -> [UInt8] {
    var name: [UInt8] = []
    while true {
      let next = try byte()
      if isXMLSpace(next) || "=/<>\"'".utf8.contains(next) { break }
      name.append(next)
      offset += 1
    }
    if name.isEmpty { throw .damaged("SVG") }
    return name
  }

  /// The bytes between two quotation marks of a kind.
  private mutating func quoted() throws(PictureProblem) -> [UInt8] {
    let mark = try byte()
    guard mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") else { throw .damaged("SVG") }
    offset += 1
    var value: [UInt8] = []
    while true {
      let next = try byte()
      offset += 1
      if next == mark { return value }
      value.append(next)
    }
  }
}
