// One build at a time for an output folder.
//
// The folder beside the output, `.<name>.tidende/`, holds everything a build needs there, and its
// file `lock` says that the folder is ours. The system lets the lock go when its process dies, however
// it dies; the number in the file is for people.
//
//     lock    "tidende\n" and the number of the process that holds it
//     next/   files of the build that is under way; of a dead one: removed by the next
//     twin/   the site before this one, hard-linked where equal; `work/` while it is worked on
//     journal what remains to be done where folders cannot be exchanged

import Glibc

/// The right to write beside and into an output folder, until the last copy of it goes.
///
/// A class, so that a build that ends by an error anywhere lets it go.
final class BuildLock: Sendable {
  /// The folder beside the output.
  let folder: String
  /// When the lock was taken, by the clock of the output's disk, in nanoseconds; 0 if unknown.
  let moment: Int64
  private let descriptor: Int32

  /// Waits for the build that holds the lock to end, for about ten seconds.
  ///
  /// - Parameter output: for the message.
  init(_ folder: String, for output: String, on disk: Disk, patience: Int = 200) throws(FileProblem)
  {
    self.folder = folder
    let path = folder + "/lock"
    var attempts = 0
    while true {
      try checkOwner(of: folder, on: disk)
      try disk.makeFolders(folder)
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
      guard descriptor >= 0 else {
        // The build before us took the folder away between the two calls.
        if errno == ENOENT, attempts < patience {
          attempts += 1
          continue
        }
        throw problem("write beside the output", path)
      }
      let isFree = flock(descriptor, LOCK_EX | LOCK_NB) == 0
      let reason = errno
      if isFree, names(path, descriptor) {
        let text = Array((signature + String(getpid()) + "\n").utf8)
        // A full disk is no reason to stop: what is empty counts as ours too.
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, text, text.count, 0)
        var facts = stat()
        moment = fstat(descriptor, &facts) == 0 ? FileFacts(facts).modified : 0
        self.descriptor = descriptor
        return
      }
      close(descriptor)
      if !isFree, reason != EWOULDBLOCK {
        errno = reason
        throw problem("lock the output", path)
      }
      guard attempts < patience else { throw busy(path, output, on: disk) }
      attempts += 1
      usleep(50_000)
    }
  }

  deinit {
    release()
    close(descriptor)
  }

  /// Whether this build may still write; not after `release`, when another has begun.
  var isHeld: Bool {
    flock(descriptor, LOCK_EX | LOCK_NB) == 0 && names(folder + "/lock", descriptor)
  }

  /// Lets the next build begin; takes the folder away when nothing but the lock is in it.
  func release() {
    guard isHeld else { return }
    if let left = try? Disk().list(folder), left.allSatisfy({ $0.name == "lock" }) {
      unlink(folder + "/lock")
      rmdir(folder)
    }
    flock(descriptor, LOCK_UN)
  }
}

private let signature = "tidende\n"

/// Whether the file behind a descriptor is still the one of that name.
private func names(_ path: String, _ descriptor: Int32) -> Bool {
  var here = stat()
  var there = stat()
  return fstat(descriptor, &here) == 0 && stat(path, &there) == 0 && here.st_ino == there.st_ino
}

/// Nothing that somebody else put there is written into or removed.
private func checkOwner(of folder: String, on disk: Disk) throws(FileProblem) {
  guard let facts = disk.facts(folder, followingLinks: false) else { return }
  if facts.kind == .folder {
    if let text = try? disk.read(folder + "/lock") {
      if text.isEmpty || text.starts(with: signature.utf8) { return }
    } else {
      // It may just be made or taken away by another build.
      do throws(FileProblem) {
        if try disk.list(folder).allSatisfy({ $0.name == "lock" }) { return }
      } catch {
        if disk.facts(folder, followingLinks: false) == nil { return }
        throw error
      }
    }
  }
  throw FileProblem(
    "publish", folder, reason: "this name is needed for a folder of ours, and is taken",
    help: "move it away: no build made it", code: "T907")
}

private func busy(_ path: String, _ output: String, on disk: Disk) -> FileProblem {
  let text = (try? disk.read(path)) ?? []
  let holder = String(decoding: text.dropFirst(signature.utf8.count), as: UTF8.self)
    .prefix { $0.isNumber }
  return FileProblem(
    "publish", output,
    reason: holder.isEmpty
      ? "another build is writing to it"
      : "another build, process \(holder), is writing to it",
    help: "wait for it to end, or choose another folder with --out", code: "T908")
}
