// The threads on which answers are made: rendering a page and opening a file may take their time.
//
// They are threads of their own and not those of Swift's tasks, which must never wait.

import Dispatch

/// A request of a connection that waits for its answer.
struct Job: Sendable {
  var slot: Int
  /// The connection's.
  var id: UInt64
  var request: Request
}

/// A few threads; never more jobs at once than there are of them, the others wait in line.
struct Workers {
  private let queue = DispatchQueue(label: "tidende.answers", attributes: .concurrent)
  private let count: Int
  private let respond: @Sendable (Request) -> Response
  private let mailbox: Mailbox
  private var waiting: [Job] = []
  /// Jobs of `waiting` that have begun.
  private var begunCount = 0
  private var runningCount = 0

  init(count: Int, mailbox: Mailbox, respond: @escaping @Sendable (Request) -> Response) {
    self.count = count
    self.mailbox = mailbox
    self.respond = respond
  }

  /// Puts a job at the end of the line.
  mutating func add(_ job: Job) { waiting.append(job) }

  /// Notes that an answer came.
  mutating func finish() { runningCount -= 1 }

  /// Begins what there are threads for.
  ///
  /// - Parameter isWanted: whether a job's connection is still there.
  mutating func begin(isWanted: (Job) -> Bool) {
    while runningCount < count, begunCount < waiting.count {
      let job = waiting[begunCount]
      begunCount += 1
      guard isWanted(job) else { continue }
      runningCount += 1
      queue.async { [mailbox, respond] in
        let response =
          job.request.isNormal ? respond(job.request) : .redirect(to: job.request.path)
        let answer = outgoing(
          response, Entity(response.content), to: job.request, now: unixSeconds())
        mailbox.post(.answer(slot: job.slot, id: job.id, answer))
      }
    }
    if begunCount == waiting.count || begunCount > 1024 {
      waiting.removeFirst(begunCount)
      begunCount = 0
    }
  }
}
