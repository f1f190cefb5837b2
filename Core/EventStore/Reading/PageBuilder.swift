package import Events

/// Collects a page until its limit in events or bytes is reached.
package struct PageBuilder {
    /// What was collected.
    package private(set) var events: [RecordedEvent] = []
    private var bytes = 0
    private let limit: Int

    /// Begins a page of at most `limit` events.
    ///
    /// - Throws: `invalid` for a limit outside 1 to the most that a page may have.
    package init(limit: Int) throws(ReadError) {
        guard (1...Limits.pageEventsMax).contains(limit) else {
            throw .invalid(
                "a page has 1 to \(Limits.pageEventsMax) events, not \(limit): ask for less")
        }
        self.limit = limit
    }

    /// Takes an event; false when the page is full and the event belongs to the next one.
    package mutating func take(_ event: RecordedEvent) -> Bool {
        let size = event.data.count + event.metadata.encoded.count
        guard events.count < limit, events.isEmpty || bytes + size <= Limits.pageBytesMax else {
            return false
        }
        events.append(event)
        bytes += size
        return true
    }

    /// The page of a stream; `hasMore` says whether an event did not fit.
    package func streamPage(hasMore: Bool, head: Position) -> Page {
        Page(events: events, next: hasMore ? events.last?.position : nil, head: head)
    }

    /// The page of the log; the next one begins behind its last event in the direction of reading.
    package func logPage(_ direction: Direction, hasMore: Bool, head: Position) -> Page {
        guard hasMore, let last = events.last?.position else {
            return Page(events: events, next: nil, head: head)
        }
        let next = direction == .forward ? last : Position(last.value - 1)
        return Page(events: events, next: next, head: head)
    }
}
