// 128-bit fingerprints of bytes.
//
// MurmurHash3_x64_128 (Austin Appleby, public domain, 2011), seed 0. It is fast and the same on
// every machine, which `Hasher` is not; it is no protection against somebody who wants two files
// to collide, and nothing here needs one.

/// The fingerprint of a byte sequence.
public struct Digest: Hashable, Sendable {
  let high: UInt64
  let low: UInt64

  /// 32 lower-case hexadecimal digits.
  public var hex: String { hexDigits(high) + hexDigits(low) }

  /// The first eight digits, as asset names carry them.
  var short: String { String(hex.prefix(8)) }
}

/// Computes the fingerprint of pieces as if they were one.
///
/// Bytes are taken 16 at a time; what is left of a piece waits for the next one.
struct DigestStream {
  private var h1: UInt64 = 0
  private var h2: UInt64 = 0
  private var length = 0
  private var pending: [UInt8] = []

  mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    length += bytes.count
    var index = 0
    if !pending.isEmpty {
      while pending.count < 16, index < bytes.count {
        pending.append(bytes[index])
        index += 1
      }
      guard pending.count == 16 else { return }
      let (k1, k2) = pending.withUnsafeBytes { (load($0, 0), load($0, 8)) }
      mix(k1, k2, into: &h1, &h2)
      pending.removeAll(keepingCapacity: true)
    }
    // What changes in every round stays in registers.
    var (h1, h2) = (h1, h2)
    while index &+ 16 <= bytes.count {
      mix(load(bytes, index), load(bytes, index &+ 8), into: &h1, &h2)
      index &+= 16
    }
    (self.h1, self.h2) = (h1, h2)
    pending.append(contentsOf: bytes[index...])
  }

  consuming func finish() -> Digest {
    var k1: UInt64 = 0
    var k2: UInt64 = 0
    for (index, byte) in pending.enumerated() {
      if index < 8 {
        k1 |= UInt64(byte) << (8 * UInt64(index))
      } else {
        k2 |= UInt64(byte) << (8 * UInt64(index - 8))
      }
    }
    if pending.count > 8 { h2 ^= rotate(k2 &* c2, 33) &* c1 }
    if !pending.isEmpty { h1 ^= rotate(k1 &* c1, 31) &* c2 }
    h1 ^= UInt64(length)
    h2 ^= UInt64(length)
    h1 &+= h2
    h2 &+= h1
    h1 = finalMix(h1)
    h2 = finalMix(h2)
    h1 &+= h2
    h2 &+= h1
    return Digest(high: h1, low: h2)
  }

}

@inline(__always)
private func mix(_ k1: UInt64, _ k2: UInt64, into h1: inout UInt64, _ h2: inout UInt64) {
  h1 ^= rotate(k1 &* c1, 31) &* c2
  h1 = (rotate(h1, 27) &+ h2) &* 5 &+ 0x52dc_e729
  h2 ^= rotate(k2 &* c2, 33) &* c1
  h2 = (rotate(h2, 31) &+ h1) &* 5 &+ 0x3849_5ab5
}

/// The fingerprint of one buffer.
func digest(of bytes: [UInt8]) -> Digest {
  var stream = DigestStream()
  stream.update(bytes)
  return stream.finish()
}

private let c1: UInt64 = 0x87c3_7b91_1142_53d5
private let c2: UInt64 = 0x4cf5_ad43_2745_937f

private func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 {
  value << count | value >> (64 - count)
}

private func finalMix(_ value: UInt64) -> UInt64 {
  var k = value
  k ^= k >> 33
  k &*= 0xff51_afd7_ed55_8ccd
  k ^= k >> 33
  k &*= 0xc4ce_b9fe_1a85_ec53
  k ^= k >> 33
  return k
}

private func load(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
  UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
}

private func hexDigits(_ value: UInt64) -> String {
  let text = String(value, radix: 16)
  return String(repeating: "0", count: 16 - text.count) + text
}
