// The size of an SVG: the width and height of its first element, or else its `viewBox`.
//
// Sources: SVG 2 §8.2 and §8.6; CSS Values 4 §6.2 (96 pixels are an inch, 2.54 cm or 72 pt). Only
// what stands before the first tag, and the tag, is read. Entities are never expanded: an
// attribute that holds one counts as absent.

/// Whether a file begins like XML, for SVGs under another name.
func looksLikeXML(_ header: HeaderBytes) -> Bool {
  var reader = SVGReader(header)
  reader.skipMark()
  reader.skipSpace()
  return ["<svg", "<?xml", "<!--", "<!DOCTYPE svg"].contains { reader.stands($0) }
}

/// Reads the size, rounded to whole pixels.
func svgSize(_ header: HeaderBytes) throws(PictureProblem) -> PictureSize {
  var reader = SVGReader(header)
  let attributes = try reader.firstElement()
  let width = attributes.width.flatMap(pixels)
  let height = attributes.height.flatMap(pixels)
  let box = attributes.viewBox.flatMap(viewBoxSize)
  switch (width, height, box) {
  case (let width?, let height?, _): return try rounded(width, height)
  case (let width?, nil, let box?): return try rounded(width, width * box.height / box.width)
  case (nil, let height?, let box?): return try rounded(height * box.width / box.height, height)
  case (nil, nil, let box?): return try rounded(box.width, box.height)
  default: throw .sizeless
  }
}

/// Rounds to at least 1 pixel, but leaves 0 for what says it is nothing.
private func rounded(_ width: Double, _ height: Double) throws(PictureProblem) -> PictureSize {
  guard width >= 0, height >= 0, width < 1e9, height < 1e9 else { throw .damaged("SVG") }
  func whole(_ length: Double) -> Int { length > 0 ? max(Int(length.rounded()), 1) : 0 }
  return PictureSize(width: whole(width), height: whole(height))
}

/// A length in pixels; `nil` for one that depends on the page, such as `100%`.
private func pixels(_ length: [UInt8]) -> Double? {
  var rest = trimmed(length)[...]
  guard let value = takeNumber(from: &rest) else { return nil }
  let unit = String(decoding: rest, as: UTF8.self).lowercased()
  return pixelsOfUnit[unit].map { value * $0 }
}

private let pixelsOfUnit: [String: Double] = [
  "": 1, "px": 1, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6, "pt": 96 / 72.0,
  "pc": 16, "em": 16, "rem": 16,
]

/// Four numbers: left, top, width, height; `nil` unless the last two are above 0.
private func viewBoxSize(_ text: [UInt8]) -> (width: Double, height: Double)? {
  var rest = trimmed(text)[...]
  var numbers: [Double] = []
  while numbers.count < 4 {
    guard let number = takeNumber(from: &rest) else { return nil }
    numbers.append(number)
    rest = rest.drop { isXMLSpace($0) || $0 == UInt8(ascii: ",") }
  }
  return numbers[2] > 0 && numbers[3] > 0 ? (numbers[2], numbers[3]) : nil
}

/// Takes a number of CSS off the front: sign, digits, fraction, exponent.
private func takeNumber(from text: inout ArraySlice<UInt8>) -> Double? {
  var end = text.startIndex
  func digits() { while end < text.endIndex, isDigit(text[end]) { end += 1 } }
  func take(_ allowed: [UInt8]) { if end < text.endIndex, allowed.contains(text[end]) { end += 1 } }
  take(signs)
  digits()
  take([UInt8(ascii: ".")])
  digits()
  let mantissaEnd = end
  take([UInt8(ascii: "e"), UInt8(ascii: "E")])
  take(signs)
  // `1em` is a length, not a number with an exponent.
  if end < text.endIndex, isDigit(text[end]) { digits() } else { end = mantissaEnd }
  let number = Double(String(decoding: text[text.startIndex..<end], as: UTF8.self))
  text = text[end...]
  return number.flatMap { $0.isFinite ? $0 : nil }
}

private let signs = [UInt8(ascii: "+"), UInt8(ascii: "-")]

private func isDigit(_ byte: UInt8) -> Bool {
  byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}

func isXMLSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
}

private func trimmed(_ text: [UInt8]) -> [UInt8] {
  Array(text.drop(while: isXMLSpace).reversed().drop(while: isXMLSpace).reversed())
}
