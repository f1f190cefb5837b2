/// The stored name of a kind of event, spelled out by hand: `signals.signal-accepted`.
public struct EventType: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The name as stored.
    public let text: String

    /// Accepts `[A-Za-z][A-Za-z0-9._-]*` of at most 128 bytes; nil for anything else.
    public init?(_ text: String) {
        guard EventType.isWellFormed(text) else { return nil }
        self.text = text
    }

    /// Names a type in source code.
    ///
    /// - Precondition: The literal is well formed.
    public init(literal text: String) {
        precondition(EventType.isWellFormed(text), "malformed event type: \(text)")
        self.text = text
    }

    /// Orders by bytes.
    public static func < (left: EventType, right: EventType) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    /// The name as stored.
    public var description: String { text }

    private static func isWellFormed(_ text: String) -> Bool {
        guard let first = text.utf8.first, first.isASCIILetter else { return false }
        guard text.utf8.count <= Limits.eventTypeBytesMax else { return false }
        return text.utf8.allSatisfy { byte in
            byte.isASCIILetter || (45...46).contains(byte) || byte == 95
                || (48...57).contains(byte)
        }
    }
}

extension UInt8 {
    fileprivate var isASCIILetter: Bool { (65...90).contains(self) || (97...122).contains(self) }
}

/// How the bytes of an event's data are to be read; the raw value is stored.
public enum Encoding: Int, Hashable, Sendable {
    /// UTF-8 JSON.
    case json = 0
    /// Bytes whose meaning the type defines.
    case binary = 1
}

/// What marks an `EventID` apart from other ids.
public enum EventTag: Sendable {}

/// The id of an event, unique in the log.
public typealias EventID = Identifier<EventTag>

/// A fact to be appended: it has happened, and once appended it never changes.
public struct Event: Hashable, Sendable {
    /// Unique in the log; repeating an append with the same id is answered, not written.
    public var id: EventID
    /// The stored name of its kind.
    public var type: EventType
    /// The version of the payload's shape, from 1.
    public var schema: Int
    /// How `data` is read.
    public var encoding: Encoding
    /// The payload.
    public var data: [UInt8]
    /// What accompanies the payload without being content.
    public var metadata: Metadata

    /// Puts an event together.
    public init(
        id: EventID, type: EventType, schema: Int = 1, encoding: Encoding = .json, data: [UInt8],
        metadata: Metadata = [:]
    ) {
        (self.id, self.type, self.schema) = (id, type, schema)
        (self.encoding, self.data, self.metadata) = (encoding, data, metadata)
    }
}

/// An event as the log holds it, with its place, time and link in the hash chain.
public struct RecordedEvent: Hashable, Sendable {
    /// The event as it was appended.
    public let event: Event
    /// The stream that holds it.
    public let stream: StreamName
    /// Its place in the stream.
    public let revision: Revision
    /// Its place in the log.
    public let position: Position
    /// The writer's clock, never less than that of the event before.
    public let recorded: Timestamp
    /// The hash chain up to and including this event.
    public let hash: SHA256Digest

    package init(
        event: Event, stream: StreamName, revision: Revision, position: Position,
        recorded: Timestamp, hash: SHA256Digest
    ) {
        (self.event, self.stream, self.revision) = (event, stream, revision)
        (self.position, self.recorded, self.hash) = (position, recorded, hash)
    }

    /// The id of the event.
    public var id: EventID { event.id }
    /// The stored name of its kind.
    public var type: EventType { event.type }
    /// The payload's bytes.
    public var data: [UInt8] { event.data }
    /// What accompanies the payload.
    public var metadata: Metadata { event.metadata }
}
