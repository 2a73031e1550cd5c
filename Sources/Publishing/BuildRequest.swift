// What a build is asked, and what it answers.

import Nordic
import Reporting

/// What a build takes for now.
public enum BuildClock: Sendable, Hashable {
  /// Seconds since 1970-01-01T00:00:00Z.
  case instant(Int64)
  /// As somebody wrote it; without a zone it is in the site's.
  case written(String)
}

/// What a build is asked.
public struct BuildRequest: Sendable {
  /// The folder that holds `content/` and `themes/`.
  public var root: String
  /// The output folder.
  public var output: String
  /// Wins over `base_url` of the settings.
  public var baseURL: String?
  /// Publishes drafts.
  public var drafts = false
  /// Publishes what is scheduled for later.
  public var future = false
  /// Publishes what has expired.
  public var expired = false
  /// Makes a copy for reviewers: each page says so, and search engines are kept away.
  public var isReview = false
  /// The build's instant.
  public var clock: BuildClock
  /// How many workers; at least 1.
  public var jobs = 1
  /// Whether a warning keeps the output as it is.
  public var strict = false
  /// What makes the site, for the memory: another engine's is of no use.
  public var engine = ""
  /// The time of day when the build began, in seconds since 1970; the clock may say another.
  public var startedAt = 0
  /// Whether the last build's memory is used, and one left for the next.
  public var remembers = false
  /// Whether all of `BuildReport.change` is wanted, and not only what was removed.
  public var tellsChange = false
  /// Whether `BuildReport.explanations` are wanted.
  public var explains = false
  /// Whether the process ends after this build: what it made is then left to the system, which
  /// forgets it at once, where giving back a million buffers takes a twentieth of the time.
  public var isLast = false
  /// `false` finds all problems and writes nothing.
  public var writes = true
  /// The theme in the program: names below the theme's folder.
  public var builtInTheme: [ThemeFile] = []

  /// Asks for a build of a folder.
  public init(root: String, output: String, clock: BuildClock) {
    self.root = root
    self.output = output
    self.clock = clock
  }
}

/// What a build answers.
public struct BuildReport: Sendable {
  /// Why nothing was published.
  public enum Failure: Sendable {
    /// Problems in the settings.
    case settings
    /// Files that could not be read or written.
    case files
    /// Problems in content or theme.
    case content
    /// Warnings, and they count.
    case warnings
  }

  /// An article that readers do not get, and why.
  public struct Withheld: Sendable {
    /// Its file.
    public let path: String
    /// Why: never `published`.
    let state: PublicationState

    init(path: String, state: PublicationState) {
      self.path = path
      self.state = state
    }
  }

  /// All problems, sorted.
  public var problems: [Diagnostic] = []
  /// `nil` when the site was published.
  public var failure: Failure?
  /// Pages for people.
  public var pageCount = 0
  /// Feeds.
  public var feedCount = 0
  /// Files that were made.
  public var renderedCount = 0
  /// Files whose bytes were new.
  public var writtenCount = 0
  /// Files of earlier builds that were removed.
  public var removedCount = 0
  /// What this build changed in the output.
  public var change = SiteChange()
  /// When the next article begins or ends to be published by itself; `nil` where none does.
  var nextChange: Moment?
  /// Where the site is published, and the build's instant.
  var base = BaseURL.none
  var now: Moment?
  /// By path.
  public var withheld: [Withheld] = []
  /// The site's zone, for moments people see.
  public var zone = Zone.utc
  /// The site's language.
  public var language = Language.da
  /// For each file why it was made again, or that it was not; by path.
  public var explanations: [String] = []
}

extension BuildReport {
  /// One line on what is not published and why; `nil` when everything is.
  ///
  /// `not published: 2 drafts, 1 scheduled (next 2026-12-01 08:00 Europe/Copenhagen), 1 expired`
  public var withheldSummary: String? {
    var drafts = 0
    var expired = 0
    var scheduled: [Moment] = []
    for article in withheld {
      switch article.state {
      case .draft: drafts += 1
      case .expired: expired += 1
      case .scheduled(let start): scheduled.append(start)
      case .published, .broken: continue
      }
    }
    var parts: [String] = []
    if drafts > 0 { parts.append(drafts == 1 ? "1 draft" : "\(drafts) drafts") }
    if let next = scheduled.min() {
      parts.append("\(scheduled.count) scheduled (next \(words(next)) \(zone.name))")
    }
    if expired > 0 { parts.append("\(expired) expired") }
    return parts.isEmpty ? nil : "not published: " + parts.joined(separator: ", ")
  }

  /// A line for each article that is not published, with its moment.
  public var withheldLines: [String] {
    withheld.map { article in
      switch article.state {
      case .scheduled(let start): "\(article.path): scheduled for \(words(start)) \(zone.name)"
      case .expired(let end): "\(article.path): expired \(words(end)) \(zone.name)"
      default: "\(article.path): draft"
      }
    }
  }

  private func words(_ moment: Moment) -> String {
    var output: [UInt8] = []
    if let format = DateFormat("%Y-%m-%d %H:%M") {
      appendDate(Moment(unix: moment.unix, in: zone), format, in: .en, to: &output)
    }
    return String(decoding: output, as: UTF8.self)
  }
}
