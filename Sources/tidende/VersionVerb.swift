// `tidende version`: what this program is.
//
// `.github/release/build` writes the commit into a copy of this file before it compiles it; a program
// that was built by hand does not know its commit, and says nothing of one.

/// The version; what may change with it is promised in README.md.
let version = "0.1.0"

/// The commit that the program was made of, where it is known.
let builtFromCommit: String? = nil

/// Says what this program is: a line for people, an object for programs.
func tellVersion(_ options: Options, in surroundings: Surroundings) {
  surroundings.answer(Array(versionText(isJSON: options.format == .json).utf8))
}

/// `tidende 0.1.0 (commit 0123456, linux x86_64, Swift 6.3)`
func versionText(commit: String? = builtFromCommit, isJSON: Bool) -> String {
  if isJSON {
    let shown = commit.map { "\"\($0)\"" } ?? "null"
    return "{\"name\": \"tidende\", \"version\": \"\(version)\", \"commit\": \(shown), "
      + "\"platform\": \"\(platform)\", \"swift\": \"\(compiler)\"}\n"
  }
  let facts = [commit.map { "commit \($0.prefix(12))" }, platform, "Swift \(compiler)"]
  return "tidende \(version) (\(facts.compactMap { $0 }.joined(separator: ", ")))\n"
}

private let platform = system + " " + processor

#if os(Linux)
  private let system = "linux"
#elseif os(macOS)
  private let system = "macos"
#else
  private let system = "other"
#endif

#if arch(x86_64)
  private let processor = "x86_64"
#elseif arch(arm64)
  private let processor = "arm64"
#else
  private let processor = "other"
#endif

#if compiler(>=6.5)
  private let compiler = "6.5 or later"
#elseif compiler(>=6.4)
  private let compiler = "6.4"
#elseif compiler(>=6.3)
  private let compiler = "6.3"
#else
  private let compiler = "6.2"
#endif
