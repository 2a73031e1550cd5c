import Reporting
import Testing

@testable import tidende

@Suite("The command line") struct ArgumentsTests {
  static let commands: [(line: String, command: Command)] = [
    ("", .help(.short)), ("--help", .help(.command)), ("-h", .help(.command)),
    ("help", .help(.command)), ("help build", .help(.verb(.build))),
    ("build --help", .help(.verb(.build))), ("--help build", .help(.verb(.build))),
    ("render --nonsense -h", .help(.verb(.render))), ("help --version", .help(.command)),
    ("version", .version(options())), ("--version", .version(options())),
    ("version --format json", .version(options { $0.format = .json })),
    ("build --review --report -", .build(options { ($0.review, $0.report) = (true, "-") })),
    ("build", .build(options())), ("check", .check(options())), ("--drafts build", .build(drafts)),
    ("build --drafts", .build(drafts)), ("build --root a", .build(options { $0.root = "a" })),
    ("build --root=a", .build(options { $0.root = "a" })),
    ("--root a build --root b", .build(options { $0.root = "b" })),
    ("build --out=a=b", .build(options { $0.out = "a=b" })),
    ("build --out -", .build(options { $0.out = "-" })),
    ("build --out=--drafts", .build(options { $0.out = "--drafts" })),
    (
      "build --base-url https://example.org/blad/",
      .build(options { $0.baseURL = "https://example.org/blad/" })
    ),
    ("build --future --expired", .build(options { ($0.future, $0.expired) = (true, true) })),
    ("build --as-of i_går", .build(options { $0.asOf = "i går" })),
    ("build --jobs 1", .build(options { $0.jobs = 1 })),
    ("build --jobs 1000", .build(options { $0.jobs = 1000 })),
    ("check --strict --no-cache", .check(options { ($0.strict, $0.noCache) = (true, true) })),
    ("check --format sarif", .check(options { $0.format = .sarif })),
    ("check --quiet --color=never", .check(options { ($0.quiet, $0.color) = (true, .never) })),
    ("build --verbose --explain", .build(options { ($0.verbose, $0.explain) = (true, true) })),
    ("new site magasin", .new(.site(directory: "magasin"), options())),
    ("new leder Åbne_data", .new(.article(section: "leder", title: "Åbne data"), options())),
    ("new leder -- --help", .new(.article(section: "leder", title: "--help"), options())),
    ("new -- leder --drafts", .new(.article(section: "leder", title: "--drafts"), options())),
    ("new leder –En_titel", .new(.article(section: "leder", title: "–En titel"), options())),
    ("explain T101", .explain(code: "T101", options())),
    ("inspect -", .inspect(InspectRequest(file: "-"), options())),
    ("inspect --data b.yaml", .inspect(InspectRequest(file: "b.yaml", isData: true), options())),
    (
      "render a.txt --data b.json",
      .render(RenderRequest(template: "a.txt", data: "b.json"), options())
    ),
    (
      "render --lenient --templates t --data - --drafts -",
      .render(RenderRequest(template: "-", data: "-", templates: "t", lenient: true), drafts)
    ),
    ("render --batch", .renderLines),
  ]

  @Test("a command line becomes a command")
  func commands() {
    for (line, expected) in Self.commands {
      #expect(command(from: words(line)) == .success(expected), "\(line)")
    }
    reportCases(Self.commands.count, "command lines")
  }

