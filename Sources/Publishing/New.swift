// What `tidende new` writes: a magazine that builds at once, and articles from a theme's archetypes.
//
// Nothing that exists is written over.

import Metadata
import Nordic
import Reporting
import Templating

/// What was written, or why nothing was.
public enum NewResult: Sendable {
  /// The paths of the new files, below the folder that was asked about.
  case written([String])
  /// What is wrong with what was asked.
  case refused(Diagnostic)
}

/// Writes a new article.
///
/// - Parameters:
///   - section: a folder of `content/`, or `page` for the root.
///   - title: as people read it; its slug becomes the file's name.
public func newArticle(
  in section: String, title: String, _ request: BuildRequest, on disk: Disk
) throws(FileProblem) -> NewResult {
  let input = try read(request, output: request.output, from: disk)
  let errors = input.problems.filter { $0.severity == .error }
  if let first = errors.first { return .refused(first) }
  let settings = input.settings
  let isPage = section == "page"
  let folders = try contentFolders(request.root, on: disk)
  let known = folders + Array(settings.sections.keys)
  guard isPage || known.contains(section) else {
    return .refused(
      Diagnostic(
        .error, "T071", "there is no section called `\(section)`",
        notes: ["the sections are \(folders.joined(separator: ", "))"],
        help: [
          suggestion(for: section, in: known)
            ?? "make the folder content/\(section), or write `page` for a page of its own"
        ]))
  }
  let slug = Nordic.slug(title, in: settings.language)
  guard !slug.isEmpty else {
    return .refused(
      Diagnostic(
        .error, "T072", "no file name can be made from the title `\(title)`",
        help: ["write a title with letters or digits"]))
  }
  let path = isPage ? "content/\(slug).md" : "content/\(section)/\(slug).md"
  guard disk.facts(request.root + "/" + path) == nil else {
    return .refused(
      Diagnostic(
        .error, "T073", "there is already an article with that name", at: .file(path),
        help: ["edit it, or choose another title"]))
  }
  let type =
    isPage ? "page" : settings.sections[section]?.type ?? usualType(ofFolder: section) ?? "article"
  let text = archetype(for: type, title: title, slug: slug, input)
  switch text {
  case .success(let bytes):
    try disk.write([bytes], to: request.root + "/" + path)
    return .written([path])
  case .failure(let failure): return .refused(failure.diagnostic)
  }
}

private func contentFolders(_ root: String, on disk: Disk) throws(FileProblem) -> [String] {
  guard disk.facts(root + "/content")?.kind == .folder else { return [] }
  let reserved = ["people", "organizations", "data", "_theme", "_drafts"]
  return try disk.list(root + "/content").filter {
    $0.kind == .folder && !reserved.contains($0.name) && !$0.name.hasPrefix(".")
  }.map(\.name)
}

/// Why there is no skeleton.
private struct Refusal: Error {
  var diagnostic: Diagnostic
}

/// The skeleton of an article, from the theme's `archetypes/TYPE.md` or `archetypes/article.md`.
private func archetype(
  for type: String, title: String, slug: String, _ input: Input
) -> Result<[UInt8], Refusal> {
  let files = input.theme.archetypes
  let file = files.first { $0.name == type + ".md" } ?? files.first { $0.name == "article.md" }
  let date = text(of: input.now, "%Y-%m-%d")
  guard let file else {
    var text = Array("---\ntitle: ".utf8)
    appendJSONString(title, to: &text)
    text += "\ndate: \(date)\ndraft: true\n---\n\n".utf8
    return .success(text)
  }
  let source = SourceText(path: file.path, bytes: file.bytes)
  let (templates, problems) = TemplateSet.compile([(name: file.name, source: source)], .init())
  if let first = problems.first { return .failure(Refusal(diagnostic: first)) }
  let context = Context([
    ("title", .text(title)), ("date", .text(date)), ("slug", .text(slug)),
    ("lang", .text(input.settings.language.rawValue)),
  ])
  var output: [UInt8] = []
  do {
    _ = try templates.render(file.name, context, subject: file.path, into: &output)
  } catch {
    return .failure(Refusal(diagnostic: error.diagnostic))
  }
  return .success(output)
}

private func text(of moment: Moment, _ pattern: String) -> String {
  var output: [UInt8] = []
  if let format = DateFormat(pattern) { appendDate(moment, format, in: .en, to: &output) }
  return String(decoding: output, as: UTF8.self)
}

/// Writes a magazine that builds at once.
///
/// - Parameters:
///   - folder: made where it is not there; refused where it holds a magazine already.
///   - today: the day of the first article.
public func newSite(
  in folder: String, today: Moment, on disk: Disk
) throws(FileProblem) -> NewResult {
  if disk.facts(folder + "/content") != nil {
    return .refused(
      Diagnostic(
        .error, "T074", "there is already a magazine in `\(folder)`",
        help: ["choose another folder, or write an article with `tidende new SECTION \"Title\"`"]))
  }
  let day = text(of: today, "%Y-%m-%d")
  let files = [
    (
      "content/site.yaml",
      """
      title: Mit magasin
      tagline: Om digitalisering hos os
      language: da            # da, nb, nn eller en
      # Skriv den rigtige adresse her: så kommer der RSS og sitemap med.
      base_url: https://example.org/
      publisher: Vores forening
      editor: {name: Navn Navnesen}

      """
    ),
    ("content/leder/_index.md", "---\ntitle: Ledere\ntype: editorial\n---\n"),
    ("content/nyheder/_index.md", "---\ntitle: Nyheder\ntype: news\n---\n"),
    (
      "content/leder/velkommen.md",
      """
      ---
      title: Velkommen
      date: \(day)
      deck: Den første leder i et nyt magasin.
      authors: [redaktionen]
      tags: [nyt magasin]
      ---

      Skriv din første leder her. En overskrift begynder med to havelåger:

      ## En overskrift

      Et link til en anden artikel er en sti til dens fil: [om magasinet](../om.md).

      """
    ),
    (
      "content/om.md",
      """
      ---
      title: Om magasinet
      type: page
      ---

      Hvem I er, og hvem der er ansvarshavende redaktør.

      """
    ),
    (
      "content/people/redaktionen.md",
      """
      ---
      name: Redaktionen
      role: Redaktion
      ---

      """
    ),
    (".gitignore", "/public/\n/.tidende/\n/.public.tidende/\n"),
  ]
  var written: [String] = []
  for (path, text) in files where disk.facts(folder + "/" + path) == nil {
    try disk.write([Array(text.utf8)], to: folder + "/" + path)
    written.append(path)
  }
  return .written(written)
}
