// Pictures that are named outside of a text: by front matter, by people's files, by the settings.

import Metadata
import Reporting

/// The files that metadata shows as pictures, and what is wrong with them.
struct MetadataPictures {
  /// Indices in `site.files`.
  var files: Set<Int> = []
  var problems: [LateProblem] = []
  /// Problems in the settings, which know their place.
  var settingsProblems: [Diagnostic] = []
}

extension LinkResolver {
  /// Finds every picture that metadata names.
  func metadataPictures() -> MetadataPictures {
    var pictures = MetadataPictures()
    var faults: [(article: Int, fault: LinkFault, range: Range<Int>)] = []
    for index in site.articles.indices where site.isPublished(index) {
      let image = site.articles[index].metadata.image?.value
      let photo = site.articles[index].profile.photo
      for named in [image?.src, photo?.source].compactMap({ $0 }) {
        let above = folder(of: site.articles[index].source.name)
        switch target(of: Destination(named.value), fromFolder: above, at: site.sitePaths[index]) {
        case .address(_, _, let file) where file >= 0: pictures.files.insert(file)
        case .elsewhere: continue
        case .broken(let fault): faults.append((index, fault, named.range))
        case .address, .fragment: faults.append((index, .missing(named.value), named.range))
        }
      }
      if let image, image.alt == nil {
        pictures.problems.append(
          LateProblem(
            diagnostic: Diagnostic(
              .warning, "T412", "the article's picture has no alternative text",
              help: ["write `image: {src: …, alt: …}` and say what the picture shows"]),
            article: index, range: image.src.range))
      }
    }
    let named = [site.settings.logo, site.settings.image].compactMap { $0 }
    let missing = named.filter {
      (file($0.path) == nil || !site.settings.isOn(.files)) && !Destination($0.path).isElsewhere
    }
    for picture in named { if let file = file(picture.path) { pictures.files.insert(file) } }
    guard !faults.isEmpty || !missing.isEmpty else { return pictures }
    let advice = LinkAdvice(site: site, plan: plan)
    for (article, fault, range) in faults {
      let diagnostic = advice.diagnostic(for: fault, from: site.articles[article])
      pictures.problems.append(LateProblem(diagnostic: diagnostic, article: article, range: range))
    }
    for picture in missing {
      var diagnostic =
        file(picture.path) == nil
        ? Diagnostic(
          .error, "T301", "there is no page or file `\(picture.path)`",
          notes: ["looked for content/\(picture.path)"])
        : advice.diagnostic(for: .switchedOff(picture.path, .files), from: nil)
      diagnostic.place = picture.place
      pictures.settingsProblems.append(diagnostic)
    }
    return pictures
  }
}
