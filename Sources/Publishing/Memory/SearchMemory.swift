// What the search index needs of each article, from one build to the next: the file `search` in the
// memory's folder. An article is known by the digest of all that its words and its text depend on, so
// nothing in here is ever wrong, only missing. Words are kept as `SearchChunk` writes them.
// The file is laid out as the others of the memory: the head, and behind it the chunks in its order.

import Searching

/// What the index needs of one article beside its card and its words.
struct SearchedArticle: Sendable {
  /// Of all that its words and its text depend on.
  var key: Digest
  /// See `Searching.textHash`.
  var textHash: UInt32
}

/// A file of texts in the output.
struct SearchedText: Sendable {
  var file: MadeFile
  /// Of the keys of the articles in it.
  var input: Digest
  /// Whether it was made by this build; else it stays where it is.
  var isMade: Bool
}

/// Neighbouring articles on their way into the index.
struct SearchedChunk: Sendable {
  var articles: [SearchedArticle]
  var texts: [SearchedText]
  var words: SearchChunk
  /// The words as they are kept; empty where nothing is remembered.
  var bytes: [UInt8]
}

/// A remembered article.
private struct SeenWords: Remembered {
  var key = Digest.blank
  var textHash = 0

  static var blank: SeenWords { SeenWords() }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&key)
    coder.field(&textHash)
  }
}

/// Remembered articles whose words are together.
private struct SeenChunk: Remembered {
  var articles: [SeenWords] = []
  /// How many bytes their words are.
  var size = 0

  static var blank: SeenChunk { SeenChunk() }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&articles)
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
  var chunks: [SeenChunk] = []
  var files: [SeenTextFile] = []

  static var blank: SearchMemoryHead { SearchMemoryHead() }

  mutating func pass(through coder: inout some MemoryCoder) {
    coder.field(&chunks)
    coder.field(&files)
  }
}

/// What the last build kept for the index.
struct SearchMemory: Sendable {
  private var bytes: [UInt8] = []
  private var chunks: [SeenChunk] = []
  /// Where in `bytes` each chunk begins; one more for the end.
  private var starts: [Int] = []
  private var places: [Digest: (chunk: Int, row: Int)] = [:]
  private var files: [String: (input: Digest, output: Digest)] = [:]

  /// Remembers nothing.
  init() {}

  /// Reads what the last build kept; `nil` where there is nothing that can be used.
  init?(in folder: MemoryFolder) {
    guard let (head, bytes, end) = folder.read(fileName, SearchMemoryHead.self) else { return nil }
    starts.append(end)
    for (number, chunk) in head.chunks.enumerated() {
      let start = starts[number]
      guard chunk.size >= 0, chunk.size <= bytes.count - start else { return nil }
      starts.append(start + chunk.size)
      for (row, article) in chunk.articles.enumerated() { places[article.key] = (number, row) }
    }
    guard starts.last == bytes.count else { return nil }
    chunks = head.chunks
    files = Dictionary(
      head.files.map { ($0.path, ($0.input, $0.output)) }, uniquingKeysWith: { first, _ in first })
    self.bytes = bytes
  }

  /// What is remembered of the article with this key.
  func article(_ key: Digest) -> SearchedArticle? {
    places[key].map { place in
      let seen = chunks[place.chunk].articles[place.row]
      return SearchedArticle(key: key, textHash: UInt32(truncatingIfNeeded: seen.textHash))
    }
  }

  /// The words of articles that made up a chunk; `nil` where none had just these.
  func words(of articles: [SearchedArticle]) -> (SearchChunk, bytes: [UInt8])? {
    guard let first = articles.first, let place = places[first.key],
      chunks[place.chunk].articles.map(\.key) == articles.map(\.key)
    else { return nil }
    let bytes = bytes(of: place.chunk)
    return SearchChunk(bytes).map { ($0, bytes) }
  }

  /// The words of each article, one by one; `nil` where some are not known.
  ///
  /// - Parameter read: the words of those that were read, by their places.
  func tokens(of articles: [SearchedArticle], butFor read: [Int: [UInt8]]) -> [[UInt8]]? {
    var known: [Int: SearchChunk] = [:]
    var all: [[UInt8]] = []
    for (index, article) in articles.enumerated() {
      if let tokens = read[index] {
        all.append(tokens)
        continue
      }
      guard let place = places[article.key],
        let chunk = known[place.chunk] ?? SearchChunk(bytes(of: place.chunk))
      else { return nil }
      known[place.chunk] = chunk
      all.append(chunk.tokens(of: place.row))
    }
    return all
  }

  private func bytes(of chunk: Int) -> [UInt8] { Array(bytes[starts[chunk]..<starts[chunk + 1]]) }

  /// The bytes, by their digest, that the last build made of the articles whose keys have the digest
  /// `input`.
  func output(of path: String, from input: Digest) -> Digest? {
    files[path].flatMap { $0.input == input ? $0.output : nil }
  }

  /// Writes down what this build found out, where that is more or less than what was known.
  ///
  /// A memory that cannot be kept is none; the build does not fail for it.
  static func keep(_ made: [SearchedChunk], in folder: MemoryFolder, after last: SearchMemory) {
    let texts = made.flatMap(\.texts)
    let isSame =
      texts.count == last.files.count && made.count == last.chunks.count
      && !texts.contains(where: \.isMade)
    if isSame { return }
    var head = SearchMemoryHead()
    head.chunks = made.map { chunk in
      SeenChunk(
        articles: chunk.articles.map { SeenWords(key: $0.key, textHash: Int($0.textHash)) },
        size: chunk.bytes.count)
    }
    head.files = texts.map {
      SeenTextFile(path: $0.file.path, input: $0.input, output: $0.file.digest)
    }
    do throws(FileProblem) {
      try folder.disk.makeFolders(folder.path)
      try folder.write(fileName, folder.encoded(head, followedBy: made.map(\.bytes)))
    } catch { return }
  }
}

private let fileName = "search"
