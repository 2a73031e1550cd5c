// What a site can consist of: the names under `outputs:` in the settings. Which of them are on when
// nobody says anything is in `Settings.swift`.

/// What can be switched off under `outputs:`.
enum Output: String, CaseIterable, Sendable {
  case home, sections, tags, people, archives, feed, sitemap, robots, search, redirects, files
  case nojekyll, netlify
  case tagFeeds = "tag_feeds"
  case sectionFeeds = "section_feeds"
  case indexJSON = "index_json"
  case notFound = "not_found"
  case nginxRedirects = "nginx_redirects"
}
