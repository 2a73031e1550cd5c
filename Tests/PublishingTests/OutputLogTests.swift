import Testing

@testable import Publishing

@Suite struct OutputLogTests {
  static let log: OutputLog = {
    var log = OutputLog(
      outputInode: 7, twinInode: 8, isWithoutExchange: true, files: [], folders: [], moment: 99)
    for (index, path) in ["", "a", "blog/æ/index.html", "b\u{10FFFF}"].enumerated() {
      log.files.append(
        OutputLog.File(
          path: path, digest: Publishing.digest(of: Array(path.utf8)),
          key: StatKey(
            size: index << 33, inode: UInt64.max, modified: -Int64(index), mode: 0o644)))
    }
    log.folders = [
      FolderStamp(path: .root, modified: .max, mode: 0o755),
      FolderStamp(path: RelativePath(bytes: [-8, 100, 0]), modified: 0, mode: 0),
    ]
    return log
  }()

  @Test("a log that was written is read as it was") func roundTrip() {
    let log = Self.log
    #expect(OutputLog(log.encoded(), moment: 99) == log)
    #expect(OutputLog(OutputLog().encoded(), moment: 0) == OutputLog())
  }

  @Test("a log that is cut or changed anywhere is none") func corrupt() {
    let bytes = Self.log.encoded()
    for count in bytes.indices {
      #expect(OutputLog(Array(bytes.prefix(count)), moment: 99) == nil)
      for bit in [1, 128] as [UInt8] {
        var changed = bytes
        changed[count] ^= bit
        #expect(OutputLog(changed, moment: 99) == nil)
      }
    }
    #expect(OutputLog(bytes + [0], moment: 99) == nil)
    reportCases(bytes.count * 3, "corrupt logs")
  }

  @Test("a log with a right sum and wrong numbers is none, and harms nobody") func hostile() {
    var draw = Draw(seed: 5)
    let body = Array(Self.log.encoded().dropFirst(32))
    for _ in 0..<2000 {
      var changed = body
      for _ in 0...draw.number(below: 4) {
        let value: [UInt8] = [0, 1, 127, 128, 255]
        changed[draw.number(below: changed.count)] = value[draw.number(below: 5)]
      }
      let sum = digest(of: changed)
      var head = Array("tidende output 1".utf8)
      for number in [sum.high, sum.low] {
        withUnsafeBytes(of: number.littleEndian) { head.append(contentsOf: $0) }
      }
      let read = OutputLog(head + changed, moment: 0)
      #expect((read?.files.count ?? 0) <= 4 + body.count)
    }
    reportCases(2000, "hostile logs (seed 5)")
  }

  @Test("files are found by path") func find() {
    var log = OutputLog()
    let paths = (0..<300).map { "side/\($0)/" }.sorted(by: precedes) + ["å", "æ"]
    log.files = paths.sorted(by: precedes).map {
      OutputLog.File(path: $0, digest: digest(of: []), key: StatKey())
    }
    for path in paths { #expect(log.index(of: path).map { log.files[$0].path } == path) }
    for path in ["", "side/", "side/300/", "ø", "a"] { #expect(log.index(of: path) == nil) }
  }

  @Test("a stamp is believed when it is old enough for its clock") func settled() {
    let second: Int64 = 1_000_000_000
    let cases: [(modified: Int64, moment: Int64, isSettled: Bool)] = [
      (0, 100 * second, false), (100 * second + 1, 100 * second, false),
      (100 * second - 49_000_001, 100 * second, false),
      (100 * second - 50_000_001, 100 * second, true),
      // Whole milliseconds: a file system that ticks every second or two.
      (98 * second, 100 * second, false), (96 * second, 100 * second, true),
      (Int64.max, 5, false), (1, Int64.min, false), (5, 0, false),
    ]
    for (modified, moment, isSettled) in cases {
      #expect(OutputLog.isSettled(modified, at: moment) == isSettled, "\(modified) at \(moment)")
    }
    reportCases(cases.count, "stamps")
  }
}
