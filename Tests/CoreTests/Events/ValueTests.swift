import Events
import Simulation
import Testing

@Suite struct `Values of the log` {
    @Test func `an id prints as it is read`() throws {
        let text = "00112233-4455-6677-8899-aabbccddeeff"
        let id = try #require(UniqueID(text))
        #expect(id.description == text)
        #expect(UniqueID(bytes: id.bytes) == id)
        #expect(UniqueID(text.uppercased()) == id)
        for malformed in [
            "", "00112233445566778899aabbccddeeff", text + "0", "g" + text.dropFirst(),
        ] {
            #expect(UniqueID(malformed) == nil)
        }
        #expect(UniqueID(bytes: id.bytes.dropLast()) == nil)
    }

    @Test func `ids of one clock sort by time`() {
        let random = Simulation.SeededRandom(seed: 5)
        let ids = (0..<100).map { step in
            UniqueID.timeOrdered(at: Timestamp(microseconds: Int64(step) * 1_000), random)
        }
        #expect(ids == ids.sorted())
        #expect(ids.allSatisfy { $0.bytes[6] >> 4 == 7 && $0.bytes[8] >> 6 == 2 })
    }

    @Test func `a named id is the one of the standard`() throws {
        let dns = try #require(UniqueID("6ba7b810-9dad-11d1-80b4-00c04fd430c8"))
        let id = UniqueID.named("www.example.com", in: dns)
        #expect(id.description == "2ed6657d-e927-568b-95e1-2665a8aea6a2")
    }

    @Test func `a token prints as it is read`() throws {
        let log = try #require(UniqueID("00112233-4455-6677-8899-aabbccddeeff"))
        let token = ConsistencyToken(log: log, generation: 2, position: Position(42))
        #expect(token.description == "sb1.00112233.2.42")
        #expect(ConsistencyToken(token.description) == token)
        for malformed in [
            "", "sb1.00112233.2", "sb2.00112233.2.42", "sb1.0011223.2.42", "sb1.00112233.-1.42",
            "sb1.00112233.2.-4", "sb1.0011223g.2.4",
        ] {
            #expect(ConsistencyToken(malformed) == nil)
        }
    }

    @Test(arguments: [
        ([:], "{}"), (["b": "2", "a": "1"], #"{"a":"1","b":"2"}"#),
        (["k": "line\n\"q\" \\ \u{1}"], #"{"k":"line\n\"q\" \\ \u0001"}"#),
    ])
    func `metadata is JSON with sorted keys`(entries: [String: String], text: String) {
        let metadata = Metadata(entries)
        #expect(String(decoding: metadata.encoded, as: UTF8.self) == text)
        #expect(metadata.entries == entries)
    }

    @Test func `positions are numbers from 0`() {
        #expect(Position("7") == Position(7))
        #expect(Position("-1") == nil && Position("x") == nil && Revision("-1") == nil)
        #expect(Position.start < Position(1))
    }
}
