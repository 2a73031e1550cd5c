// How many pixels wide and high a picture is shown, read from the head of its file.
//
// Nothing is decoded: each format says its size within the first bytes, and whoever shows the
// picture applies the turn that a camera wrote down, so this does too. The bytes decide what a file
// is; its name only helps where they do not, as in an SVG that begins with a long comment.
// Any bytes at all are safe to read: offsets are checked, and every loop moves forward.

/// Width and height in pixels, as a browser shows the picture; both at least 1.
struct PictureSize: Hashable, Sendable {
  var width: Int
  var height: Int
}

/// How many bytes of a file to read first: all of most headers, and one read of the disk.
let pictureHeadByteCount = 1 << 16

/// Reads the size of a picture.
///
/// - Parameters:
///   - bytes: the head of the file, or the whole. Enough are 24 bytes for PNG, 30 for WebP, 10 for
///     GIF; a JPEG needs what stands before its frame header (thumbnails and colour profiles, at
///     times more than ``pictureHeadByteCount``), an AVIF its `meta` box, an SVG its first tag.
///   - name: the file's name, for its ending.
/// - Returns: the size, or `needsMore` where the header goes on behind `bytes`.
func pictureSize(of bytes: [UInt8], name: String) -> Result<PictureSize, PictureProblem> {
  do throws(PictureProblem) {
    let size = try measured(HeaderBytes(bytes), name: name)
    guard size.width > 0, size.height > 0 else {
      return .failure(.impossible(width: size.width, height: size.height))
    }
    return .success(size)
  } catch {
    return .failure(error)
  }
}

/// Why a picture has no size.
enum PictureProblem: Error, Hashable, Sendable {
  /// The file could not be read.
  case unreadable
  /// There are no bytes.
  case empty
  /// The header goes on; with so many bytes of the file it may be whole. A file that is shorter is
  /// cut off.
  case needsMore(atLeast: Int)
  /// A format that not every browser shows, by its name.
  case unsupported(String)
  /// No format that is known.
  case unknownFormat
  /// A header that is not as its format wants it.
  case damaged(String)
  /// A width or height of 0.
  case impossible(width: Int, height: Int)
  /// An SVG without width, height and `viewBox`.
  case sizeless

  /// What is wrong, as a clause about `it`.
  var message: String {
    switch self {
    case .unreadable: "it cannot be read"
    case .empty: "it is empty"
    case .needsMore: "it ends in the middle of its header"
    case .unsupported(let format): "it is \(format), not a format for the web"
    case .unknownFormat: "it is not a PNG, JPEG, GIF, WebP, AVIF or SVG"
    case .damaged(let format): "its \(format) header is damaged"
    case .impossible(let width, let height): "it says that it is \(width) × \(height) pixels"
    case .sizeless: "its `svg` element has neither width and height nor a viewBox"
    }
  }

  /// What to do about it; `nil` where there is nothing better than what the message says.
  var help: String? {
    switch self {
    case .unreadable: nil
    case .empty, .needsMore, .damaged, .impossible: "save the picture again, or copy it anew"
    case .unsupported, .unknownFormat:
      "save a photograph as JPEG, WebP or AVIF, a drawing as SVG or PNG"
    case .sizeless: "add `viewBox=\"0 0 WIDTH HEIGHT\"` to the `svg` element"
    }
  }
}

private func measured(
  _ header: HeaderBytes, name: String
) throws(PictureProblem) -> PictureSize {
  if header.count == 0 { throw .empty }
  if header.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
    return try pngSize(header)
  }
  if header.starts(with: [0xFF, 0xD8, 0xFF]) { return try jpegSize(header) }
  if header.starts(with: "GIF87a".utf8) || header.starts(with: "GIF89a".utf8) {
    return try gifSize(header)
  }
  if header.starts(with: "RIFF".utf8), header.holds("WEBP", at: 8) { return try webPSize(header) }
  if header.holds("ftyp", at: 4) { return try avifSize(header) }
  if let format = foreignFormat(of: header) { throw .unsupported(format) }
  let isNamedSVG = name.utf8.suffix(4).map { $0 | 0x20 } == Array(".svg".utf8)
  if isNamedSVG || looksLikeXML(header) { return try svgSize(header) }
  // Too little to tell: the longest signature above is 12 bytes.
  if header.count < 12 { throw .needsMore(atLeast: 12) }
  throw .unknownFormat
}

/// Formats that are met in the wild and that do not belong on a page.
private func foreignFormat(of header: HeaderBytes) -> String? {
  let signatures: [(bytes: [UInt8], name: String)] = [
    (Array("BM".utf8), "BMP"), ([0x49, 0x49, 0x2A, 0x00], "TIFF"),
    ([0x4D, 0x4D, 0x00, 0x2A], "TIFF"),
    (Array("8BPS".utf8), "a Photoshop file"), (Array("%PDF".utf8), "a PDF"),
    ([0xFF, 0x0A], "JPEG XL"), ([0x00, 0x00, 0x00, 0x0C, 0x4A, 0x58, 0x4C, 0x20], "JPEG XL"),
    ([0x1F, 0x8B], "a compressed SVG"), ([0xFF, 0xFE], "UTF-16"), ([0xFE, 0xFF], "UTF-16"),
  ]
  return signatures.first { header.starts(with: $0.bytes) }?.name
}

/// The head of a file, read without ever leaving it.
struct HeaderBytes {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var count: Int { bytes.count }

  /// One byte; a problem behind the end.
  func byte(at offset: Int) throws(PictureProblem) -> UInt8 {
    guard offset >= 0, offset < bytes.count else { throw .needsMore(atLeast: offset &+ 1) }
    return bytes[offset]
  }

  /// An unsigned number of up to 7 bytes, the most significant first.
  func big(_ byteCount: Int, at offset: Int) throws(PictureProblem) -> Int {
    _ = try byte(at: offset &+ byteCount &- 1)
    var value = 0
    for index in 0..<byteCount { value = value << 8 | Int(try byte(at: offset &+ index)) }
    return value
  }

  /// An unsigned number of up to 7 bytes, the least significant first.
  func little(_ byteCount: Int, at offset: Int) throws(PictureProblem) -> Int {
    _ = try byte(at: offset &+ byteCount &- 1)
    var value = 0
    for index in (0..<byteCount).reversed() {
      value = value << 8 | Int(try byte(at: offset &+ index))
    }
    return value
  }

  func starts(with prefix: some Sequence<UInt8>) -> Bool { bytes.starts(with: prefix) }

  /// Whether a text stands at an offset; `false` also behind the end.
  func holds(_ text: String, at offset: Int) -> Bool {
    guard offset >= 0, offset <= bytes.count else { return false }
    return bytes[offset...].starts(with: text.utf8)
  }
}
