// What the search index needs of each article, from one build to the next: the file `search` in the
// memory's folder. The words of an article are kept as `searchTokens` made them, by the digest of all
// that they depend on, so nothing in here is ever wrong, only missing.
//
//     offset  size  meaning
//     0       8     `TDNSRC01`; another format has another number
//     8       16    digest of everything behind it (MurmurHash3_x64_128), high half first
//     24      8     length n of the head in bytes, little endian
//     32      n     the head, as `Codec.swift` writes it; it begins with the engine's name
//     32+n    …     the articles' words one behind the other, in the order of the head

import Nordic
import Reporting
import Searching

/// What the index needs of one article beside its card.
struct SearchedArticle: Sendable {
  /// Of all that the rest depends on.
  var key: Digest
  /// See `searchTokens`.
  var tokens: [UInt8]
  /// See `Searching.textHash`.
  var textHash: UInt32
}

/// A file of texts in the output, and what the index needs of the articles in it.
struct MadeTexts: Sendable {
  var file: MadeFile
  /// Of the articles' keys.
  var input: Digest
  var articles: [SearchedArticle]
  /// Whether it was made by this build; else it stays where it is.
  var isMade: Bool
}

/// A remembered article: where its words are.
private struct SeenTokens: Remembered {
  var key = Digest.blank
  var textHash = 0
  var size = 0

  static var blank: SeenTokens { SeenTokens() }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&key)
    coder.field(&textHash)
    coder.field(&size)
  }
}

/// A remembered file of texts.
private struct SeenTextFile: Remembered {
  var path = ""
  /// Of the articles' keys.
  var input = Digest.blank
  /// Of its bytes.
  var output = Digest.blank

  static var blank: SeenTextFile { SeenTextFile() }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&path)
    coder.field(&input)
    coder.field(&output)
  }
}

/// The head of the file.
private struct SearchMemoryHead: Remembered {
  var engine = ""
  var articles: [SeenTokens] = []
  var files: [SeenTextFile] = []

  static var blank: SearchMemoryHead { SearchMemoryHead() }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&engine)
    coder.field(&articles)
    coder.field(&files)
  }
}

/// What the last build kept for the index.
struct SearchMemory: Sendable {
  private var bytes: [UInt8] = []
  private var places: [Digest: (textHash: UInt32, tokens: Range<Int>)] = [:]
  private var files: [String: (input: Digest, output: Digest)] = [:]

  /// Remembers nothing.
  init() {}

  /// Reads what the last build kept; `nil` where there is nothing that can be used.
  init?(in folder: MemoryFolder) {
    guard let bytes = try? folder.disk.read(folder.path + "/" + fileName), bytes.count >= 32,
      bytes[..<8].elementsEqual(magic)
    else { return nil }
    let found = bytes.withUnsafeBytes { buffer -> (head: SearchMemoryHead, end: Int)? in
      func word(_ offset: Int) -> UInt64 {
        UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      }
      var stream = DigestStream()
      stream.update(UnsafeRawBufferPointer(rebasing: buffer[24...]))
      guard stream.finish() == Digest(high: word(8), low: word(16)),
        let length = Int(exactly: word(24)), length <= bytes.count - 32
      else { return nil }
      var reader = MemoryReader(UnsafeRawBufferPointer(rebasing: buffer[32..<32 + length]))
      let head: SearchMemoryHead = reader.passed(nil)
      return reader.isFailed || reader.bytesLeft > 0 ? nil : (head, 32 + length)
    }
    guard let (head, end) = found, head.engine == folder.engine else { return nil }
    var start = end
    places.reserveCapacity(head.articles.count)
    for article in head.articles {
      guard article.size >= 0, article.size <= bytes.count - start else { return nil }
      places[article.key] = (
        UInt32(truncatingIfNeeded: article.textHash), start..<start + article.size
      )
      start += article.size
    }
    guard start == bytes.count else { return nil }
    files = Dictionary(
      head.files.map { ($0.path, ($0.input, $0.output)) }, uniquingKeysWith: { first, _ in first })
    self.bytes = bytes
  }

  /// What is remembered of the article with this key.
  func article(_ key: Digest) -> SearchedArticle? {
    places[key].map { place in
      SearchedArticle(key: key, tokens: Array(bytes[place.tokens]), textHash: place.textHash)
    }
  }

  /// The bytes, by their digest, that the last build made of the articles whose keys have the digest
  /// `input`.
  func output(of path: String, from input: Digest) -> Digest? {
    files[path].flatMap { $0.input == input ? $0.output : nil }
  }

  /// Writes down what this build found out, where that is more or less than what was known.
  ///
  /// A memory that cannot be kept is none; the build does not fail for it.
  static func keep(_ texts: [MadeTexts], in folder: MemoryFolder, after last: SearchMemory) {
    if texts.count == last.files.count, !texts.contains(where: \.isMade) { return }
    var head = SearchMemoryHead(engine: folder.engine)
    for text in texts {
      head.files.append(
        SeenTextFile(path: text.file.path, input: text.input, output: text.file.digest))
      for article in text.articles {
        head.articles.append(
          SeenTokens(
            key: article.key, textHash: Int(article.textHash), size: article.tokens.count))
      }
    }
    var writer = MemoryWriter()
    _ = writer.passed(head)
    var body: [[UInt8]] = [littleEndian(UInt64(writer.bytes.count)), writer.bytes]
    for text in texts { body += text.articles.map(\.tokens) }
    var stream = DigestStream()
    for piece in body { stream.update(piece) }
    let digest = stream.finish()
    let front = [magic + littleEndian(digest.high) + littleEndian(digest.low)]
    let path = folder.path + "/" + fileName
    do throws(FileProblem) {
      try folder.disk.makeFolders(folder.path)
      try? folder.disk.removeFile(path + ".new")
      try folder.disk.write(front + body, to: path + ".new")
      try folder.disk.rename(path + ".new", to: path)
    } catch { return }
  }
}

private let fileName = "search"
private let magic = Array("TDNSRC01".utf8)

private func littleEndian(_ word: UInt64) -> [UInt8] {
  withUnsafeBytes(of: word.littleEndian) { Array($0) }
}
