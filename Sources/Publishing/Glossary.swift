// `content/glossary.yaml`: what abbreviations and terms stand for.
//
//     NgDP: {da: Næste generation Digital Post, nb: …, synonyms: [Digital Post 2]}
//     KL: Kommunernes Landsforening
//
// A search for any of the names finds the articles that use one of the others.

import Metadata
import Nordic
import Reporting
import Searching

/// Reads the glossary.
///
/// - Returns: one concept a term, and what is wrong.
func readGlossary(_ source: SourceText) -> (concepts: [SearchConcept], problems: [Diagnostic]) {
  var problems = checkText(source, kind: .data)
  guard !problems.contains(where: { $0.severity == .error }) else { return ([], problems) }
  let (node, found) = parseYAML(source)
  problems += found
  guard case .map(let terms) = node.value else { return ([], problems) }
  var concepts: [SearchConcept] = []
  for term in terms.entries {
    guard case .map(let map) = term.node.value else {
      concepts.append(SearchConcept(names: [term.key, term.node.text]))
      continue
    }
    var reader = MapReader(map, in: source)
    var names = [term.key]
    for language in Language.allCases {
      if let name = reader.string(language.rawValue)?.value { names.append(name) }
    }
    names += reader.strings("synonyms").map(\.value)
    _ = reader.text("text")
    _ = reader.url("url")
    _ = reader.string("organization")
    _ = reader.reportUnknownKeys()
    problems += reader.diagnostics
    concepts.append(SearchConcept(names: names))
  }
  return (concepts, problems)
}
