internal import EventStore
internal import Events

extension MemoryLog {
    func page(
        _ page: PageBuilder, of stream: StreamName, from: Revision?, _ direction: Direction
    ) -> Page {
        var page = page
        let indexes = self.stream(stream)
        let start = from.map { Int(clamping: $0.value) }
        let range =
            switch direction {
            case .forward: min(start ?? 0, indexes.count)..<indexes.count
            case .backward: 0..<min(start ?? indexes.count, indexes.count - 1) + 1
            }
        let isCut = fill(&page, range, direction) { events[indexes[$0]] }
        return page.streamPage(hasMore: isCut, head: head.position)
    }

    func page(
        _ page: PageBuilder, after: Position, through: Position?, _ filter: EventFilter,
        _ direction: Direction
    ) -> Page {
        var page = page
        let first = min(Int(after.value), events.count)
        let last = max(first, min(Int(through?.value ?? .max), events.count))
        let isCut = fill(&page, first..<last, direction) { index in
            let event = events[index]
            return filter.keeps(event.stream, event.type) ? event : nil
        }
        return page.logPage(direction, hasMore: isCut, head: head.position)
    }

    /// Walks through `range` until the page is full; true when an event was left over.
    private func fill(
        _ page: inout PageBuilder, _ range: Range<Int>, _ direction: Direction,
        _ event: (Int) -> RecordedEvent?
    ) -> Bool {
        for step in 0..<range.count {
            let index =
                direction == .forward ? range.lowerBound + step : range.upperBound - 1 - step
            if let event = event(index), !page.take(event) { return true }
        }
        return false
    }
}
