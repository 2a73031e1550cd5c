// What browsers are told while they show a page (HTML Standard, server-sent events).
//
// An event says that something happened, never what: the bytes of a page are only to be had by
// asking for them, where Host and Origin are looked at.

/// Where the event stream is.
let eventsPath = "/_tidende/events"

/// Something that open pages should know.
public enum PreviewEvent: Sendable, Hashable {
  /// The site, or what is wrong with it, is no longer what it was.
  case changed
  /// Files changed that pages load, and no page: each pair is what a page asked for, and what takes
  /// its place. Stylesheets are swapped in the open page.
  case files([Renaming])
  /// A page that the one in sight should give way to.
  case open(path: String)

  /// The path of a file before and after a change.
  public struct Renaming: Sendable, Hashable {
    /// What pages link to.
    public var old: String
    /// What they should link to now; may be the same.
    public var new: String

    /// Names both paths.
    public init(old: String, new: String) {
      self.old = old
      self.new = new
    }
  }

  /// The event as it is sent: one line of ASCII.
  var bytes: [UInt8] {
    let text =
      switch self {
      case .changed: "changed"
      case .files(let pairs):
        pairs.reduce("files") {
          "\($0) \(percentEncoded(path: $1.old)) \(percentEncoded(path: $1.new))"
        }
      case .open(let path): "open \(percentEncoded(path: path))"
      }
    return Array("data: \(text)\n\n".utf8)
  }
}

/// What a stream begins with: how long to wait before coming back after it broke, and that whatever
/// was missed meanwhile should be looked up.
let streamGreeting = Array("retry: 500\n\ndata: hello\n\n".utf8)

/// A sign of life; a browser that misses several comes back.
let streamBeat = Array("data: beat\n\n".utf8)
