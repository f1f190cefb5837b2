package import Events
package import SignalsDomain

/// The state of a stream, and what an append may rest on.
package struct Loaded<State: StreamState>: Sendable {
    /// What the events amount to.
    package var state = State()
    /// The last event; nil where there is none.
    package var revision: Revision?
    /// When the first event was recorded, and where.
    package var first: (position: Position, recorded: Timestamp)?
    /// The place of the last event; the start of the log where there is none.
    package var last = Position.start

    init() {}

    /// What has to hold when the decision is written.
    package var expectation: ExpectedRevision { revision.map(ExpectedRevision.exact) ?? .noStream }

    mutating func take(_ event: RecordedEvent) {
        revision = event.revision
        last = max(last, event.position)
        if first == nil { first = (event.position, event.recorded) }
    }
}
