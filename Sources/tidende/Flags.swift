// The flags, in one table: how each is written, what it says in the help, and what it sets.
//
// A flag that has no list of verbs is for all of them. The table's order is the help's.

import Reporting

/// A flag as the table describes it.
struct Flag: Sendable {
  /// The name without the two dashes.
  let name: String
  /// What the value is called in the help; `nil` for a flag that is on or off.
  let placeholder: String?
  /// Half a line.
  let help: String
  /// The verbs that have it; `nil` for all.
  let verbs: [Verb]?
  /// The values that are accepted, in words; empty where any text is.
  let accepted: String
  /// Takes the value over; `false` where it is not accepted.
  let set: @Sendable (inout GivenFlags, String) -> Bool

  /// Whether a verb has this flag.
  func belongs(to verb: Verb) -> Bool { verbs?.contains(verb) ?? true }

  /// How it is written: `--root DIR`.
  var form: String { "--\(name)" + (placeholder.map { " \($0)" } ?? "") }
}

/// All flags of a command line: those of every verb, and those of some.
struct GivenFlags: Sendable {
  var options = Options()
  var data: String?
  var templates: String?
  var lenient = false
  var batch = false
  var page: String?
  var serving = ServeRequest()
  var searching = SearchRequest()
}

/// Every flag there is, but for `--help`, which ends the reading.
let flags: [Flag] = [
  text("host", "ADDRESS", "where to listen (this machine alone)", [.serve]) {
    $0.serving.host = $1
  },
  Flag(
    name: "port", placeholder: "N", help: "the port, or the next free one (4000)", verbs: [.serve],
    accepted: "a whole number from 0 to 65535; 0 is any free one"
  ) { given, value in
    guard let port = UInt16(value) else { return false }
    given.serving.port = port
    return true
  },
  switched("open", "open the browser", [.serve]) { $0.serving.opens = true },
  switched("follow", "show the page of the file that is saved", [.serve]) {
    $0.serving.follows = true
  },

  text("tag", "NAME", "only articles with this tag", [.search]) { $0.searching.tag = $1 },
  text("section", "TITLE", "only articles of this section", [.search]) {
    $0.searching.section = $1
  },
  text("author", "NAME", "only articles by this author", [.search]) { $0.searching.author = $1 },
  number("year", 1...9999, "only articles of this year", [.search]) { $0.searching.year = $1 },
  number("limit", 1...1000, "how many to show (10)", [.search]) { $0.searching.limit = $1 },

  text("data", "FILE", "the data to fill in, YAML or JSON", [.render, .inspect]) { $0.data = $1 },
  text("page", "URL", "what the template of a page gets", [.inspect]) { $0.page = $1 },
  text("templates", "DIR", "where other templates are found", [.render]) { $0.templates = $1 },
  switched("lenient", "leave empty what is not there", [.render]) { $0.lenient = true },
  switched("batch", "a JSON object a line in, an answer a line out", [.render]) { $0.batch = true },

  switched("review", "a copy for reviewers: drafts, a banner, no robots", [.build]) {
    $0.options.review = true
  },
  text("report", "FILE", "write what was added, changed, removed, as JSON", [.build]) {
    $0.options.report = $1
  },

  text("root", "DIR", "the folder of the site (here)") { $0.options.root = $1 },
  text("out", "DIR", "the folder to write (public)") { $0.options.out = $1 },
  Flag(
    name: "base-url", placeholder: "URL", help: "where the site is published", verbs: nil,
    accepted: "an address that starts with https:// or http://"
  ) { given, value in
    guard isWebAddress(value) else { return false }
    given.options.baseURL = value
    return true
  },
  switched("drafts", "publish drafts too") { $0.options.drafts = true },
  switched("future", "publish what is dated later too") { $0.options.future = true },
  switched("expired", "publish what has expired too") { $0.options.expired = true },
  text("as-of", "INSTANT", "build as it would be 2026-12-01 08:00") { $0.options.asOf = $1 },
  Flag(
    name: "jobs", placeholder: "N", help: "how many workers (one a processor)", verbs: nil,
    accepted: "a whole number from 1 to 1000"
  ) { given, value in
    guard let count = Int(value), (1...1000).contains(count) else { return false }
    given.options.jobs = count
    return true
  },
  switched("strict", "let a warning fail the command") { $0.options.strict = true },
  choice("format", ReportFormat.self, "how problems are drawn") { $0.options.format = $1 },
  switched("quiet", "say nothing but problems") { $0.options.quiet = true },
  switched("verbose", "say everything that is done") { $0.options.verbose = true },
  choice("color", ColorChoice.self, "whether to use colours") { $0.options.color = $1 },
  switched("no-cache", "remember nothing of the last build") { $0.options.noCache = true },
  switched("explain", "say why each page is made anew") { $0.options.explain = true },
]

private func switched(
  _ name: String, _ help: String, _ verbs: [Verb]? = nil,
  set: @escaping @Sendable (inout GivenFlags) -> Void
) -> Flag {
  Flag(name: name, placeholder: nil, help: help, verbs: verbs, accepted: "") { given, _ in
    set(&given)
    return true
  }
}

private func text(
  _ name: String, _ placeholder: String, _ help: String, _ verbs: [Verb]? = nil,
  set: @escaping @Sendable (inout GivenFlags, String) -> Void
) -> Flag {
  Flag(name: name, placeholder: placeholder, help: help, verbs: verbs, accepted: "") {
    given, value in
    set(&given, value)
    return true
  }
}

private func number(
  _ name: String, _ range: ClosedRange<Int>, _ help: String, _ verbs: [Verb]? = nil,
  set: @escaping @Sendable (inout GivenFlags, Int) -> Void
) -> Flag {
  Flag(
    name: name, placeholder: "N", help: help, verbs: verbs,
    accepted: "a whole number from \(range.lowerBound) to \(range.upperBound)"
  ) { given, value in
    guard let number = Int(value), range.contains(number) else { return false }
    set(&given, number)
    return true
  }
}

private func choice<Choice: RawRepresentable<String> & CaseIterable & SendableMetatype>(
  _ name: String, _ choices: Choice.Type, _ help: String,
  set: @escaping @Sendable (inout GivenFlags, Choice) -> Void
) -> Flag {
  let names = choices.allCases.map(\.rawValue)
  return Flag(
    name: name, placeholder: names.joined(separator: "|"), help: help, verbs: nil,
    accepted: names.joined(separator: ", ")
  ) { given, value in
    guard let choice = Choice(rawValue: value) else { return false }
    set(&given, choice)
    return true
  }
}

private func isWebAddress(_ text: String) -> Bool {
  guard let scheme = ["https://", "http://"].first(where: { text.hasPrefix($0) }) else {
    return false
  }
  let rest = text.utf8.dropFirst(scheme.utf8.count)
  return rest.first.map { $0 != UInt8(ascii: "/") } == true && rest.allSatisfy { $0 > 0x20 }
}
