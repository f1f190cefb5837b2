public import Events
import EventStore

/// A log opened for looking at: it never writes, and needs no worker.
public struct LogDesk: Sendable {
    let store: SQLiteEventStore
    /// The folder of the log.
    public let directory: DataDirectory

    /// Opens the log of a folder that has one.
    ///
    /// - Throws: `NoLog` where there is none; why it cannot be read.
    public static func open(_ directory: DataDirectory) async throws -> LogDesk {
        guard directory.hasLog else { throw NoLog(directory: directory) }
        let store = try await SQLiteEventStore.open(directory.path, role: .reader)
        return LogDesk(store: store, directory: directory)
    }

    /// Lets go of the log.
    public func close() async { await store.close() }

    /// The id of the log.
    public func logID() async throws -> UniqueID { try await store.head().log }

    /// The event of an id or a position; nil where there is none.
    public func event(_ name: EventName) async throws -> RecordedEvent? {
        switch name {
        case .id(let id): return try await store.event(id)
        case .position(let position):
            guard position > .start else { return nil }
            let page = try await store.read(
                after: .start, through: position, .everything, .backward, limit: 1)
            return page.events.first { $0.position == position }
        }
    }

    /// The events that name this one as their cause, in order, as far as they are near it.
    public func consequences(of event: RecordedEvent) async throws -> [RecordedEvent] {
        var found: [RecordedEvent] = []
        var next: Position? = event.position
        for _ in 0..<Limits.consequencePagesMax {
            guard let after = next else { break }
            let page = try await store.read(
                after: after, through: nil, .everything, .forward, limit: Limits.pageEvents)
            found += page.events.filter { other in
                other.metadata[Metadata.Names.causation] == "\(event.id)"
            }
            next = page.next
        }
        return Array(found.prefix(Limits.consequencesMax))
    }

    /// The event that an event names as its cause, where it is an event of this log.
    public func cause(of event: RecordedEvent) async throws -> RecordedEvent? {
        guard let text = event.metadata[Metadata.Names.causation], let id = EventID(text) else {
            return nil
        }
        return try await store.event(id)
    }
}

/// How an operator names an event: as it was printed.
public enum EventName: Hashable, Sendable, LosslessStringConvertible {
    /// By its id.
    case id(EventID)
    /// By its place in the log.
    case position(Position)

    /// Reads an id or a position; nil for anything else.
    public init?(_ description: String) {
        if let id = EventID(description) {
            self = .id(id)
        } else if let position = Position(description) {
            self = .position(position)
        } else {
            return nil
        }
    }

    /// The id or the position.
    public var description: String {
        switch self {
        case .id(let id): "\(id)"
        case .position(let position): "\(position)"
        }
    }
}