  /// A line, and the problem as a terminal shows it without its first word.
  static let problems: [(line: String, text: [String])] = [
    (
      "biuld",
      [
        "there is no verb called `biuld`", "did you mean `build`?",
        "`tidende --help` lists the verbs",
      ]
    ),
    ("serviettes", ["there is no verb called `serviettes`", "`tidende --help` lists the verbs"]),
    (
      "help chek",
      [
        "there is no verb called `chek`", "did you mean `check`?",
        "`tidende --help` lists the verbs",
      ]
    ),
    (
      "--drafts",
      ["there is no verb", "for example: `tidende build`", "`tidende --help` lists the verbs"]
    ),
    (
      "build --draft",
      [
        "there is no flag called `--draft`", "did you mean `--drafts`?",
        "`tidende build --help` lists the flags",
      ]
    ),
    (
      "build -drafts",
      [
        "there is no flag called `-drafts`", "did you mean `--drafts`?",
        "`tidende build --help` lists the flags",
      ]
    ),
    (
      "build –drafts",
      [
        "there is no flag called `–drafts`", "did you mean `--drafts`?",
        "`tidende build --help` lists the flags",
      ]
    ),
    (
      "build -q",
      [
        "there is no flag called `-q`", "did you mean `--quiet`?",
        "`tidende build --help` lists the flags",
      ]
    ),
    (
      "check --colour=always",
      [
        "there is no flag called `--colour`", "did you mean `--color`?",
        "`tidende check --help` lists the flags",
      ]
    ),
    (
      "--rooot x",
      [
        "there is no flag called `--rooot`", "did you mean `--root`?",
        "`tidende --help` lists the flags",
      ]
    ),
    ("build --zzz", ["there is no flag called `--zzz`", "`tidende build --help` lists the flags"]),
    ("build ---", ["there is no flag called `---`", "`tidende build --help` lists the flags"]),
    (
      "build --lenient",
      [
        "`build` has no flag `--lenient`", "it is a flag of `render`",
        "`tidende build --help` lists the flags",
      ]
    ),
    (
      "check --data x",
      [
        "`check` has no flag `--data`", "it is a flag of `render` and `inspect`",
        "`tidende check --help` lists the flags",
      ]
    ),
    ("build --root", ["`--root` needs a value", "write `--root DIR`"]),
    ("build --root=", ["`--root` needs a value", "write `--root DIR`"]),
    ("build --out --drafts", ["`--out` needs a value", "write `--out DIR`"]),
    ("build --as-of", ["`--as-of` needs a value", "write `--as-of INSTANT`"]),
    (
      "build --drafts=yes",
      ["`--drafts` takes no value", "write `--drafts` alone, or leave it out"]
    ),
    (
      "build --jobs 0",
      ["`0` is not a value of `--jobs`", "accepted: a whole number from 1 to 1000"]
    ),
    (
      "build --jobs -3",
      ["`-3` is not a value of `--jobs`", "accepted: a whole number from 1 to 1000"]
    ),
    (
      "build --jobs 99999999999999999999",
      [
        "`99999999999999999999` is not a value of `--jobs`",
        "accepted: a whole number from 1 to 1000",
      ]
    ),
    (
      "build --jobs to",
      ["`to` is not a value of `--jobs`", "accepted: a whole number from 1 to 1000"]
    ),
    (
      "check --format xyz",
      ["`xyz` is not a value of `--format`", "accepted: human, short, json, github, sarif"]
    ),
    (
      "check --format sariff",
      [
        "`sariff` is not a value of `--format`", "did you mean `sarif`?",
        "accepted: human, short, json, github, sarif",
      ]
    ),
    ("check --color ja", ["`ja` is not a value of `--color`", "accepted: auto, always, never"]),
    (
      "build --base-url example.org",
      [
        "`example.org` is not a value of `--base-url`",
        "accepted: an address that starts with https:// or http://",
      ]
    ),
    (
      "build --base-url https:///x",
      [
        "`https:///x` is not a value of `--base-url`",
        "accepted: an address that starts with https:// or http://",
      ]
    ),
    (
      "build --quiet --verbose",
      ["`--quiet` and `--verbose` contradict each other", "leave one of them out"]
    ),
    ("new", ["`new` needs SECTION", "for example: `tidende new site magasin`"]),
    ("new site", ["`new` needs DIR", "for example: `tidende new site magasin`"]),
    ("new leder", ["`new` needs \"Title\"", "for example: `tidende new site magasin`"]),
    (
      "new leder Åbne data",
      [
        "`data` is one word too many for `new`",
        "a title of several words stands between quotation marks",
      ]
    ),
    (
      "build magasin",
      [
        "`magasin` is one word too many for `build`",
        "to name the folder of the site: `--root magasin`",
      ]
    ),
    (
      "explain T1 T2",
      ["`T2` is one word too many for `explain`", "`tidende explain --help` lists the flags"]
    ),
    ("explain", ["`explain` needs CODE", "for example: `tidende explain T101`"]),
    ("inspect", ["`inspect` needs FILE", "for example: `tidende inspect content/leder/ai.md`"]),
    (
      "render --data x",
      ["`render` needs TEMPLATE", "for example: `tidende render brev.txt --data brev.yaml`"]
    ),
    (
      "render a.txt",
      ["`render` needs `--data`", "for example: `tidende render brev.txt --data brev.yaml`"]
    ),
  ]

  @Test("a wrong command line is told what is wrong with it, and what may have been meant")
  func problems() {
    for (line, text) in Self.problems {
      guard case .failure(let problem) = command(from: words(line)) else {
        Issue.record("accepted: \(line)")
        continue
      }
      let diagnostic = problem.diagnostic
      #expect([diagnostic.message] + diagnostic.help == text, "\(line)")
      #expect(diagnostic.severity == .error && diagnostic.code.isEmpty)
    }
    reportCases(Self.problems.count, "wrong command lines")
  }

  @Test("an empty word is no operand")
  func emptyWords() {
    #expect(command(from: ["explain", ""]) == .failure(.missingOperand("CODE", verb: .explain)))
    #expect(
      command(from: ["new", "leder", ""]) == .failure(.missingOperand("\"Title\"", verb: .new)))
    #expect(command(from: [""]) == .failure(.unknownVerb("")))
  }

  @Test("any words at all are either a command or a problem with words")
  func fuzz() {
    var state: UInt64 = 20_261_201
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    let words =
      Verb.allCases.map(\.rawValue) + flags.map { "--" + $0.name } + flags.map { "--\($0.name)=x" }
      + [
        "", "-", "--", "---", "-h", "--help", "=", "--=", "-=", "–", "—root", "site", "1", "æ",
        "\u{0}",
      ]
    for _ in 0..<5000 {
      let line = (0..<random(6)).map { _ in words[random(words.count)] }
      if case .failure(let problem) = command(from: line) {
        #expect(!problem.diagnostic.message.isEmpty && !problem.diagnostic.help.isEmpty, "\(line)")
      }
    }
    reportCases(5000, "random command lines, seed 20261201")
  }

  private func words(_ line: String) -> [String] {
    line.split(separator: " ").map { String($0.replacing("_", with: " ")) }
  }

  private static func options(_ change: (inout Options) -> Void = { _ in }) -> Options {
    var options = Options()
    change(&options)
    return options
  }

  private static let drafts = options { $0.drafts = true }
}
