// What `outputs:` switches off, where something that somebody wrote leads to it: an article, a menu, a
// picture of the settings.
//
// The theme leaves its own links out: `site.tags_url` and the like are none then. What somebody wrote
// is an error at its place, as is every other link that leads nowhere.

import Nordic
import Reporting

extension LinkResolver {
  /// A target that is a file, a section, a person or the front page, unless it is switched off.
  func published(_ target: LinkTarget, _ written: String) -> LinkTarget {
    guard case .address(let path, article: -1, let file) = target else { return target }
    if file >= 0 {
      return site.settings.isOn(.files) ? target : .broken(.switchedOff(written, .files))
    }
    guard plan.byPath[path] == nil else { return target }
    // An article that cannot be read leads to the front page, and has its own error.
    if path == site.home, plan.hasFrontPage || site.states.contains(.broken) { return target }
    let isSection = site.sections.contains { $0.sitePath == path }
    let output: Output = path == site.home ? .home : isSection ? .sections : .people
    return .broken(.switchedOff(written, output))
  }
}

extension Plan {
  /// Whether readers find something at `/`: what the program makes, or something of the site's own.
  var hasFrontPage: Bool { byPath["/"] != nil || byPath["/index.html"] != nil }
}

extension Reading {
  /// Whether the theme can link to the front page.
  var hasFrontPage: Bool {
    if shelf.settings.isOn(.home) { return true }
    note(.homeText)
    return shelf.plan.hasFrontPage
  }
}

extension Site {
  /// What would be at which address if nothing were switched off, but for articles. Made only when
  /// there is something to tell.
  func outputsByPath() -> [String: Output] {
    var whole = self
    whole.settings.off = []
    let planned = Publishing.plan(whole, [])
    var outputs: [String: Output] = [:]
    for page in planned.pages {
      if let output = page.kind.output, !settings.isOn(output) { outputs[page.sitePath] = output }
    }
    return outputs
  }
}

extension PageKind {
  /// What `outputs` calls it; `nil` for what is always made.
  fileprivate var output: Output? {
    switch self {
    case .home: .home
    case .section: .sections
    case .tag, .tags: .tags
    case .person, .people: .people
    case .archive, .archives: .archives
    case .search: .search
    case .notFound: .notFound
    case .feed(.site): .feed
    case .feed(.section): .sectionFeeds
    case .feed(.tag): .tagFeeds
    case .sitemap: .sitemap
    case .indexJSON: .indexJSON
    case .robots: .robots
    case .nojekyll: .nojekyll
    case .redirect: .redirects
    case .hostFile(let file): file.output
    case .file: .files
    case .article, .asset: nil
    }
  }
}
