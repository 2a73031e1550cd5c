// The words of one article with their weights: all the index ever asks of it.
//
// The result depends on the article and the concepts alone, so it can be made in parallel and kept
// between builds. Stems are not kept: they take less time to make than to store, and the parts of a
// compound depend on every article.
//
//   offset  size    meaning
//   0       1       version of this format, 3
//   1       1       language: 0 da, 1 nb, 2 nn, 3 en
//   2       varint  boost in per cent
//           varint  words of the body
//           varint  count of forms, in the order they first stand in the article; of each:
//                     varint  bytes that follow
//                     1       how it is stemmed, see `stemGroup`
//                     …       the form
//                     varint  weight in twentieths of a word of the body, times two; and one where the
//                             card of a result shows the form
//
// A form is a lower-case word, or a term of its own that begins or ends with a sigil (see `filterKey`).

import Nordic

/// How much a word counts by where it stands, in twentieths (BM25F).
private enum Weight {
  static let title = 160
  static let tag = 80
  static let author = 60
  static let heading = 50
  static let lead = 40
  static let body = 20
}

let tokensVersion: UInt8 = 3

/// Another number for every change to what is made of the same documents.
public let searchVersion = Int(tokensVersion) << 8 | Int(formatVersion)
private let longestForm = 200

/// Reads an article's words.
///
/// - Returns: bytes for `SearchEntry.tokens`; the same for the same document and concepts.
public func searchTokens(of document: SearchDocument, concepts: SearchConcepts) -> [UInt8] {
  var collector = TokenCollector(
    concepts: concepts, language: document.card.language, boost: document.boost)
  collector.isOnCard = true
  collector.add(document.card.title, Weight.title)
  let shown = shortened(normalized(document.card.lead))
  if shown == document.card.lead {
    collector.add(shown, Weight.lead)
    collector.isOnCard = false
  } else {
    collector.add(shown, 0)
    collector.isOnCard = false
    collector.add(document.card.lead, Weight.lead)
  }
  for tag in document.card.tags { collector.add(tag, Weight.tag) }
  for keyword in document.keywords { collector.add(keyword, Weight.tag) }
  for author in document.card.authors { collector.add(author, Weight.author) }
  for name in document.names { collector.add(name, Weight.author) }
  for heading in document.headings { collector.add(heading, Weight.heading) }
  collector.add(document.card.section, Weight.lead)
  let before = collector.wordCount
  collector.isBody = true
  collector.add(document.text, Weight.body)
  collector.isBody = false
  let bodyCount = collector.wordCount - before
  for tag in document.card.tags { collector.addTerm(filterKey("#", tag)) }
  for author in document.card.authors { collector.addTerm(filterKey("@", author)) }
  collector.addTerm(filterKey("/", document.card.section))
  collector.addTerm(Array("~\(document.card.language.code)".utf8))
  return collector.encoded(bodyCount: bodyCount)
}

/// Adds up the weights of an article's words.
private struct TokenCollector {
  let concepts: SearchConcepts
  let language: Language
  let boost: Int
  var wordCount = 0
  private var forms = KeyPool(room: 400)
  private var weights: [FormWeight] = []
  /// Whether it is the body that is being added.
  var isBody = false
  /// Whether it is something that the card of a result shows.
  var isOnCard = false
  /// The term of each form, made when the site has concepts to recognise.
  private var terms: [[UInt8]] = []

  init(concepts: SearchConcepts, language: Language, boost: Int) {
    self.concepts = concepts
    self.language = language
    self.boost = boost
  }

  mutating func add(_ text: [UInt8], _ weight: Int) {
    // Of a hyphenated word its parts; of others the word itself.
    var sequence: [Int] = []
    var whole: Int?
    tokenize(text) { word, kind in
      if kind == .whole { wordCount += 1 }
      // What a hyphen joins counts a little less than the word it makes.
      let counted = kind == .whole ? weight : weight * 3 / 4
      if word.count > longestForm || isStopWord(word) {
        if kind == .whole { whole = nil }
        return
      }
      let form = count(word, counted)
      if kind == .part, let last = whole, sequence.last == last {
        sequence.removeLast()
        findConcepts([last], weight)
      }
      whole = kind == .whole ? form : nil
      sequence.append(form)
    }
    findConcepts(sequence, weight)
  }

