public import Events
import EventStore

/// Which events are listed.
public struct EventListing: Hashable, Sendable {
    /// The stream, in full.
    public var stream: String?
    /// The category of the stream.
    public var category: String?
    /// The stored type.
    public var type: String?
    /// The cause that groups them.
    public var correlation: String?
    /// The earliest time of recording.
    public var since: Timestamp?
    /// The list begins behind this place; nil: it ends at the end of the log.
    public var after: Position?
    /// How many events are listed at most.
    public var limit: Int
    /// Which event comes first.
    public var direction: Direction

    /// Puts the value together.
    public init(
        stream: String? = nil, category: String? = nil, type: String? = nil,
        correlation: String? = nil, since: Timestamp? = nil, after: Position? = nil,
        // tidy: what one screen shows; whoever wants more says so
        limit: Int = 50, direction: Direction = .forward
    ) {
        (self.stream, self.category, self.type) = (stream, category, type)
        (self.correlation, self.since, self.after) = (correlation, since, after)
        (self.limit, self.direction) = (limit, direction)
    }

    /// Only names that the store may be asked for; the rest is looked at here.
    var filter: EventFilter {
        var filter = EventFilter.everything
        if let stream = stream.flatMap(StreamName.init) { filter.streams = [stream] }
        if let category = category.flatMap(Category.init) { filter.categories = [category] }
        if let type = type.flatMap(EventType.init) { filter.types = [type] }
        return filter
    }

    func keeps(_ event: RecordedEvent) -> Bool {
        if let stream, event.stream.text != stream { return false }
        if let category, event.stream.category.text != category { return false }
        if let type, event.type.text != type { return false }
        if let since, event.recorded < since { return false }
        guard let correlation else { return true }
        return event.metadata[Metadata.Names.correlation] == correlation
    }
}

extension LogDesk {
    /// The events that a listing keeps: from a place on, or the newest, the newest last unless asked otherwise.
    public func list(_ listing: EventListing) async throws -> [RecordedEvent] {
        guard listing.direction == .forward, listing.after != nil else {
            let newest = try await newest(listing)
            return listing.direction == .forward ? newest.reversed() : newest
        }
        return try await oldest(listing, after: listing.after ?? .start)
    }

    private func oldest(
        _ listing: EventListing, after start: Position
    ) async throws -> [RecordedEvent] {
        var (found, next): ([RecordedEvent], Position?) = ([], start)
        while let after = next, found.count < listing.limit {
            let page = try await store.read(
                after: after, through: nil, listing.filter, .forward, limit: Limits.pageEvents)
            found += page.events.filter(listing.keeps)
            next = page.next
        }
        return Array(found.prefix(listing.limit))
    }

    private func newest(_ listing: EventListing) async throws -> [RecordedEvent] {
        var found: [RecordedEvent] = []
        var through: Position?
        while found.count < listing.limit {
            let page = try await store.read(
                after: listing.after ?? .start, through: through, listing.filter, .backward,
                limit: Limits.pageEvents)
            found += page.events.filter(listing.keeps)
            guard let next = page.next else { break }
            // Times never go back, so what lies before this page is older than asked for.
            if let since = listing.since, let last = page.events.last, last.recorded < since {
                break
            }
            through = next
        }
        return Array(found.prefix(listing.limit))
    }

    /// Shows the newest events of a listing and then every further one, until the task is cancelled.
    public func follow(
        _ listing: EventListing, _ show: @Sendable (RecordedEvent) -> Void
    ) async throws {
        let head = try await store.head().position
        let shown = try await list(listing)
        for event in shown { show(event) }
        let start = max(shown.last?.position ?? .start, listing.after == nil ? head : .start)
        for try await element in store.subscribe(after: start, listing.filter) {
            guard case .events(let page, _) = element else { continue }
            for event in page.events where listing.keeps(event) { show(event) }
        }
    }
}
