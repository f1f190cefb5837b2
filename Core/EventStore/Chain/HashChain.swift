package import Events

/// Ties every event to all before it: one changed bit changes every later hash.
package struct HashChain: Sendable {
    /// The hash up to and including the last event.
    package private(set) var hash: SHA256Digest

    /// Begins the chain of an empty log.
    package init(log: UniqueID) {
        hash = SHA256.hash(Array("signalbox.log.1".utf8) + log.bytes)
    }

    /// Goes on from a hash that is known.
    package init(from hash: SHA256Digest) { self.hash = hash }

    /// Adds an event's record and gives the hash that belongs to it.
    package mutating func add(_ record: [UInt8]) -> SHA256Digest {
        hash = SHA256.hash(HashChain.prefix + hash.bytes + record)
        return hash
    }

    /// Places an event: its record is made, hashed and put into its envelope.
    package mutating func record(
        _ event: Event, in stream: StreamName, at revision: Revision, _ position: Position,
        _ recorded: Timestamp
    ) -> RecordedEvent {
        let record = RecordEncoding.encode(event, stream, revision, position, recorded)
        return RecordedEvent(
            event: event, stream: stream, revision: revision, position: position,
            recorded: recorded, hash: add(record))
    }

    private static let prefix = Array("signalbox.event.1".utf8)
}

/// The bytes of an event that the chain covers; names and not their numbers, so that a changed
/// name is found.
package enum RecordEncoding {
    /// The record of an event at its place.
    package static func encode(
        _ event: Event, _ stream: StreamName, _ revision: Revision, _ position: Position,
        _ recorded: Timestamp
    ) -> [UInt8] {
        var writer = ByteWriter()
        writer.integer(position.value)
        writer.text(stream.text)
        writer.integer(revision.value)
        writer.text(event.type.text)
        writer.integer(event.schema)
        writer.integer(event.encoding.rawValue)
        writer.integer(recorded.microseconds)
        writer.bytes(event.id.value.bytes)
        writer.bytes(event.data)
        writer.bytes(event.metadata.encoded)
        return writer.bytes
    }
}