  /// Adds a term of its own.
  mutating func addTerm(_ term: [UInt8]) {
    if term.count > 1 { count(term, 1) }
  }

  @discardableResult
  private mutating func count(_ word: some Collection<UInt8>, _ weight: Int) -> Int {
    let form = forms.insert(word)
    if form == weights.count { weights.append(FormWeight()) }
    if isOnCard { weights[form].isShown = true }
    if isBody { weights[form].body += weight } else { weights[form].elsewhere += weight }
    return form
  }

  /// Adds the concepts whose names stand in a row of forms.
  private mutating func findConcepts(_ sequence: [Int], _ weight: Int) {
    if concepts.names.isEmpty { return }
    while terms.count < forms.count {
      let form = forms[terms.count]
      terms.append(isOwnTerm(form) ? [] : termKey(Array(form), in: language))
    }
    for (index, form) in sequence.enumerated() {
      var found: [[UInt8]] = []
      for name in concepts.names(from: terms[form]) where !found.contains(name.concept) {
        let end = index + 1 + name.rest.count
        guard end <= sequence.count,
          zip(sequence[(index + 1)..<end], name.rest).allSatisfy({ terms[$0] == $1 })
        else { continue }
        found.append(name.concept)
      }
      for concept in found { count(concept, weight) }
    }
  }

  func encoded(bodyCount: Int) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(16 + forms.count * 12)
    TokenHead(
      language: language, boost: min(max(boost, 1), 1000), bodyCount: bodyCount,
      formCount: forms.count
    ).append(to: &output)
    let group = stemGroup(language)
    for (index, weight) in weights.enumerated() {
      forms.keys.withBytes(of: index) { form in
        appendVarint(form.count + 1, to: &output)
        output.append(isOwnTerm(from: form.first ?? 0, to: form.last ?? 0) ? 0 : group)
        output.append(contentsOf: form)
      }
      appendVarint(weight.encoded, to: &output)
    }
    return output
  }
}

/// How much a form counts in an article.
private struct FormWeight {
  /// What the body adds, before it is damped.
  var body = 0
  var elsewhere = 0
  /// Whether the form stands on the card.
  var isShown = false

  var encoded: Int {
    // However often a long article says a word, a title that has it says more.
    let weight = min(elsewhere + body * 200 / (body + 180), 1 << 24)
    return weight << 1 | (isShown ? 1 : 0)
  }
}

/// The front of an article's tokens.
struct TokenHead: Sendable, Hashable {
  var language: Language
  /// Per cent.
  var boost: Int
  /// Words of the body.
  var bodyCount: Int
  var formCount: Int

  /// Leaves the reader where the forms begin.
  init?(_ reader: inout ByteReader) {
    guard reader.byte() == Int(tokensVersion), let language = reader.byte(),
      language < Language.allCases.count, let boost = reader.varint(),
      let bodyCount = reader.varint(), let formCount = reader.varint(), formCount <= reader.left
    else { return nil }
    self.init(
      language: Language.allCases[language], boost: boost, bodyCount: bodyCount,
      formCount: formCount)
  }

  /// The head of an article without words.
  init(language: Language = .da, boost: Int = 100, bodyCount: Int = 0, formCount: Int = 0) {
    self.language = language
    self.boost = boost
    self.bodyCount = bodyCount
    self.formCount = formCount
  }

  func append(to output: inout [UInt8]) {
    output.append(tokensVersion)
    output.append(UInt8(Language.allCases.firstIndex(of: language) ?? 0))
    for number in [boost, bodyCount, formCount] { appendVarint(number, to: &output) }
  }

  /// What a weight is compared with to become an impact, in twentieths of a word, as weights are.
  ///
  /// BM25 with k = 1.2 and b = 0.6 against a fixed length of 400 words: an article's impacts do not
  /// change when others come.
  var norm: Double {
    let length = Double(min(bodyCount, 4000))
    return (20 * 1.2 * (0.4 + 0.6 * length / 400)) * 100 / Double(max(boost, 1))
  }
}
