// The `meeting:` block of agendas, minutes and events.

import Nordic

/// A meeting as its agenda or minutes describe it.
public struct Meeting: Equatable, Sendable {
  /// Who meets.
  public var body: Located<Reference>?
  /// Its number, as typed: `3/2022`.
  public var number: Located<String>?
  /// When it begins: a moment or a day.
  public var start: Located<Moment>?
  /// When it ends.
  public var end: Located<Moment>?
  /// A town or a room.
  public var place: Located<String>?
  /// Where it is on the web.
  public var online: Located<String>?
  /// Who leads it.
  public var chair: Located<Contributor>?
  /// Who takes the minutes.
  public var secretary: Located<Contributor>?
  /// Who was there.
  public var present: [Located<Contributor>] = []
  /// Who said they could not come.
  public var apologies: [Located<Contributor>] = []
  /// Whether it took place.
  public var status: Located<Status>?
  /// What was handed out.
  public var documents: [Located<Document>] = []

  /// A meeting of which nothing is known.
  public init() {}

  /// Whether a meeting took place.
  public enum Status: String, CaseIterable, Hashable, Sendable {
    /// It will.
    case planned
    /// It did.
    case held
    /// It will not.
    case cancelled
    /// It will at another time.
    case postponed
  }

  /// A document of a meeting.
  public struct Document: Equatable, Sendable {
    /// What it is called.
    public var title: Located<String>?
    /// A path or address.
    public var file: Located<String>

    /// Makes a document.
    public init(title: Located<String>? = nil, file: Located<String>) {
      self.title = title
      self.file = file
    }
  }
}

extension MapReader {
  /// Reads the keys of `meeting`.
  mutating func meeting(in zone: Zone) -> Meeting {
    var meeting = Meeting()
    meeting.body = reference("body")
    meeting.number = string("number")
    meeting.start = moment("start", in: zone)
    meeting.end = moment("end", in: zone)
    meeting.place = string("place")
    meeting.online = url("online")
    meeting.chair = contributors("chair").first
    meeting.secretary = contributors("secretary").first
    meeting.present = contributors("present")
    meeting.apologies = contributors("apologies")
    meeting.status = oneOf("status", Meeting.Status.self)
    meeting.documents = list("documents").compactMap { document($0) }
    if let start = meeting.start, let end = meeting.end {
      check(end, of: "end", isAfter: start, of: "start")
    }
    return meeting
  }

  private mutating func document(_ node: Node) -> Located<Meeting.Document>? {
    guard case .map = node.value else {
      return url(node, of: "documents").map { file in
        Located(Meeting.Document(file: file), range: node.range)
      }
    }
    return nested(node, of: "documents") { reader in
      let title = reader.string("title")
      let file = reader.url("file")
      reader.reportMissing("file", help: "add `file:` and a path or an address")
      return file.map { Located(Meeting.Document(title: title, file: $0), range: node.range) }
    }
  }
}
