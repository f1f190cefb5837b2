package import Events

extension EventType {
    /// A part of a record that is larger than one event may be.
    package static let recordPart = EventType(literal: "workflow.record-part")
}

extension EventLog {
    /// The records among `events`, each joined with its parts.
    ///
    /// The last part is the record's own event, marked as binary; its first byte counts the parts
    /// before it.
    package func whole(_ events: [RecordedEvent]) async throws(ReadError) -> [RecordedEvent] {
        var whole: [RecordedEvent] = []
        whole.reserveCapacity(events.count)
        for event in events where event.type != .recordPart {
            whole.append(event.event.encoding == .binary ? try await joined(event) : event)
        }
        return whole
    }

    private func joined(_ event: RecordedEvent) async throws(ReadError) -> RecordedEvent {
        guard let count = event.data.first.map(Int.init), Int(event.revision.value) >= count else {
            throw .corrupt(event.position, "a record lacks its parts")
        }
        var data: [UInt8] = []
        var next = event.revision.value - Int64(count)
        while next < event.revision.value {
            let page = try await read(
                event.stream, from: Revision(next), .forward,
                limit: Int(event.revision.value - next))
            guard let last = page.events.last else {
                throw .corrupt(event.position, "a record lacks its parts")
            }
            data += page.events.flatMap(\.data)
            next = last.revision.value + 1
        }
        var joined = event.event
        joined.encoding = .json
        joined.data = data + event.data.dropFirst()
        return RecordedEvent(
            event: joined, stream: event.stream, revision: event.revision,
            position: event.position, recorded: event.recorded, hash: event.hash)
    }
}
