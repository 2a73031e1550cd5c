// What the command says about itself: examples first, then how it is used, then every flag.
//
// The flags come from the table in `Flags.swift`, so the help cannot forget one.

/// What help is asked about.
enum HelpTopic: Hashable, Sendable {
  /// The command alone: what it is, and where to begin.
  case short
  /// The command, with the flags of every verb.
  case command
  /// One verb.
  case verb(Verb)
}

/// The help, ready to be written; ends with a line break.
func helpText(about topic: HelpTopic) -> String {
  switch topic {
  case .short:
    return introduction
      + "\n`tidende --help` lists all flags, `tidende VERB --help` those of a verb.\n"
  case .command:
    return introduction + "\n" + commonFlags
      + "\n`tidende VERB --help` says more about a verb.\n"
  case .verb(let verb):
    let own = flags.filter { $0.verbs != nil && $0.belongs(to: verb) }
    return table("Examples", verb.examples.map { ($0.command, $0.meaning) })
      + "\nUsage: \(verb.usage)\n\n\(description(of: verb))\n"
      + (own.isEmpty ? "" : "\n" + flagTable("Flags of \(verb.rawValue)", own)) + "\n"
      + (verb == .build || verb == .serve || verb == .check
        ? commonFlags : "`tidende --help` lists the flags of every verb.\n")
  }
}

extension Verb {
  /// Half a line for the list of verbs.
  var summary: String {
    switch self {
    case .build: "make the site"
    case .serve: "show the site while you write"
    case .check: "say everything that could be better"
    case .new: "begin a site or an article"
    case .search: "ask the built site's search"
    case .render: "fill in one template, without a site"
    case .inspect: "show how an article is read"
    case .explain: "say what a code such as T101 means"
    case .version: "say which version this is"
    }
  }

  /// What stands behind `Usage:`.
  var usage: String {
    switch self {
    case .build: "tidende build [flags]"
    case .serve: "tidende serve [flags]"
    case .check: "tidende check [flags]"
    case .new: "tidende new site DIR | tidende new SECTION \"Title\""
    case .render: "tidende render TEMPLATE --data FILE [flags] | tidende render --batch"
    case .search: "tidende search \"QUERY\" [flags]"
    case .inspect: "tidende inspect FILE | --data FILE | --page URL"
    case .explain: "tidende explain CODE"
    case .version: "tidende version [--format json]"
    }
  }

  /// Command lines that work, the most useful first.
  var examples: [(command: String, meaning: String)] {
    switch self {
    case .build:
      [
        ("tidende build", "the site of this folder"),
        ("tidende build --drafts --out kladde", "with drafts, elsewhere"),
        ("tidende build --as-of \"2026-12-01 08:00\"", "the site as it will be then"),
        ("tidende build --strict --format github", "in a workflow of GitHub"),
        ("tidende build --report aendringer.json", "what changed, for caches"),
        ("tidende build --review --out gennemsyn", "a copy for reviewers"),
      ]
    case .serve:
      [
        ("tidende serve", "the site as it is now, drafts too"),
        ("tidende serve --open --follow", "in a browser, at the page you save"),
        ("tidende serve --host 0.0.0.0 --port 8080", "also for the phone beside you"),
      ]
    case .check:
      [
        ("tidende check", "everything that could be better"),
        ("tidende check --strict", "exit code 5 on a warning"),
        ("tidende check --format sarif > tidende.sarif", "for code scanning"),
      ]
    case .new:
      [
        ("tidende new site magasin", "a magazine that builds at once"),
        ("tidende new leder \"Åbne data i praksis\"", "an article in content/leder"),
      ]
    case .search:
      [
        ("tidende search \"digital post\"", "what readers find"),
        ("tidende search strategi --explain", "and why in this order"),
        ("tidende search referat --year 2026 --tag OS2", "among fewer articles"),
      ]
    case .render:
      [
        ("tidende render brev.txt --data brev.yaml", "one template, one data file"),
        ("tidende render - --data side.json < side.html", "a template from a pipe"),
        ("tidende render --batch < opgaver.jsonl", "a template a line, for tests"),
      ]
    case .inspect:
      [
        ("tidende inspect content/leder/ai.md", "its metadata and text as JSON"),
        ("tidende inspect - < kladde.md", "from a pipe"),
        ("tidende inspect --data content/data/navne.yaml", "a data file as JSON"),
        ("tidende inspect --page /leder/ai/", "what the page's template gets"),
      ]
    case .explain: [("tidende explain T101", "why it is a problem, and what to do")]
    case .version:
      [("tidende version", "for people"), ("tidende version --format json", "for programs")]
    }
  }
}

