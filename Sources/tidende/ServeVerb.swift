// `tidende serve`: the site in memory, on a web server of its own, always as the files are now.
//
// Nothing is written. There is nothing to put in order at the end either, so Ctrl-C ends the process
// at once.

import Glibc
import Previewing
import Publishing
import Reporting

/// What `tidende serve` is asked besides the flags of every verb.
struct ServeRequest: Hashable, Sendable {
  /// An address or name of this machine; `nil` for the loopback interface.
  var host: String?
  /// Where it is taken, the next free one.
  var port: UInt16 = 4000
  /// Whether a browser is opened.
  var opens = false
  /// Whether open pages give way to the page of the file that changed.
  var follows = false
}

/// Serves until the process ends.
///
/// - Returns: the exit code where it cannot begin.
func serve(_ serving: ServeRequest, _ options: Options, in surroundings: Surroundings) -> Int32 {
  let screen = Screen(options: options, surroundings: surroundings)
  var request: BuildRequest
  switch buildRequest(options, in: surroundings) {
  case .success(let made): request = made
  case .failure(let problem):
    screen.show([problem.diagnostic])
    return UsageProblem.exitCode
  }
  // Whoever previews is writing what is not published yet.
  request.drafts = true
  request.future = true
  let server: Server
  do throws(SocketProblem) {
    server = try Server(host: serving.host, port: serving.port)
  } catch {
    screen.show([
      Diagnostic(.error, "", error.message, help: ["choose another with --host or --port"])
    ])
    return 4
  }
  let preview = LivePreview(request) { screen.show($0) }
  // Watched before the first look, so that nothing changes unseen between the two.
  let watcher = Watcher(paths: [request.root + "/content", request.root + "/themes"]) {
    [root = request.root] changed in
    let start = ContinuousClock.now
    let loaded = preview.load(changed)
    if serving.follows, let page = loaded.page { server.send(.open(path: page)) }
    server.send(loaded.event)
    screen.show(loaded, of: words(changed, root: root), since: start)
  }
  defer { watcher.stop() }
  let start = ContinuousClock.now
  screen.show(preview.load(nil), of: "read", since: start)
  let address = address(of: server, host: serving.host) + preview.basePath + "/"
  surroundings.answer(Array("serving \(address) until Ctrl-C\n".utf8))
  if serving.opens, !openBrowser(address) { surroundings.tell("no browser could be opened") }
  server.run { preview.respond(to: $0) }
  return 0
}

/// What is shown at the terminal.
private struct Screen: Sendable {
  let options: Options
  let surroundings: Surroundings

  func show(_ problems: [Diagnostic]) {
    let shown = options.quiet ? problems.filter { $0.severity != .note } : problems
    let color = usesColor(options.color, in: surroundings.color)
    surroundings.tell(draw(shown, as: options.format, color: color, limit: 100))
  }

  /// Problems that are new, and a line that counts all: `content/a.md: 0 errors, 1 warning in 12 ms`.
  func show(_ loaded: LivePreview.Loaded, of what: String, since start: ContinuousClock.Instant) {
    let milliseconds = Int(((ContinuousClock.now - start) / .milliseconds(1)).rounded())
    if loaded.areNew { show(loaded.problems) }
    guard !options.quiet else { return }
    surroundings.tell("\(what): \(summary(of: loaded.problems)) in \(milliseconds) ms")
  }
}

/// `content/blog/a.md and 2 more`
private func words(_ changed: Set<String>, root: String) -> String {
  let names = changed.map { $0.hasPrefix(root + "/") ? String($0.dropFirst(root.count + 1)) : $0 }
  guard let first = names.min() else { return "nothing" }
  return names.count == 1 ? first : "\(first) and \(names.count - 1) more"
}

private func address(of server: Server, host: String?) -> String {
  let isEverywhere = host == nil || host == "0.0.0.0" || host == "::"
  let name = isEverywhere ? "localhost" : host ?? "localhost"
  return "http://" + (name.contains(":") ? "[\(name)]" : name) + ":\(server.port)"
}

/// Hands an address to the program that opens addresses here.
private func openBrowser(_ address: String) -> Bool {
  var process = pid_t()
  var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("xdg-open"), strdup(address), nil]
  defer { for argument in arguments { free(argument) } }
  return posix_spawnp(&process, "xdg-open", nil, nil, &arguments, environ) == 0
}
