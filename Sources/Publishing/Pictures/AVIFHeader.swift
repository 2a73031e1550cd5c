// The header of an AVIF: boxes, of which `meta` lists the items and their properties.
//
// Sources: ISO/IEC 14496-12 (boxes), 23008-12 (items: `pitm`, `iprp`, `ispe`, `irot`), AV1 Image
// File Format 1.1. A file of the same family that holds another codec, such as HEIC, is named and
// refused.
//
//     ftyp  brands
//     meta  ├ pitm  which item is the picture
//           └ iprp  ├ ipco  the properties in a row: ispe (width, height), irot (turns) …
//                   └ ipma  which properties each item has, by their place in that row

/// Reads the size of the primary item; a quarter turn swaps width and height.
func avifSize(_ header: HeaderBytes) throws(PictureProblem) -> PictureSize {
  let brands = try box(at: 0, of: header, before: nil)
  try checkBrands(of: header, in: brands)
  var offset = brands.end
  while true {
    let next = try box(at: offset, of: header, before: nil)
    // A box may say that it goes on to the end of the file: then nothing follows it.
    guard next.end < Int.max else { throw .damaged("AVIF") }
    if next.kind == "meta" {
      guard next.end <= header.count else { throw .needsMore(atLeast: next.end) }
      return try metaSize(of: header, in: next)
    }
    offset = next.end
  }
}

/// A box: length (4), kind (4), for length 1 a longer length (8), content.
private struct Box {
  var kind: String
  /// Where the content starts.
  var start: Int
  /// Behind the content; `Int.max` where that is the end of the file.
  var end: Int
}

private func box(
  at offset: Int, of header: HeaderBytes, before limit: Int?
) throws(PictureProblem) -> Box {
  var length = try header.big(4, at: offset)
  let kind = try (4..<8).map { index throws(PictureProblem) in
    Character(Unicode.Scalar(try header.byte(at: offset + index)))
  }
  var start = offset + 8
  if length == 1 {
    guard try header.byte(at: offset + 8) == 0 else { throw .damaged("AVIF") }
    length = try header.big(7, at: offset + 9)
    start = offset + 16
  }
  let (sum, overflow) = offset.addingReportingOverflow(length)
  let end = length == 0 ? limit ?? Int.max : sum
  guard !overflow, end >= start, end <= limit ?? Int.max else { throw .damaged("AVIF") }
  return Box(kind: String(kind), start: start, end: end)
}

/// Major brand (4), version (4), compatible brands (4 each).
private func checkBrands(of header: HeaderBytes, in box: Box) throws(PictureProblem) {
  guard box.end < Int.max else { throw .damaged("AVIF") }
  guard box.end <= header.count else { throw .needsMore(atLeast: box.end) }
  let offsets = [box.start] + Array(stride(from: box.start + 8, to: box.end - 3, by: 4))
  func isThere(_ brands: [String]) -> Bool {
    offsets.contains { offset in brands.contains { header.holds($0, at: offset) } }
  }
  if isThere(["avif", "avis"]) { return }
  if isThere(["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]) {
    throw .unsupported("HEIC")
  }
  throw .unsupported("a video or another kind of MP4")
}

/// Version and flags (4), then boxes.
private func metaSize(of header: HeaderBytes, in meta: Box) throws(PictureProblem) -> PictureSize {
  var primary: Int?
  var properties: [Box] = []
  var associations: Box?
  // `iprp` is opened in place: what is in it is met next.
  var offset = meta.start + 4
  while offset < meta.end {
    let next = try box(at: offset, of: header, before: meta.end)
    switch next.kind {
    case "pitm":
      let isLong = try header.byte(at: next.start) > 0
      primary = try header.big(isLong ? 4 : 2, at: next.start + 4)
    case "ipco": properties = try boxes(of: header, in: next)
    case "ipma": associations = associations ?? next
    default: break
    }
    offset = next.kind == "iprp" ? next.start : next.end
  }
  guard let primary, let associations else { throw .damaged("AVIF") }
  let places = try propertyPlaces(of: primary, in: associations, of: header)
  let own = places.filter { $0 >= 1 && $0 <= properties.count }.map { properties[$0 - 1] }
  guard let size = own.first(where: { $0.kind == "ispe" }) else { throw .damaged("AVIF") }
  // Version and flags (4), width (4), height (4).
  let width = try header.big(4, at: size.start + 4)
  let height = try header.big(4, at: size.start + 8)
  let turns = try own.first { $0.kind == "irot" }.map { box throws(PictureProblem) in
    try header.byte(at: box.start) & 3
  }
  return turns == 1 || turns == 3
    ? PictureSize(width: height, height: width) : PictureSize(width: width, height: height)
}

private func boxes(of header: HeaderBytes, in parent: Box) throws(PictureProblem) -> [Box] {
  var boxes: [Box] = []
  var offset = parent.start
  while offset < parent.end {
    let next = try box(at: offset, of: header, before: parent.end)
    boxes.append(next)
    offset = next.end
  }
  return boxes
}

/// The places, from 1, of an item's properties in `ipco`.
///
/// Version (1), flags (3), count (4); for each item its number (2, or 4 from version 1), a count
/// (1), and as many places (7 bits, or 15 with flag 1, below a bit that says whether it is
/// essential).
private func propertyPlaces(
  of item: Int, in box: Box, of header: HeaderBytes
) throws(PictureProblem) -> [Int] {
  let numberSize = try header.byte(at: box.start) > 0 ? 4 : 2
  let placeSize = try header.big(3, at: box.start + 1) & 1 == 1 ? 2 : 1
  var left = try header.big(4, at: box.start + 4)
  var offset = box.start + 8
  while left > 0, offset < box.end {
    let number = try header.big(numberSize, at: offset)
    let count = Int(try header.byte(at: offset + numberSize))
    offset += numberSize + 1
    if number == item {
      return try (0..<count).map { index throws(PictureProblem) in
        try header.big(placeSize, at: offset + index * placeSize) & (placeSize == 2 ? 0x7FFF : 0x7F)
      }
    }
    offset += count * placeSize
    left -= 1
  }
  return []
}
