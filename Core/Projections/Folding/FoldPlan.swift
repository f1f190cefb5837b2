internal import EventStore
internal import Events

/// The next page to read and the projections that it is for.
struct FoldPlan: Sendable {
    /// Those who stand at `after`, in order.
    let cohort: [ViewKey]
    let after: Position
    /// Where somebody further ahead stands and joins in.
    let through: Position?
    let filter: EventFilter
    let limit: Int
    /// How long events are applied in one transaction; nil without a bound.
    let longest: Duration?

    /// Live projections come first; one that is built goes on while they are at the head.
    init?(_ checkpoints: [Checkpoint], head: Position, _ definitions: [ViewDefinition]) {
        let running = checkpoints.filter { $0.failure == nil }
        let live = running.filter { $0.state == .live }
        let building = running.filter { $0.state != .live }
        let liveFirst = building.isEmpty || live.contains { $0.position < head }
        let chosen = liveFirst ? live : building
        guard let after = chosen.map(\.position).min() else { return nil }
        self.after = after
        cohort = chosen.filter { $0.position == after }.map(\.key).sorted()
        through = chosen.map(\.position).filter { $0 > after }.min()
        let keys = Set(cohort)
        filter = EventFilter.union(definitions.filter { keys.contains($0.key) }.map(\.filter))
        limit = liveFirst ? Limits.batchEventsMax : Limits.buildEventsMax
        longest = liveFirst ? Limits.batchTimeMax : nil
    }
}

extension EventFilter {
    /// Keeps at least what one of the filters keeps.
    static func union(_ filters: [EventFilter]) -> EventFilter {
        func all<Value: Hashable>(_ sets: [Set<Value>?]) -> Set<Value>? {
            let given = sets.compactMap { $0 }
            guard given.count == sets.count else { return nil }
            return given.reduce(into: []) { $0.formUnion($1) }
        }
        // A filter without categories keeps reserved ones only where it names streams.
        let open = filters.filter { $0.categories == nil }
        var union = EventFilter(
            categories: all(filters.map(\.categories)), types: all(filters.map(\.types)),
            streams: all(filters.map(\.streams)))
        union.includesReserved =
            open.contains { $0.includesReserved || $0.streams != nil }
            || filters.contains { $0.categories?.contains(where: \.isReserved) == true }
        return union
    }
}
