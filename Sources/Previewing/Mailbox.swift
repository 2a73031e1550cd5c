// What other threads have to say to the event loop.

import Synchronization

/// One thing for the event loop to do.
enum Message: Sendable {
  /// A worker has made the answer for the connection in a slot.
  case answer(slot: Int, id: UInt64, Outgoing)
  case event([UInt8])
  case stop
}

/// Messages to the event loop, in order. A class, because every thread holds the same one.
///
/// It does not grow: there is at most an answer a worker, and an event is a line.
final class Mailbox: Sendable {
  let bell = Bell()
  private let messages = Mutex<[Message]>([])

  /// Leaves a message; from any thread.
  func post(_ message: Message) {
    messages.withLock { $0.append(message) }
    bell.ring()
  }

  /// Takes all messages.
  func collect() -> [Message] {
    bell.silence()
    return messages.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
  }
}
