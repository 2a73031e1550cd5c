// The header of a JPEG: segments up to the one that describes the frame.
//
// Sources: ITU-T T.81 annex B; Exif 2.32 §4.6.4 for the orientation.
//
//     FF D8                                  start of the picture
//     FF xx  length (2, itself included) …   a segment
//     FF E1  length  "Exif" 0 0  TIFF        of which one holds the orientation
//     FF Cx  length  precision (1)  height (2)  width (2)
//     FF DA                                  the picture itself

/// Reads the size; a picture that was taken lying on its side (orientations 5 to 8) is turned.
func jpegSize(_ header: HeaderBytes) throws(PictureProblem) -> PictureSize {
  var offset = 2
  var orientation: Int?
  while true {
    // Any number of FF may stand before a marker; what is not a marker is skipped, as decoders do.
    guard try header.byte(at: offset) == 0xFF else {
      offset += 1
      continue
    }
    let marker = try header.byte(at: offset + 1)
    switch marker {
    case 0xFF: offset += 1
    case 0x00, 0x01, 0xD0...0xD8: offset += 2  // without a length
    case 0xD9, 0xDA: throw .damaged("JPEG")  // the end, or a scan, before any frame
    case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
      let width = try header.big(2, at: offset + 7)
      let height = try header.big(2, at: offset + 5)
      let isTurned = (5...8).contains(orientation ?? 1)
      return isTurned
        ? PictureSize(width: height, height: width) : PictureSize(width: width, height: height)
    default:
      let length = try header.big(2, at: offset + 2)
      guard length >= 2 else { throw .damaged("JPEG") }
      let next = offset + 2 + length
      // The frame header is likely to come next: ask for that much, and not for one byte more.
      guard next + 9 <= header.count else { throw .needsMore(atLeast: next + 9) }
      if marker == 0xE1, orientation == nil, header.holds("Exif\0\0", at: offset + 4) {
        orientation = exifOrientation(in: header, from: offset + 10, to: next)
      }
      offset = next
    }
  }
}

/// Finds the orientation, 1 to 8, in the TIFF structure of an Exif segment; `nil` where there is
/// none or it cannot be read.
private func exifOrientation(in header: HeaderBytes, from start: Int, to end: Int) -> Int? {
  let isLittle = header.holds("II", at: start)
  guard isLittle || header.holds("MM", at: start) else { return nil }
  func number(_ byteCount: Int, at offset: Int) -> Int? {
    guard offset >= start, offset + byteCount <= end else { return nil }
    return isLittle
      ? try? header.little(byteCount, at: offset) : try? header.big(byteCount, at: offset)
  }
  guard let directory = number(4, at: start + 4), let count = number(2, at: start + directory)
  else {
    return nil
  }
  for index in 0..<count {
    // Tag (2), type (2), count (4), value (4, left-aligned).
    let entry = start + directory + 2 + index * 12
    guard let tag = number(2, at: entry), let type = number(2, at: entry + 2) else { return nil }
    if tag == 0x0112 { return type == 3 ? number(2, at: entry + 8) : nil }
  }
  return nil
}
