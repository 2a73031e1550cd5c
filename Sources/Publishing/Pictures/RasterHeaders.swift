// The headers of PNG, GIF and WebP: numbers at fixed places.
//
// Sources: PNG (W3C, third edition) §11.2.1; GIF89a §18; "WebP Container Specification" and
// RFC 9649, RFC 6386 §9.1 for the frame of a lossy picture.

/// Signature (8), length (4), `IHDR`, width (4), height (4).
func pngSize(_ header: HeaderBytes) throws(PictureProblem) -> PictureSize {
  // Apple's tools put a chunk of 4 bytes of their own before the header.
  let offset = header.holds("CgBI", at: 12) ? 16 : 0
  let height = try header.big(4, at: offset + 20)
  guard header.holds("IHDR", at: offset + 12) else { throw .damaged("PNG") }
  let width = try header.big(4, at: offset + 16)
  guard width <= Int(Int32.max), height <= Int(Int32.max) else { throw .damaged("PNG") }
  return PictureSize(width: width, height: height)
}

/// Signature (6), width (2) and height (2) of the screen that the frames are drawn on.
func gifSize(_ header: HeaderBytes) throws(PictureProblem) -> PictureSize {
  let height = try header.little(2, at: 8)
  return PictureSize(width: try header.little(2, at: 6), height: height)
}

/// `RIFF`, length (4), `WEBP`, and a first chunk of one of three kinds: name (4), length (4), data.
func webPSize(_ header: HeaderBytes) throws(PictureProblem) -> PictureSize {
  _ = try header.byte(at: 15)
  if header.holds("VP8X", at: 12) {
    // Flags (4), width less 1 (3), height less 1 (3).
    let height = try header.little(3, at: 27) + 1
    return PictureSize(width: try header.little(3, at: 24) + 1, height: height)
  }
  if header.holds("VP8L", at: 12) {
    // Signature (1), then 14 bits of width less 1 and 14 bits of height less 1.
    let bits = try header.little(4, at: 21)
    guard try header.byte(at: 20) == 0x2F else { throw .damaged("WebP") }
    return PictureSize(width: bits & 0x3FFF + 1, height: bits >> 14 & 0x3FFF + 1)
  }
  if header.holds("VP8 ", at: 12) {
    // Frame tag (3), of which bit 0 is 0 in a key frame; start code (3); width and height (2 each),
    // of which the upper 2 bits are a scale that nobody applies.
    let height = try header.little(2, at: 28) & 0x3FFF
    guard try header.byte(at: 20) & 1 == 0, try header.big(3, at: 23) == 0x9D012A else {
      throw .damaged("WebP")
    }
    return PictureSize(width: try header.little(2, at: 26) & 0x3FFF, height: height)
  }
  throw .damaged("WebP")
}
