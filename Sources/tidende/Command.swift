// What a command line asks for, as values.
//
// Nothing here reads the environment, the clock or a file: paths and instants stay the words that
// were given, and what they default to is decided where they are used.

import Reporting

/// What the words of a command line come to.
enum Command: Hashable, Sendable {
  /// Make the site.
  case build(Options)
  /// Show the site while it is being written.
  case serve(ServeRequest, Options)
  /// Make the site in memory and say everything that could be better.
  case check(Options)
  /// Write a new site or article.
  case new(NewSubject, Options)
  /// Fill in one template, without a site.
  case render(RenderRequest, Options)
  /// Fill in the template of each line of standard input.
  case renderLines
  /// Ask the search index of a built site.
  case search(SearchRequest, Options)
  /// Show how an article or a data file is read.
  case inspect(InspectRequest, Options)
  /// Say what a code means.
  case explain(code: String, Options)
  /// Say which version this is.
  case version(Options)
  /// Say how the command is used.
  case help(HelpTopic)
}

/// The verbs; each has a file of its own.
enum Verb: String, CaseIterable, Sendable {
  case build, serve, check, new, search, render, inspect, explain, version
}

/// The flags that every verb has.
struct Options: Hashable, Sendable {
  /// The folder that holds `content`; relative to the current folder.
  var root = "."
  /// The output folder; `nil` for `public` in the root.
  var out: String?
  /// Where the site is published, instead of the settings' `base_url`; starts with `http`.
  var baseURL: String?
  /// Whether what is marked as a draft is published.
  var drafts = false
  /// Whether what is dated later than the build's instant is published.
  var future = false
  /// Whether what has expired by the build's instant is published.
  var expired = false
  /// Whether the site is a copy for reviewers.
  var review = false
  /// Where the build says what it changed: a file, `-` for standard output, `nil` for nowhere.
  var report: String?
  /// The build's instant as it was written; `nil` for now, or `SOURCE_DATE_EPOCH`.
  var asOf: String?
  /// How many workers, 1...1000; `nil` for one a processor.
  var jobs: Int?
  /// Whether a warning fails the command.
  var strict = false
  /// How problems are drawn.
  var format = ReportFormat.human
  /// Whether only problems are told.
  var quiet = false
  /// Whether everything that is done is told.
  var verbose = false
  /// Whether colours are used.
  var color = ColorChoice.auto
  /// Whether nothing is remembered from the last build.
  var noCache = false
  /// Whether each page says why it was made anew.
  var explain = false
}

/// What `tidende new` makes.
enum NewSubject: Hashable, Sendable {
  /// A magazine that builds at once, in a folder.
  case site(directory: String)
  /// An article in the right folder.
  case article(section: String, title: String)
}

/// What `tidende render` fills in, and with what.
struct RenderRequest: Hashable, Sendable {
  /// A file, or `-` for standard input.
  var template: String
  /// A YAML or JSON file.
  var data: String
  /// Where `extends` and `include` look; `nil` for the template's own folder.
  var templates: String?
  /// Whether a name that is not there is empty instead of an error.
  var lenient = false
}

/// What `tidende inspect` reads.
struct InspectRequest: Hashable, Sendable {
  /// A file, or `-` for standard input.
  var file: String
  /// Whether it is a data file and not an article.
  var isData = false
  /// Whether it is the address of a page, whose template's values are wanted.
  var isPage = false
}