/// What the verb does, in sentences of at most 80 columns a line.
private func description(of verb: Verb) -> String {
  switch verb {
  case .build:
    """
    Reads content, themes and settings and writes the site. If there is an error,
    the output stays as it was. Ends by counting pages, problems, and what is held
    back.

    --report writes a JSON file when the site is out: the addresses and files that
    were added, changed and removed, redirects, and when the next article begins or
    ends by itself. It cannot be inside the output. - is standard output.

    --review publishes drafts and what comes later, with a notice on every page and
    search engines kept away. Give it an output and an address of its own.
    """
  case .serve:
    """
    Shows the site in the browser, always as the files are now: a page is reloaded
    when it changes and stays where it was scrolled to, stylesheets are swapped, and
    problems are shown over the last good page. Drafts and what comes later are
    shown with a notice. Writes nothing.
    """
  case .check:
    """
    Says what `build` says, and more: links, pictures, accessibility, language and
    privacy. Writes nothing.
    """
  case .new:
    """
    Writes a site with settings, a theme and a first article, or an article with
    its front matter filled in. Nothing that exists is written over.
    """
  case .search:
    """
    Searches the built site as its search page does, the best first. With --explain
    each result shows the parts of its score: how each word was met, and how rare it
    is.
    """
  case .render:
    """
    Writes the filled-in template to standard output. TEMPLATE is a file, or - for
    standard input. The data file's keys are the template's names.

    With --batch each line of standard input is a JSON object: `template` (its text,
    or a name among `templates`), `templates` (name to text), `context`, and if need
    be `autoescape` and `lenient`. It is answered by a line {"out": ...} or
    {"error": ...}.
    """
  case .inspect:
    """
    Writes what is read from an article or a data file as JSON to standard output.
    FILE may be - for standard input.
    """
  case .explain:
    """
    Every problem has a code, a T and three digits. The first digit is the family:
    T1 is text and typography, T7 templates.
    """
  case .version:
    """
    Writes the version to standard output, and the commit, platform and compiler it
    was made of. The commit is only known of a release.
    """
  }
}

private let introduction =
  "tidende makes a magazine's website out of text files.\n\n"
  + table(
    "Examples",
    [
      ("tidende new site magasin", "a magazine that builds at once"),
      ("tidende serve --root magasin", "show it while you write"),
      ("tidende build --root magasin", "make the site in magasin/public"),
      ("tidende check --root magasin", "say everything that could be better"),
    ]) + "\n" + table("Verbs", Verb.allCases.map { ($0.rawValue, $0.summary) })

private let commonFlags = flagTable("Flags of every verb", flags.filter { $0.verbs == nil })

private func flagTable(_ title: String, _ flags: [Flag]) -> String {
  table(title, flags.map { ($0.form, $0.help) })
}

/// Two columns below a title.
private func table(_ title: String, _ rows: [(String, String)]) -> String {
  let width = rows.map(\.0.count).max() ?? 0
  var text = title + ":\n"
  for (left, right) in rows {
    let space = String(repeating: " ", count: width - left.count + 2)
    text += "  \(left)" + (right.isEmpty ? "" : space + right) + "\n"
  }
  return text
}
