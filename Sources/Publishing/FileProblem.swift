// What can go wrong between a build and the disk.

import Reporting

/// A file or folder that could not be read or written; ends the build with exit code 4.
public struct FileProblem: Error, Hashable, Sendable {
  /// What was being done, as in `cannot read the file`.
  public var action: String
  /// The path as the caller gave it.
  public var path: String
  /// The system's reason, in words.
  public var reason: String
  /// What to do, where there is something better to say than the reason.
  public var help: String?
  /// T901 where the disk refused; T907 where what is not ours is in the way; T908 where another
  /// build is.
  public var code: String

  /// Makes a problem.
  public init(
    _ action: String, _ path: String, reason: String, help: String? = nil, code: String = "T901"
  ) {
    self.action = action
    self.path = path
    self.reason = reason
    self.help = help
    self.code = code
  }

  /// The problem in words.
  public var diagnostic: Diagnostic {
    Diagnostic(
      .error, code, "cannot \(action): \(reason)", at: .file(path), help: help.map { [$0] } ?? [])
  }
}
