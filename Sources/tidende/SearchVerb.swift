// `tidende search`: asks the index of a built site, as its search page does.

import Nordic
import Publishing
import Reporting
import Searching

/// What `tidende search` asks.
struct SearchRequest: Hashable, Sendable {
  var text = ""
  var tag: String?
  var section: String?
  var author: String?
  var year: Int?
  var limit = 10
}

/// Searches the output folder and writes what is found, the best first.
///
/// - Returns: 0, also where nothing is found; 4 where there is no index that can be read.
func search(_ request: SearchRequest, _ options: Options, in surroundings: Surroundings) -> Int32 {
  let folder = (options.out ?? options.root + "/public") + "/search/"
  let disk = Disk()
  var wanted = SearchOptions()
  wanted.tag = request.tag
  wanted.section = request.section
  wanted.author = request.author
  wanted.year = request.year
  wanted.limit = request.limit
  do throws(SearchProblem) {
    let language = siteLanguage(in: options.root, on: disk)
    var reader = try SearchReader(language: language) { try? disk.read(folder + $0) }
    let answer = try reader.query(request.text, options: wanted)
    var text = ""
    for (number, result) in answer.results.enumerated() {
      text += "\(number + 1). \(plainText(result.title))\n   \(plainText(result.url))"
      for part in [result.date, result.section, result.language] where !part.isEmpty {
        text += "  \(plainText(part))"
      }
      text += "\n"
      if options.explain { text += explanation(of: result) }
    }
    surroundings.answer(Array(text.utf8))
    if !options.quiet { surroundings.tell(summary(of: answer)) }
    return 0
  } catch {
    let color = usesColor(options.color, in: surroundings.color)
    surroundings.tell(
      draw([diagnostic(for: error, in: folder)], as: options.format, color: color, limit: nil))
    return 4
  }
}

/// The parts of a score, one a line, and how they come together.
private func explanation(of result: SearchResult) -> String {
  var text = ""
  for part in result.parts {
    text +=
      "   \(plainText(part.word)), as \(part.kind): \(rounded(part.value)) × rarity \(rounded(part.rarity))"
      + " = \(rounded(part.value * part.rarity))\n"
  }
  return text + "   × \(rounded(result.factor)) for age and language = \(rounded(result.score))\n"
}

private func summary(of answer: SearchAnswer) -> String {
  var line = answer.total == 1 ? "1 article" : "\(answer.total) articles"
  if let corrected = answer.corrected { line += ", for `\(plainText(corrected))`" }
  if answer.isRelaxed { line += "; no article has all the words, so these have most of them" }
  return line
}

private func diagnostic(for problem: SearchProblem, in folder: String) -> Diagnostic {
  switch problem {
  case .missing(let path):
    Diagnostic(
      .error, "T901", "there is no search index: \(folder)\(path)",
      help: ["build the site first: `tidende build`"])
  case .broken(let path):
    Diagnostic(
      .error, "T901", "the search index is not whole: \(folder)\(path)",
      help: ["build the site again: `tidende build --no-cache`"])
  }
}

/// Two decimals.
private func rounded(_ number: Double) -> String {
  var output: [UInt8] = []
  appendNumber(number, decimals: 2, in: .en, to: &output)
  return String(decoding: output, as: UTF8.self)
}
