import Testing

@testable import Previewing

/// Which part of an entity a request gets; and the small tables of HTTP.
@Suite struct EntityTests {
  @Test("ranges are read as RFC 9110 has them") func ranges() {
    let cases: [(String, Int, Selection)] = [
      ("bytes=0-0", 10, .part(0..<1)), ("bytes=0-9", 10, .part(0..<10)),
      ("bytes=0-10", 10, .part(0..<10)), ("bytes=9-", 10, .part(9..<10)),
      ("bytes=-3", 10, .part(7..<10)), ("bytes=-30", 10, .part(0..<10)),
      ("bytes=10-", 10, .unsatisfiable), ("bytes=-0", 10, .unsatisfiable),
      ("bytes=0-", 0, .unsatisfiable), ("bytes=-1", 0, .unsatisfiable),
      ("bytes=5-4", 10, .whole), ("bytes=-", 10, .whole), ("bytes=", 10, .whole),
      ("bytes=1", 10, .whole), ("bytes=1-2-3", 10, .whole), ("bytes=0-1,2-3", 10, .whole),
      ("Bytes=0-1", 10, .whole), ("bytes =0-1", 10, .whole), ("bytes= 0-1", 10, .whole),
      ("items=0-1", 10, .whole), ("", 10, .whole), ("bytes=0x1-2", 10, .whole),
      ("bytes=9999999999999999999-", 10, .whole), ("bytes=0-999999999999999999", 10, .part(0..<10)),
    ]
    for (text, size, expected) in cases {
      #expect(parseRange(text, size: size) == expected, "\(text) of \(size)")
    }
    reportCases(cases.count, "ranges")
  }

  @Test("dates are written as the RFC's examples") func dates() {
    let cases: [(Int64, String)] = [
      (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
      (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (-1, "Thu, 01 Jan 1970 00:00:00 GMT"),
      (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"), (.max, "Fri, 31 Dec 9999 23:59:59 GMT"),
      (1_795_262_399, "Sat, 21 Nov 2026 11:59:59 GMT"),
    ]
    for (unix, expected) in cases { #expect(httpDate(unix: unix) == expected) }
    reportCases(cases.count, "dates")
  }

  @Test("types follow the extension, and what is unknown is a download") func types() {
    let cases = [
      ("/a/index.html", "text/html; charset=utf-8"), ("/feed.XML", "application/xml"),
      ("/a.b.css", "text/css; charset=utf-8"), ("/a.avif", "image/avif"),
      ("/a.woff2", "font/woff2"), ("/a", "application/octet-stream"),
      ("/a.", "application/octet-stream"), ("/a.exe", "application/octet-stream"),
      ("/data.bin", "application/octet-stream"), ("/møde.ics", "text/calendar; charset=utf-8"),
    ]
    for (name, type) in cases { #expect(contentType(ofFile: name) == type, "\(name)") }
    reportCases(cases.count, "media types")
  }

  @Test("one changed bit changes the digest") func digests() {
    var seen: Set<String> = []
    var bytes = [UInt8](repeating: 0, count: 67)
    for index in bytes.indices {
      for bit in 0..<8 {
        bytes[index] ^= 1 << UInt8(bit)
        seen.insert(digest(of: bytes))
        bytes[index] ^= 1 << UInt8(bit)
      }
    }
    for count in 0..<67 { seen.insert(digest(of: Array(bytes.prefix(count)))) }
    #expect(seen.count == 67 * 8 + 67)
    #expect(seen.allSatisfy { $0.utf8.count == 16 })
  }
}
