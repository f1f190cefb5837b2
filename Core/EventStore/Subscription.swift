public import Events

/// The log from a position on: history first, then live, without a seam, a gap or a repetition.
///
/// Nothing is buffered: the consumer's pull is the back-pressure.
public struct Subscription: AsyncSequence, Sendable {
    /// What a subscriber is told.
    public enum Element: Sendable {
        /// Events that the filter keeps, and the position up to which the log was looked through.
        case events(Page, through: Position)
        /// Everything up to this position was delivered.
        case caughtUp(Position)
    }

    let store: any EventStore
    let after: Position
    let filter: EventFilter

    /// Begins to follow.
    public func makeAsyncIterator() -> Iterator {
        Iterator(store: store, position: after, filter: filter)
    }

    /// Reads page by page; one consumer each.
    public struct Iterator: AsyncIteratorProtocol {
        let store: any EventStore
        /// Everything up to here was delivered.
        var position: Position
        let filter: EventFilter
        var saidCaughtUp = false

        /// The next page, or the news that there is none yet; waits for the log to grow.
        ///
        /// - Throws: `ReadError`; it ends with nil when the log is closed.
        public mutating func next() async throws(ReadError) -> Element? {
            while true {
                let page: Page
                do {
                    page = try await store.read(
                        after: position, through: nil, filter, .forward,
                        limit: Limits.pageEventsMax)
                } catch .closed {
                    return nil
                }
                let through = page.next ?? page.head
                if through > position {
                    position = through
                    saidCaughtUp = false
                    if !page.events.isEmpty { return .events(page, through: through) }
                    if page.next != nil { continue }
                }
                guard saidCaughtUp else {
                    saidCaughtUp = true
                    return .caughtUp(position)
                }
                do {
                    _ = try await store.changed(after: position)
                } catch .closed {
                    return nil
                }
            }
        }
    }
}
