// The file that `--report` names. It is tried before the build, so that a site is not published whose
// report then cannot be written, and put in place in one step after it.

/// A place for a report that can be written to.
public struct ReportFile: Sendable {
  private let path: String
  private let disk: Disk
  private var waiting: String { path + ".new" }

  /// Makes sure that a report can be written: folders above it are made.
  ///
  /// - Parameters:
  ///   - path: not inside the output, where it would be published, nor inside `content`.
  ///   - request: the build it is about.
  public init(_ path: String, for request: BuildRequest, on disk: Disk) throws(FileProblem) {
    self.path = path
    self.disk = disk
    if let kind = disk.facts(path)?.kind, kind != .file {
      throw refusal(kind == .folder ? "it is a folder" : "it is no ordinary file")
    }
    if path.hasSuffix("/") { throw refusal("its name ends with a slash") }
    let place = whole(path)
    if isBelow(place, whole(request.output)) { throw refusal("it is inside the output folder") }
    if isBelow(place, whole(request.root + "/content")) {
      throw refusal("it is inside content/, and the next build would publish it")
    }
    do throws(FileProblem) {
      try disk.removeFile(waiting)
      try disk.write([], to: waiting)
    } catch {
      throw refusal(error.reason)
    }
  }

  /// Puts a report in place.
  public func write(_ json: [UInt8]) throws(FileProblem) {
    do throws(FileProblem) {
      try disk.removeFile(waiting)
      try disk.write([json], to: waiting)
      try disk.rename(waiting, to: path)
    } catch {
      discard()
      var problem = refusal(error.reason)
      problem.help = "the site itself is published; only its report is missing"
      throw problem
    }
  }

  /// Leaves what is there: there is nothing to report.
  public func discard() { try? disk.removeFile(waiting) }

  private func refusal(_ reason: String) -> FileProblem {
    FileProblem(
      "write the report", path, reason: reason, help: "name another file with --report",
      code: "T910")
  }

  /// The path with links followed as far as it is there.
  private func whole(_ path: String) -> String {
    if let real = disk.realPath(path) { return real }
    let above = folder(of: path)
    let start = above.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : above
    guard start != path else { return path }
    return whole(start) + "/" + baseName(of: path)
  }

  private func isBelow(_ path: String, _ folder: String) -> Bool {
    path == folder || path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
  }
}
