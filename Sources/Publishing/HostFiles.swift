// Files that web servers and hosts read: where old addresses lead, as answers instead of pages, and
// the headers that pages are made for.
//
//     /nginx-redirects.map   entries of nginx's `map $uri …`
//     /_redirects            Netlify, Cloudflare Pages and others: from, to, status
//     /_headers              the same hosts: headers for paths
//
// All are off unless `outputs` asks for them. They name only what is published anyway.

import Nordic
import Reporting

/// A file for a web server or host.
enum HostFile: Sendable, Hashable, CaseIterable {
  case nginxRedirects, redirects, headers

  /// From the root of the site.
  var sitePath: String {
    switch self {
    case .nginxRedirects: "/nginx-redirects.map"
    case .redirects: "/_redirects"
    case .headers: "/_headers"
    }
  }

  /// What `outputs` calls it.
  var output: Output { self == .nginxRedirects ? .nginxRedirects : .netlify }
}

/// Their paths below the output folder.
let hostFiles = HostFile.allCases.map { String($0.sitePath.dropFirst()) }

/// The one policy that all pages are made for; it is also that of `.github/publish/nginx.conf`.
let contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
  + "img-src 'self' data:; form-action 'self'; base-uri 'none'; "
  + "require-trusted-types-for 'script'"

/// What every answer carries.
let securityHeaders: [(name: String, value: String)] = [
  ("Content-Security-Policy", contentSecurityPolicy),
  ("X-Content-Type-Options", "nosniff"),
  ("X-Frame-Options", "SAMEORIGIN"),
  ("Referrer-Policy", "strict-origin-when-cross-origin"),
  ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
  ("Cross-Origin-Opener-Policy", "same-origin"),
]

extension Site {
  /// Old addresses and the page each leads to, sorted by bytes; the article that names it.
  var redirections: [(from: String, to: String, article: Int)] {
    var found: [(from: String, to: String, article: Int)] = []
    for index in articles.indices where !sitePaths[index].isEmpty {
      for alias in articles[index].metadata.aliases {
        found.append((completed(alias.value), sitePaths[index], index))
      }
    }
    return found.sorted { precedes($0.from, $1.from) }
  }
}

extension Plan {
  mutating func addHostFiles(of site: Site) {
    let wanted = HostFile.allCases.filter { site.settings.isOn($0.output) }
    guard !wanted.isEmpty else { return }
    for file in wanted { add(file.sitePath, .hostFile(file)) }
    if !site.settings.isOn(.redirects) { findShadows(in: site) }
  }

  /// Old addresses that would hide a page: pages that lead on are not there to collide with it.
  private mutating func findShadows(in site: Site) {
    var owners: [String: String] = [:]
    for page in pages { owners[page.sitePath.lowercased()] = page.sitePath }
    for (from, to, article) in site.redirections {
      guard let other = owners.updateValue(from, forKey: from.lowercased()) else { continue }
      problems.append(
        Diagnostic(
          .error, "T302", "two sources have one address: \(from)",
          at: .file(site.articles[article].path),
          notes: ["they are an alias of \(to) and what is published at \(other)"],
          help: ["leave the alias out, or give the other another `slug` or `url`"]))
    }
  }
}

extension Shelf {
  /// A file for a web server or host.
  func hostFile(_ file: HostFile) -> [UInt8] {
    var text: [UInt8] = []
    switch file {
    case .nginxRedirects:
      text += "# Where old addresses lead, for nginx: map $uri $moved { include THIS FILE; }\n".utf8
      for (from, to) in redirectLines() {
        appendQuoted(below(from), to: &text)
        text.append(UInt8(ascii: " "))
        appendQuoted(escaped(settings.base.href(to), "$"), to: &text)
        text += ";\n".utf8
      }
    case .redirects:
      // Netlify serves a page that is there rather than a redirect, unless the redirect insists.
      let status = settings.isOn(.redirects) ? "301!" : "301"
      for (from, to) in redirectLines() {
        text += escaped(settings.base.href(from), "*:").utf8
        text += " \(escaped(settings.base.href(to), "*:")) \(status)\n".utf8
      }
    case .headers: appendHeaders(to: &text)
    }
    return text
  }

  /// Each old address as a folder, and as people write it, without the slash; no two that differ
  /// only in case, which nginx would refuse.
  private func redirectLines() -> [(from: String, to: String)] {
    var lines: [(from: String, to: String)] = []
    var seen: Set<String> = []
    for (from, to, _) in site.redirections {
      var forms = [from]
      if from.hasSuffix("/"), from != "/", plan.byPath[String(from.dropLast())] == nil {
        forms.append(String(from.dropLast()))
      }
      for form in forms where seen.insert(form.lowercased()).inserted { lines.append((form, to)) }
    }
    return lines
  }

  /// A path of the site below the base path, decoded as nginx compares it.
  private func below(_ sitePath: String) -> String { settings.base.path.dropLast() + sitePath }

  /// Every page is revalidated by these hosts unless told otherwise, and they join headers of one
  /// name, so only what never changes is told apart.
  private func appendHeaders(to text: inout [UInt8]) {
    text += "\(settings.base.path)*\n".utf8
    for (name, value) in securityHeaders { text += "  \(name): \(value)\n".utf8 }
    if settings.isReview { text += "  X-Robots-Tag: noindex\n".utf8 }
    for page in plan.pages {
      guard case .asset = page.kind else { continue }
      text += escaped(settings.base.href(page.sitePath), "*:").utf8
      text += "\n  Cache-Control: public, max-age=31536000, immutable\n".utf8
    }
  }

  /// Percent-encodes what a path may hold and the file's format has a use for.
  private func escaped(_ path: String, _ letters: String) -> String {
    guard path.utf8.contains(where: { letters.utf8.contains($0) }) else { return path }
    return path.unicodeScalars.reduce(into: "") { text, letter in
      if letters.unicodeScalars.contains(letter) {
        text += "%" + String(letter.value, radix: 16, uppercase: true)
      } else {
        text.unicodeScalars.append(letter)
      }
    }
  }

  /// A string of nginx's configuration.
  private func appendQuoted(_ string: String, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    for byte in string.utf8 {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        text.append(UInt8(ascii: "\\"))
      }
      text.append(byte)
    }
    text.append(UInt8(ascii: "\""))
  }
}
