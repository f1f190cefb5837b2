import EventStore
import Events
import Testing

/// Guarantee 3: positions are the commit order, without gaps.
@Suite struct `Event store: order` {
    @Test(arguments: Backend.allCases)
    func `32 writers get the commit order`(backend: Backend) async throws {
        try await with(backend) { subject in
            let store = subject.store
            try await withThrowingTaskGroup(of: [Placed].self) { group in
                for writer in 0..<32 {
                    group.addTask {
                        var placed: [Placed] = []
                        for number in 0..<10 {
                            let result = try await store.append(
                                [event(writer * 100 + number)], to: account("\(writer % 8)"))
                            placed += result.events
                        }
                        return placed
                    }
                }
                for try await placed in group {
                    #expect(placed == placed.sorted { $0.position < $1.position })
                }
            }
            let all = try await store.everything()
            #expect(all.map(\.position.value) == Array(1...320))
            var next: [StreamName: Int64] = [:]
            for event in all {
                #expect(event.revision.value == next[event.stream, default: 0])
                next[event.stream, default: 0] += 1
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a reader never sees a hole`(backend: Backend) async throws {
        try await with(backend) { subject in
            let store = subject.store
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<4 {
                    group.addTask {
                        for number in 0..<25 {
                            try await store.append(
                                [event(writer * 100 + number)], to: account("\(writer)"))
                        }
                    }
                }
                group.addTask {
                    var seen = Position.start
                    while seen < Position(100) {
                        let page = try await store.read(
                            after: seen, through: nil, .all, .forward, limit: 7)
                        for event in page.events {
                            #expect(event.position.value == seen.value + 1)
                            seen = event.position
                        }
                        await Task.yield()
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
