// What the search index needs of each article, from one build to the next: the files `search-old` and
// `search-recent` in the memory's folder, one for each segment. An article is known by the digest of
// all that its words and its text depend on, so nothing in here is ever wrong, only missing. Words are
// kept as `SearchChunk` writes them. The files are laid out as the others of the memory: the head, and
// behind it the chunks in its order.

import Searching

/// What the index needs of one article beside its card and its words.
struct SearchedArticle: Sendable {
  /// Of all that its words and its text depend on.
  var key: Digest
  /// See `Searching.textHash`.
  var textHash: UInt32 = 0
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
  var texts: [SearchedText] = []
  var words = SearchChunk(tokens: [])
  /// The words as they are kept; empty where nothing is remembered.
  var bytes: [UInt8] = []
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
  /// What one file holds.
  private struct Part: Sendable {
    var bytes: [UInt8]
    var chunks: [SeenChunk]
    /// Where in `bytes` each chunk begins; one more for the end.
    var starts: [Int]
    var fileCount: Int
  }

  /// A remembered chunk.
  private struct ChunkPlace: Hashable, Sendable {
    var part: Int
    var chunk: Int
  }

  private var parts: [Part] = []
  private var partByName: [String: Int] = [:]
  private var places: [Digest: (chunk: ChunkPlace, row: Int)] = [:]
  private var files: [String: (input: Digest, output: Digest)] = [:]

  /// Remembers nothing.
  init() {}

  /// Reads what the last build kept in some files; what cannot be used is left out.
  init(in folder: MemoryFolder, _ names: [String]) {
    for name in names {
      guard let (head, bytes, end) = folder.read(name, SearchMemoryHead.self) else { continue }
      var starts = [end]
      for chunk in head.chunks {
        let start = starts[starts.count - 1]
        guard chunk.size >= 0, chunk.size <= bytes.count - start else { break }
        starts.append(start + chunk.size)
      }
      guard starts.count == head.chunks.count + 1, starts.last == bytes.count else { continue }
      for (number, chunk) in head.chunks.enumerated() {
        let place = ChunkPlace(part: parts.count, chunk: number)
        for (row, article) in chunk.articles.enumerated() { places[article.key] = (place, row) }
      }
      for file in head.files { files[file.path] = (file.input, file.output) }
      partByName[name] = parts.count
      parts.append(
        Part(bytes: bytes, chunks: head.chunks, starts: starts, fileCount: head.files.count))
    }
  }

  /// What is remembered of the article with this key.
  func article(_ key: Digest) -> SearchedArticle? {
    places[key].map { place in
      let seen = articles(of: place.chunk)[place.row]
      return SearchedArticle(key: key, textHash: UInt32(truncatingIfNeeded: seen.textHash))
    }
  }

  /// The words of articles that made up a chunk; `nil` where none had just these.
  func words(of articles: [SearchedArticle]) -> (SearchChunk, bytes: [UInt8])? {
    guard let first = articles.first, let place = places[first.key],
      self.articles(of: place.chunk).map(\.key) == articles.map(\.key)
    else { return nil }
    let bytes = bytes(of: place.chunk)
    return SearchChunk(bytes).map { ($0, bytes) }
  }

  /// The words of each article, one by one; `nil` where some are not known.
  ///
  /// - Parameter read: the words of those that were read, by their places.
  func tokens(of articles: [SearchedArticle], butFor read: [Int: [UInt8]]) -> [[UInt8]]? {
    var known: [ChunkPlace: SearchChunk] = [:]
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

  private func articles(of place: ChunkPlace) -> [SeenWords] {
    parts[place.part].chunks[place.chunk].articles
  }

  private func bytes(of place: ChunkPlace) -> [UInt8] {
    let part = parts[place.part]
    return Array(part.bytes[part.starts[place.chunk]..<part.starts[place.chunk + 1]])
  }

  /// The bytes, by their digest, that the last build made of the articles whose keys have the digest
  /// `input`.
  func output(of path: String, from input: Digest) -> Digest? {
    files[path].flatMap { $0.input == input ? $0.output : nil }
  }

  /// Writes down what this build found out, where that is more or less than what was known.
  ///
  /// A memory that cannot be kept is none; the build does not fail for it.
  func keep(_ made: some Collection<SearchedChunk>, in folder: MemoryFolder, as name: String) {
    let texts = made.flatMap(\.texts)
    if let part = partByName[name], texts.count == parts[part].fileCount,
      made.count == parts[part].chunks.count, !texts.contains(where: \.isMade)
    {
      return
    }
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
      try folder.write(name, folder.encoded(head, followedBy: made.map(\.bytes)))
    } catch { return }
  }
}
