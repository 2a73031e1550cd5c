// The command: what it reads from its surroundings, and which verb answers.
//
// Only this target reads the environment and the clock, and only it writes to the terminal.

import Glibc
import Nordic
import Publishing
import Reporting

@main
struct Tidende {
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    exit(run(Array(CommandLine.arguments.dropFirst()), in: .ofThisProcess()))
  }

  /// Runs a command line.
  ///
  /// - Returns: the exit code.
  static func run(_ arguments: [String], in surroundings: Surroundings) -> Int32 {
    switch command(from: arguments) {
    case .failure(let problem):
      let color = usesColor(.auto, in: surroundings.color)
      surroundings.tell(draw([problem.diagnostic], as: .human, color: color, limit: nil))
      return UsageProblem.exitCode
    case .success(let command):
      return run(command, in: surroundings)
    }
  }

  private static func run(_ command: Command, in surroundings: Surroundings) -> Int32 {
    switch command {
    case .help(let topic): surroundings.answer(Array(helpText(about: topic).utf8))
    case .version(let options): tellVersion(options, in: surroundings)
    case .explain(let code, let options): return explain(code, options, in: surroundings)
    case .build(let options): return build(options, writes: true, in: surroundings)
    case .serve(let request, let options): return serve(request, options, in: surroundings)
    case .check(let options): return build(options, writes: false, in: surroundings)
    case .new(let subject, let options): return new(subject, options, in: surroundings)
    case .search(let request, let options): return search(request, options, in: surroundings)
    case .render(let request, let options): return render(request, options, in: surroundings)
    case .renderLines: return renderLines(in: surroundings)
    case .inspect(let request, let options): return inspect(request, options, in: surroundings)
    }
    return 0
  }
}

/// What a command finds around it: the environment, the clock, the terminal.
struct Surroundings: Sendable {
  var color = ColorSurroundings()
  /// `SOURCE_DATE_EPOCH`, where it is set (reproducible-builds.org).
  var sourceDateEpoch: String?
  /// Seconds since 1970-01-01T00:00:00Z.
  var now: Int64 = 0
  /// This very program: its version, and what tells it from another of the same version.
  var engine = version
  /// One worker a processor.
  var processorCount = 1
  /// Writes to standard output: what was asked for.
  var answer: @Sendable ([UInt8]) -> Void = { _ in }
  /// Writes to standard error: everything else.
  var tell: @Sendable ([UInt8]) -> Void = { _ in }
  /// Reads standard input to its end.
  var input: @Sendable () -> [UInt8] = { [] }
  /// Reads what standard input holds by now, at least a byte; nothing at its end.
  var nextInput: @Sendable () -> [UInt8] = { [] }

  static func ofThisProcess() -> Surroundings {
    func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    return Surroundings(
      color: ColorSurroundings(
        noColor: value("NO_COLOR"), cliColorForce: value("CLICOLOR_FORCE"),
        cliColor: value("CLICOLOR"), term: value("TERM"), isTerminal: isatty(2) == 1),
      sourceDateEpoch: value("SOURCE_DATE_EPOCH"), now: Int64(time(nil)),
      engine: version + fingerprintOfProgram(),
      processorCount: max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))),
      answer: { write($0, to: 1) }, tell: { write($0, to: 2) }, input: { readAll(0) },
      nextInput: { readSome(0) })
  }

  /// Writes a line to standard error.
  func tell(_ line: String) { tell(Array((line + "\n").utf8)) }

  /// The build's instant: the flag, else `SOURCE_DATE_EPOCH`, else now.
  func clock(_ options: Options) -> Result<BuildClock, UsageProblem> {
    guard let text = options.asOf else {
      return .success(.instant(sourceDateEpoch.flatMap { Int64($0) } ?? now))
    }
    if case .failure(let problem) = parseMoment(text, in: .utc) {
      return .failure(.wrongValue(text, flag: "as-of", accepted: problem.help))
    }
    return .success(.written(text))
  }
}

/// Size and time of the program's file, so that one that was built anew trusts no older memory.
private func fingerprintOfProgram() -> String {
  var facts = stat()
  guard stat("/proc/self/exe", &facts) == 0 else { return "" }
  return " \(facts.st_size) \(facts.st_mtim.tv_sec).\(facts.st_mtim.tv_nsec)"
}

private func write(_ bytes: [UInt8], to descriptor: Int32) {
  bytes.withUnsafeBytes { buffer in
    var offset = 0
    while offset < buffer.count {
      let count = Glibc.write(
        descriptor, buffer.baseAddress.map { $0 + offset }, buffer.count - offset)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      offset += count
    }
  }
}

private func readAll(_ descriptor: Int32) -> [UInt8] {
  var bytes: [UInt8] = []
  while true {
    let more = readSome(descriptor)
    if more.isEmpty { return bytes }
    bytes += more
  }
}

private func readSome(_ descriptor: Int32) -> [UInt8] {
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    if count < 0, errno == EINTR { continue }
    return Array(buffer.prefix(max(count, 0)))
  }
}
