import Foundation
import Testing

@testable import Publishing

/// The pictures of `Data/pictures.txt` were written and measured by Pillow; the sizes of the SVGs
/// follow from SVG 2 §8.2 and CSS Values 4 §6.2.
@Suite("Sizes of pictures") struct PictureSizeTests {
  @Test("a picture has the size that Pillow reads, turned as the camera says")
  func sizes() throws {
    let pictures = try Self.pictures()
    for picture in pictures {
      #expect(
        pictureSize(of: picture.bytes, name: picture.name) == picture.expected, "\(picture.name)")
    }
    reportCases(pictures.count, "pictures")
  }

  @Test("a head of a picture gives its size, or says how much more is needed, never another size")
  func heads() throws {
    var count = 0
    for picture in try Self.pictures() {
      var isKnown = false
      for length in 1..<max(picture.bytes.count, 1) {
        let result = pictureSize(of: Array(picture.bytes[..<length]), name: picture.name)
        count += 1
        switch result {
        case picture.expected: isKnown = true
        case .failure(.needsMore(let wanted)):
          #expect(!isKnown && wanted > length, "\(picture.name) at \(length)")
          // What is asked for is never more than the file, for a file that is whole.
          if case .success = picture.expected {
            #expect(wanted <= max(picture.bytes.count, 12), "\(picture.name) at \(length)")
          }
        default: Issue.record("\(picture.name) at \(length): \(result)")
        }
      }
    }
    reportCases(count, "heads of pictures")
  }

  @Test("reading on with what is asked for comes to an end after a few steps")
  func steps() throws {
    for picture in try Self.pictures() {
      var length = 1
      var stepCount = 0
      while case .failure(.needsMore(let wanted)) = pictureSize(
        of: Array(picture.bytes.prefix(length)), name: picture.name), length < picture.bytes.count
      {
        length = min(wanted, picture.bytes.count)
        stepCount += 1
      }
      #expect(stepCount <= 40, "\(picture.name)")
    }
  }

  @Test("a JPEG with large segments before its frame says where the frame is likely to be")
  func largeSegments() throws {
    let plain = try #require(Self.pictures().first { $0.name == "jpeg-3x2.jpg" }).bytes
    let profile: [UInt8] = [0xFF, 0xE2, 0xFF, 0xFF] + [UInt8](repeating: 0x20, count: 0xFFFD)
    let large = Array(plain[..<2]) + profile + profile + profile + Array(plain[2...])
    let head = Array(large[..<pictureHeadByteCount])
    #expect(pictureSize(of: head, name: "a.jpg") == .failure(.needsMore(atLeast: 2 + 65537 + 9)))
    #expect(pictureSize(of: large, name: "a.jpg") == .success(PictureSize(width: 3, height: 2)))
  }

  static let drawings: [(text: String, size: (Int, Int)?)] = [
    ("<svg width='10' height='20'>", (10, 20)), ("<svg width=\"10px\" height=\" 20 \"/>", (10, 20)),
    ("<svg height='1in' width='72pt'>", (96, 96)),
    ("<svg width='25.4mm' height='2.54cm'>", (96, 96)),
    ("<svg width='6pc' height='101.6Q'>", (96, 96)), ("<svg width='2em' height='1rem'>", (32, 16)),
    ("<svg width='1.5e2' height='+15.4'>", (150, 15)), ("<svg width='.6' height='0.2'>", (1, 1)),
    ("<svg viewBox='0 0 300 150'>", (300, 150)), ("<svg viewBox='-5,-5,30.4,10.6'>", (30, 11)),
    ("<svg viewBox=' 1 2\n3\t4 '>", (3, 4)),
    ("<svg width='100%' height='100%' viewBox='0 0 24 24'>", (24, 24)),
    ("<svg width='auto' height='auto' viewBox='0 0 24 12'>", (24, 12)),
    ("<svg width='48' viewBox='0 0 24 12'>", (48, 24)),
    ("<svg height='6' viewBox='0 0 24 12'>", (12, 6)),
    ("<svg height='6' width='50%' viewBox='0 0 24 12'>", (12, 6)),
    ("<svg xmlns='http://www.w3.org/2000/svg' data-width='1' width='7' height='8'>", (7, 8)),
    ("<svg:svg xmlns:svg='http://www.w3.org/2000/svg' width='7' height='8'>", (7, 8)),
    (
      "<?xml version='1.0'?>\n<!-- <svg width='1' height='1'> -->\n<svg width='7' height='8'>",
      (7, 8)
    ),
    ("\u{FEFF} \r\n<svg width = '7'\theight\n=\n'8' >", (7, 8)),
    (
      """
      <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd" [
        <!ENTITY a "<svg width='1' height='1'>"> <!-- it's ]> --> <?pi ]>?>
      ]><svg width="7" height="8">
      """, (7, 8)
    ),
    // An entity is never expanded: what holds one is as good as absent.
    ("<!DOCTYPE svg [<!ENTITY w '9'>]><svg width='&w;' height='&w;' viewBox='0 0 7 8'>", (7, 8)),
    ("<svg width='&#57;' height='9'>", nil), ("<svg>", nil), ("<svg width='10'>", nil),
    ("<svg viewBox='0 0 0 10'>", nil), ("<svg viewBox='0 0 10'>", nil),
    ("<svg viewBox='none'>", nil),
    ("<svg width='-1' height='5'>", nil), ("<svg width='1e99' height='5'>", nil),
    ("<svg width='0' height='5'>", nil), ("<svg width='1e999' height='5'>", nil),
    ("<svg width=10 height=20>", nil), ("<svg width height='20'>", nil), ("<html>", nil),
    ("<svgs width='1' height='1'>", nil), ("plain text", nil), ("< svg width='1' height='1'>", nil),
  ]

  @Test("an SVG has the width and height it says, or the size of its viewBox")
  func svg() {
    for (text, size) in Self.drawings {
      let result = pictureSize(of: Array(text.utf8), name: "a.svg")
      if let (width, height) = size {
        #expect(result == .success(PictureSize(width: width, height: height)), "\(text)")
      } else {
        guard case .failure(let problem) = result else {
          Issue.record("\(text): \(result)")
          continue
        }
        #expect(!problem.message.isEmpty && problem.help != nil, "\(text)")
      }
    }
    reportCases(Self.drawings.count, "SVGs")
  }

  @Test("an SVG whose first tag is far away asks for more, and is found by its name")
  func farSVG() {
    let text = "<!--" + String(repeating: " far ", count: 5000) + "--><svg width='7' height='8'>"
    #expect(
      pictureSize(of: Array(text.utf8.prefix(3000)), name: "A.SVG")
        == .failure(.needsMore(atLeast: 6000)))
    #expect(
      pictureSize(of: Array(text.utf8), name: "a") == .success(PictureSize(width: 7, height: 8)))
    let html: [UInt8] = Array("<!doctype html><title>".utf8)
    #expect(pictureSize(of: html, name: "a.html") == .failure(.unknownFormat))
  }

  @Test("no bytes whatever trap, loop or give a size that is not one")
  func fuzz() throws {
    var random = SeededGenerator(seed: 4711)
    let seeds =
      try Self.pictures().map(\.bytes).filter { !$0.isEmpty }
      + Self.drawings.map { Array($0.text.utf8) }
    for _ in 0..<20_000 {
      var bytes = seeds[Int.random(in: 0..<seeds.count, using: &random)]
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let offset = Int.random(in: 0..<min(bytes.count, 400), using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[offset] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[offset] = 0xFF
        case 2: bytes[offset] = 0
        case 3: bytes.insert(UInt8.random(in: 0...255, using: &random), at: offset)
        default: if bytes.count > 1 { bytes.remove(at: offset) }
        }
      }
      for name in ["a.svg", "a.jpg"] {
        if case .success(let size) = pictureSize(of: bytes, name: name) {
          #expect(size.width > 0 && size.height > 0)
        }
      }
    }
    reportCases(20_000, "mutated pictures, seed 4711")
  }

  /// The lines of the data file.
  static func pictures() throws -> [(
    name: String, bytes: [UInt8], expected: Result<PictureSize, PictureProblem>
  )] {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "Data/pictures.txt")
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map { line in
      let fields = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      let bytes = try #require(fields.count == 4 ? Data(base64Encoded: fields[3]) : nil)
      return (fields[0], Array(bytes), try #require(expectation(fields[1], fields[2])))
    }
  }

  private static func expectation(
    _ first: String, _ second: String
  ) -> Result<PictureSize, PictureProblem>? {
    switch first {
    case "unsupported": return .failure(.unsupported(second.replacing("_", with: " ")))
    case "damaged": return .failure(.damaged(second))
    case "unknown": return .failure(.unknownFormat)
    case "empty": return .failure(.empty)
    case "impossible":
      let numbers = second.split(separator: "x").compactMap { Int($0) }
      return .failure(.impossible(width: numbers[0], height: numbers[1]))
    default:
      guard let width = Int(first), let height = Int(second) else { return nil }
      return .success(PictureSize(width: width, height: height))
    }
  }
}

/// Numbers that are the same on every machine (SplitMix64, Steele et al. 2014).
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
