import EventStore
import Events
import Testing

@Suite struct `The hash chain` {
    private let log = UniqueID("00112233-4455-6677-8899-aabbccddeeff")

    private func event(
        _ last: Int, _ type: String, schema: Int, _ data: String, _ metadata: Metadata
    ) throws -> Event {
        Event(
            id: try #require(EventID("018bcfe5-6800-7000-8000-00000000000\(last)")),
            type: EventType(literal: type), schema: schema, data: Array(data.utf8),
            metadata: metadata)
    }

    @Test func `gives the known hashes`() throws {
        var chain = HashChain(log: try #require(log))
        #expect(
            chain.hash.description
                == "3d190030ace23252a21d6466b881d29807d69814b1c0dfed483e6e241f901b22")
        let start: Int64 = 1_700_000_000_000_000
        let first = chain.record(
            try event(1, "bank.money-deposited", schema: 1, "{\"amount\":5}", [:]),
            in: account("1"), at: .first, Position(1), Timestamp(microseconds: start))
        #expect(
            first.hash.description
                == "9bfe792270969b6e172bf637ea9940c1a59e0c47215c8e3795c549211f844db3")
        let second = chain.record(
            try event(2, "bank.money-withdrawn", schema: 2, "{\"amount\":3}", ["actor": "ann"]),
            in: account("1"), at: Revision(1), Position(2), Timestamp(microseconds: start + 1))
        #expect(
            second.hash.description
                == "e0c2f743eb600a7ceab2b5b1af45445718abbecc131d8eae5bced4e600bf7735")
        #expect(chain.hash == second.hash)
    }
}
