package import Events

/// The closed set of payloads that one kind of stream holds.
package protocol StreamFact: Hashable, Sendable {
    /// How each stored type becomes a fact.
    static var readers: [EventType: @Sendable (RecordedEvent) throws(PayloadError) -> Self] { get }

    /// The payload as it is stored.
    var payload: any EventPayload { get }
}

extension StreamFact {
    /// Reads a recorded event; nil for a type that a newer build has added.
    package init?(recorded: RecordedEvent) throws(PayloadError) {
        guard let read = Self.readers[recorded.type] else { return nil }
        self = try read(recorded)
    }

    /// The stored type.
    package var type: EventType { Swift.type(of: payload).type }

    /// Joins a payload's stored type with the way into the set.
    package static func reader<Payload: EventPayload>(
        _ wrap: @escaping @Sendable (Payload) -> Self
    ) -> (EventType, @Sendable (RecordedEvent) throws(PayloadError) -> Self) {
        (Payload.type, { (recorded) throws(PayloadError) in wrap(try Payload(recorded)) })
    }
}

/// What the facts of one stream amount to, folded in place.
package protocol StreamState: Hashable, Sendable {
    /// What happens to it.
    associatedtype Fact: StreamFact

    /// The state of a stream without events.
    init()

    /// Takes one more fact in.
    mutating func apply(_ fact: Fact)
}
