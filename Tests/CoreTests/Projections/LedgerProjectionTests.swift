import EventStore
import Events
import Projections
import Simulation
import TestSupport
import Testing

@Suite struct `A ledger in rows` {
    private func store(_ facts: [(EventType, String)]) async throws -> MemoryStore {
        let store = MemoryStore()
        for event in Parcels.log(facts) {
            _ = try await store.append(
                Append([StreamAppend(event.stream, [event.event])]))
        }
        return store
    }

    private func views(over store: MemoryStore) async throws -> Views {
        try await Views.open(
            nil, over: store, [LedgerProjection<Parcels>()], time: VirtualTime())
    }

    @Test(arguments: UInt64(1)...5)
    func `says the same as the ledger in memory, at every position`(seed: UInt64) async throws {
        let facts = Parcels.history(seed: seed, length: 200)
        let store = MemoryStore()
        let views = try await views(over: store)
        var ledger = Ledger<Parcels>()
        for event in Parcels.log(facts) {
            let place = try await store.append(
                Append([StreamAppend(event.stream, [event.event])]))
            let recorded = try #require(try await store.event(event.id))
            try ledger.apply(recorded)
            for labels in [[:], ["depot": "north"]] {
                let rows = try await views.read("parcels", atLeast: place.position) {
                    try LedgerProjection<Parcels>.account($0, of: labels).words
                }
                try #require(rows == ledger.account(of: labels).words)
            }
        }
    }

    @Test func `names what is late and what did not fit`() async throws {
        let store = try await store([
            (.taken, "a"), (.taken, "b"), (.loaded, "b"), (.delivered, "x"),
        ])
        let events = try await store.everything()
        let ledger = try Ledger<Parcels>(events)
        let now = (events.last?.recorded ?? Parcels.start) + .seconds(3_601)
        try await views(over: store).read("parcels") { view in
            let account = try LedgerProjection<Parcels>.account(view, at: now)
            #expect(account.late == ledger.account(at: now).late)
            #expect(account.late.map(\.id) == ["a", "b"])
            #expect(account.remainder == -1)
            #expect(try LedgerProjection<Parcels>.flaws(view) == ledger.flaws)
            #expect(try LedgerProjection<Parcels>.obligation("b", view) == ledger["b"])
            #expect(try LedgerProjection<Parcels>.obligation("z", view) == nil)
        }
    }
}

extension LedgerAccount {
    /// Everything that it says, to be compared.
    var words: String {
        "accepted \(accepted), settled \(settled), waiting \(waiting), remainder \(remainder)"
    }
}
