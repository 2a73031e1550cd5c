// The menus of the theme, with their destinations checked.

import Nordic
import Reporting
import Templating

/// Resolves the menus of the settings; `main` and `footer` have a content when nobody gives one.
func menus(of site: Site, with resolver: LinkResolver) -> (Value, [Diagnostic]) {
  var problems: [Diagnostic] = []
  var menus: [(String, Value)] = site.settings.menus.map { menu in
    let entries = menu.entries.compactMap { entry -> Value? in
      switch resolver.target(inMenu: entry.destination) {
      case .success(let found):
        return item(entry.title ?? found.title ?? entry.destination, found.href)
      case .failure(let problem):
        let advice = LinkAdvice(site: site, plan: resolver.plan)
        var diagnostic = advice.diagnostic(for: problem.fault, from: nil)
        diagnostic.place = entry.place
        problems.append(diagnostic)
        return nil
      }
    }
    return (menu.name, .list(entries))
  }
  let settings = site.settings
  if !menus.contains(where: { $0.0 == "main" }) {
    let sections = settings.isOn(.sections) ? site.sections : []
    menus.append(
      ("main", .list(sections.map { item($0.title, settings.base.href($0.sitePath)) })))
  }
  if !menus.contains(where: { $0.0 == "footer" }) {
    menus.append(
      (
        "footer",
        .list(
          site.rootPages.map {
            item(site.articles[$0].title, settings.base.href(site.sitePaths[$0]))
          })
      ))
  }
  return (.map(menus), problems)
}

private func item(_ title: String, _ href: String) -> Value {
  .map([("title", .text(title)), ("url", .text(href))])
}

/// What a menu entry leads to.
struct MenuTarget {
  var title: String?
  var href: String
}

/// A menu entry that leads nowhere.
struct MenuProblem: Error {
  var fault: LinkFault
}

extension LinkResolver {
  /// A path of the site, a file below `content/`, or another site's address.
  fileprivate func target(inMenu destination: String) -> Result<MenuTarget, MenuProblem> {
    let parts = Destination(destination)
    if parts.isElsewhere {
      return isSafeURL(destination)
        ? .success(MenuTarget(href: destination))
        : .failure(MenuProblem(fault: .dangerous(destination)))
    }
    let decoded = normalized(percentDecoded(parts.path) ?? parts.path)
    for form in [decoded, decoded.hasPrefix("/") ? decoded : "/" + decoded] {
      guard case .address(let path, let article, _)? = address(ofPath: form) else { continue }
      let title = article >= 0 ? site.articles[article].title : sectionTitle(at: path)
      return .success(
        MenuTarget(title: title, href: site.settings.base.href(path) + parts.tail))
    }
    return .failure(MenuProblem(fault: .missing(destination)))
  }

  private func sectionTitle(at path: String) -> String? {
    if path == site.home || path == site.home + "index.html" {
      return PageName.home.text(in: site.settings.language)
    }
    return site.sections.first { $0.sitePath == path }?.title
  }
}
