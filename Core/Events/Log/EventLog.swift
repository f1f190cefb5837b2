/// What a decision needs of the log: read the streams it rests on, append what follows.
///
/// The store is one; so is the session of a local activity, which stages what is appended and
/// commits it together with the activity's completion.
public protocol EventLog: Sendable {
    /// Appends atomically, or refuses without writing anything.
    func append(_ append: Append) async throws(AppendError) -> AppendResult

    /// Reads a stream from `from` on (nil: its end in that direction), at most `limit` events.
    func read(
        _ stream: StreamName, from: Revision?, _ direction: Direction, limit: Int
    ) async throws(ReadError) -> Page

    /// The end of a stream.
    func head(of stream: StreamName) async throws(ReadError) -> StreamHead
}

/// The way in which events are read.
public enum Direction: Hashable, Sendable {
    /// Oldest first.
    case forward
    /// Newest first.
    case backward
}

/// A bounded run of events.
public struct Page: Sendable {
    /// The events in the order asked for.
    public let events: [RecordedEvent]
    /// Where the next page of a log read begins (`after` forward, `through` backward); nil at the end.
    public let next: Position?
    /// The head of the log at the time of the read.
    public let head: Position

    package init(events: [RecordedEvent], next: Position?, head: Position) {
        (self.events, self.next, self.head) = (events, next, head)
    }
}
