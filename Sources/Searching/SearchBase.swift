// What the old articles of a large site leave for its index: while they stay as they are, so do the
// files of their segment, and only the recent segment is made again.
//
//   varint  bytes of the segment as in the manifest; these: "first n stamp hash common names…"
//   varint  bytes of what the splitter has learnt; these (Nordic/Search/LearntWords.swift)
//   varint  count of forms of the recent segment; of each: varint bytes, these, varint count of its
//           terms; of each of these: varint bytes, these, varint share
//
// It is kept by the same program that reads it, and is no part of the index.

import Nordic

/// The first of two segments, as far as the second and the manifest need it.
public struct SearchBase: Sendable {
  let segment: ManifestSegment
  let commonHash: String
  let splitter: CompoundSplitter
  /// The terms of the forms that the last recent segment had.
  let known: KnownTerms

  init(
    segment: ManifestSegment, commonHash: String, splitter: CompoundSplitter, known: KnownTerms
  ) {
    self.segment = segment
    self.commonHash = commonHash
    self.splitter = splitter
    self.known = known
  }

  /// All of it as bytes.
  public var encoded: [UInt8] {
    let words =
      ["\(segment.first)", "\(segment.count)", "\(segment.stamp)", segment.hash, commonHash]
      + segment.names.map(\.text)
    var bytes: [UInt8] = []
    append(Array(words.joined(separator: " ").utf8), to: &bytes)
    append(splitter.learnt, to: &bytes)
    known.append(to: &bytes)
    return bytes
  }

  /// Reads bytes that `encoded` gave; `nil` for others.
  public init?(_ bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    guard let head = reader.varint().flatMap({ reader.take($0) }),
      let learnt = reader.varint().flatMap({ reader.take($0) }),
      let splitter = CompoundSplitter(learnt: Array(bytes[learnt])),
      let known = KnownTerms(&reader), reader.left == 0
    else { return nil }
    let words = String(decoding: bytes[head], as: UTF8.self)
      .split(separator: " ", omittingEmptySubsequences: false)
    guard words.count >= 5, let first = Int(words[0]), let count = Int(words[1]),
      let stamp = UInt32(words[2])
    else { return nil }
    segment = ManifestSegment(
      folder: "b", first: first, count: count, stamp: stamp, hash: String(words[3]),
      names: words[5...].compactMap { ShardName($0) })
    commonHash = String(words[4])
    self.splitter = splitter
    self.known = known
  }
}

/// The terms of forms, found by one splitter.
enum KnownTerms: Sendable {
  case segment(SegmentForms, SegmentTerms)
  case kept(KeptTerms)

  /// The terms of a form; `nil` where they have to be found.
  func terms(of form: ArraySlice<UInt8>) -> [(key: [UInt8], share: UInt32)]? {
    switch self {
    case .segment(let forms, let terms): forms.forms.find(form).map(terms.shared)
    case .kept(let kept): kept.forms.find(form).map(kept.shared)
    }
  }

  /// A table of them as it is kept.
  struct KeptTerms: Sendable {
    var forms = KeyPool()
    /// The terms of all forms one after the other, and where those of each end.
    var keys = FormList()
    var shares: [UInt32] = []
    var ends: [Int] = []

    func shared(_ form: Int) -> [(key: [UInt8], share: UInt32)] {
      ((form == 0 ? 0 : ends[form - 1])..<ends[form]).map { (Array(keys[$0]), shares[$0]) }
    }
  }

  fileprivate func append(to bytes: inout [UInt8]) {
    let forms: KeyPool =
      switch self {
      case .segment(let forms, _): forms.forms
      case .kept(let kept): kept.forms
      }
    appendVarint(forms.count, to: &bytes)
    for form in 0..<forms.count {
      Searching.append(Array(forms[form]), to: &bytes)
      let terms = terms(of: forms[form]) ?? []
      appendVarint(terms.count, to: &bytes)
      for (key, share) in terms {
        Searching.append(key, to: &bytes)
        appendVarint(Int(share), to: &bytes)
      }
    }
  }

  fileprivate init?(_ reader: inout ByteReader) {
    guard let count = reader.varint(), count <= reader.left else { return nil }
    var kept = KeptTerms()
    for form in 0..<count {
      guard let bytes = reader.varint().flatMap({ reader.take($0) }),
        kept.forms.insert(reader.bytes[bytes]) == form, let termCount = reader.varint(),
        termCount <= reader.left
      else { return nil }
      for _ in 0..<termCount {
        guard let key = reader.varint().flatMap({ reader.take($0) }), let share = reader.varint()
        else { return nil }
        kept.keys.append(reader.bytes[key])
        kept.shares.append(UInt32(truncatingIfNeeded: share))
      }
      kept.ends.append(kept.shares.count)
    }
    self = .kept(kept)
  }
}

private func append(_ part: [UInt8], to bytes: inout [UInt8]) {
  appendVarint(part.count, to: &bytes)
  bytes += part
}
