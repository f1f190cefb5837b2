import EventStore
import Events
import Simulation
import Testing

@Suite struct `The store in memory` {
    private let store = MemoryStore()

    @Test func `refuses the commit that was chosen`() async throws {
        store.inject(.refuse(.diskFull), atCommit: 2)
        try await store.append([event(1)], to: account("a"))
        await #expect(throws: AppendError.diskFull) {
            try await store.append([event(2)], to: account("a"))
        }
        try await store.append([event(2)], to: account("a"))
        #expect(try await store.everything().map(\.id) == [id(1), id(2)])
        #expect(store.commits == 3)
    }

    @Test func `dies before a commit without writing it`() async throws {
        store.inject(.crashBefore, atCommit: 1)
        await #expect(throws: AppendError.closed) {
            try await store.append([event(1)], to: account("a"))
        }
        await #expect(throws: ReadError.closed) { try await store.head() }
        #expect(try await store.reopened().everything().isEmpty)
    }

    @Test func `dies after a commit that it keeps`() async throws {
        store.inject(.crashAfter, atCommit: 1)
        await #expect(throws: AppendError.unknownOutcome([id(1)])) {
            try await store.append([event(1)], to: account("a"))
        }
        await #expect(throws: AppendError.closed) {
            try await store.append([event(2)], to: account("a"))
        }
        #expect(try await store.reopened().everything().map(\.id) == [id(1)])
    }

    @Test func `does not count what is known as a commit`() async throws {
        try await store.append([event(1)], to: account("a"))
        try await store.append([event(1)], to: account("a"))
        #expect(store.commits == 1)
    }
}
