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

    /// Places an event: its record is made, hashed and put into its envelope.
    package mutating func record(
        _ event: Event, in stream: StreamName, at revision: Revision, _ position: Position,
        _ recorded: Timestamp
    ) -> RecordedEvent {
        let size = stream.text.utf8.count + event.data.count + event.metadata.encoded.count
        var writer = ByteWriter(reserving: size + Limits.recordOverheadBytes)
        writer.raw(HashChain.prefix)
        writer.raw(hash.bytes)
        writer.record(event, stream, revision, position, recorded)
        hash = SHA256.hash(writer.bytes)
        return RecordedEvent(
            event: event, stream: stream, revision: revision, position: position,
            recorded: recorded, hash: hash)
    }

    private static let prefix = Array("signalbox.event.1".utf8)
}

extension ByteWriter {
    /// The bytes of an event that the chain covers; names and not their numbers, so that a changed
    /// name is found.
    fileprivate mutating func record(
        _ event: Event, _ stream: StreamName, _ revision: Revision, _ position: Position,
        _ recorded: Timestamp
    ) {
        integer(position.value)
        text(stream.text)
        integer(revision.value)
        text(event.type.text)
        integer(event.schema)
        integer(event.encoding.rawValue)
        integer(recorded.microseconds)
        bytes(event.id.value.bytes)
        bytes(event.data)
        bytes(event.metadata.encoded)
    }
}
