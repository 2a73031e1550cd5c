// The words of neighbouring articles, by number: what an index is made of, and what is kept of it
// from build to build.
//
// An article says some four hundred different words, and its neighbours mostly the same ones, so that
// each word's letters stand here once. The result depends on the articles alone.
//
//   offset  size    meaning
//   0       1       version of the tokens
//           varint  count of articles; of each the head of its tokens
//           varint  count of forms; of each: varint bytes that follow, and these
//           then of each article its forms: varint number, varint weight as in the tokens

import Nordic

/// How many articles a chunk has at most. A multiple of what a file of texts may hold.
let chunkSize = 64

/// The words of neighbouring articles.
public struct SearchChunk: Sendable {
  private(set) var heads: [TokenHead] = []
  /// Each begins with a byte for how it is stemmed, see `stemGroup`.
  private(set) var forms = FormList()
  /// For each article one after the other: its forms and their weights.
  private(set) var formOf: [UInt32] = []
  /// Times two, and one where the card shows the form: as in the tokens.
  private(set) var weightOf: [UInt32] = []

  /// Reads what `searchTokens` made of some articles; one whose tokens are not readable has no words.
  public init(tokens: [[UInt8]]) {
    var pool = KeyPool(room: 2000)
    for tokens in tokens { read(tokens, into: &pool) }
    forms = pool.keys
  }

  private mutating func read(_ tokens: [UInt8], into pool: inout KeyPool) {
    var reader = ByteReader(tokens)
    guard var head = TokenHead(&reader) else { return heads.append(TokenHead()) }
    let before = formOf.count
    for _ in 0..<head.formCount {
      guard let count = reader.varint(), count > 1, let form = reader.take(count),
        tokens[form.lowerBound] < 4, let weight = reader.varint()
      else { break }
      let number = tokens.withUnsafeBufferPointer {
        pool.insert(bytes: UnsafeBufferPointer(rebasing: $0[form]))
      }
      formOf.append(UInt32(truncatingIfNeeded: number))
      weightOf.append(UInt32(truncatingIfNeeded: min(weight, greatestWeight)))
    }
    head.formCount = formOf.count - before
    heads.append(head)
  }

  /// What `searchTokens` made of one of the articles.
  ///
  /// - Parameter row: the article's place in the chunk.
  public func tokens(of row: Int) -> [UInt8] {
    guard heads.indices.contains(row) else { return [] }
    var place = heads[..<row].reduce(0) { $0 + $1.formCount }
    var output: [UInt8] = []
    heads[row].append(to: &output)
    for _ in 0..<heads[row].formCount {
      let form = Int(formOf[place])
      appendVarint(forms.length(of: form), to: &output)
      forms.append(form, to: &output)
      appendVarint(Int(weightOf[place]), to: &output)
      place += 1
    }
    return output
  }

  // MARK: Kept

  /// The chunk as bytes.
  public var encoded: [UInt8] {
    var output: [UInt8] = [tokensVersion]
    output.reserveCapacity(formOf.count * 4 + forms.byteCount * 2)
    appendVarint(heads.count, to: &output)
    for head in heads {
      head.append(to: &output)
    }
    appendVarint(forms.count, to: &output)
    for form in 0..<forms.count {
      appendVarint(forms.length(of: form), to: &output)
      forms.append(form, to: &output)
    }
    for place in formOf.indices {
      appendVarint(Int(formOf[place]), to: &output)
      appendVarint(Int(weightOf[place]), to: &output)
    }
    return output
  }

  /// Reads bytes that `encoded` gave; `nil` for others.
  public init?(_ bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    guard reader.byte() == Int(tokensVersion), let count = reader.varint(), count <= reader.left
    else { return nil }
    var total = 0
    for _ in 0..<count {
      guard let head = TokenHead(&reader) else { return nil }
      heads.append(head)
      total += head.formCount
    }
    guard let formCount = reader.varint(), formCount <= reader.left else { return nil }
    for _ in 0..<formCount {
      guard let size = reader.varint(), size > 1, let form = reader.take(size),
        bytes[form.lowerBound] < 4
      else { return nil }
      forms.append(bytes[form])
    }
    guard total <= reader.left else { return nil }
    formOf.reserveCapacity(total)
    weightOf.reserveCapacity(total)
    for _ in 0..<total {
      guard let form = reader.varint(), form < formCount, let weight = reader.varint(),
        weight <= greatestWeight
      else { return nil }
      formOf.append(UInt32(truncatingIfNeeded: form))
      weightOf.append(UInt32(truncatingIfNeeded: weight))
    }
    if reader.left > 0 { return nil }
  }
}

private let greatestWeight = 1 << 25 | 1
