import EventStore
import Events
import Simulation
import Synchronization
import TestSupport
import Testing

/// Guarantee 18: what is exported is everything, and comes back as it was.
@Suite struct `Event store: export and import` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func open(_ name: String) async throws -> SQLiteEventStore {
        try await SQLiteEventStore.open(folder.path(name), time: VirtualTime())
    }

    /// A log with everything that may be in one.
    private func example() async throws -> SQLiteEventStore {
        let store = try await open("first")
        var binary = event(1)
        binary.encoding = .binary
        binary.data = [0, 255, 10]
        var text = event(2)
        text.data = Array("{\"text\":\"line\\nquote \\\" é \u{1F600}\"}".utf8)
        text.metadata = ["actor": "ann \"é\"", "team": "a"]
        var broken = event(3)
        broken.data = [0xC3, 0x28]
        _ = try await store.append(
            Append(
                [
                    StreamAppend(account("a"), [binary, text]),
                    StreamAppend(account("b"), [broken]),
                ],
                key: IdempotencyKey("key one", request: SHA256.hash("one"))))
        try await store.append([event(4), event(5, "log.stream-closed")], to: account("b"))
        try await store.append([event(6)], to: account("b"), .closed)
        try await store.append([event(7)], to: stream("workflow.run", "r"))
        return store
    }

    private func export(_ store: SQLiteEventStore) async throws -> [UInt8] {
        let bytes = Mutex<[UInt8]>([])
        _ = try await store.export { more in bytes.withLock { $0 += more } }
        return bytes.withLock { $0 }
    }

    /// Gives the bytes in pieces that cut lines anywhere.
    private func pieces(_ bytes: [UInt8], of size: Int = 100) -> () -> [UInt8]? {
        var rest = bytes[...]
        return {
            guard !rest.isEmpty else { return nil }
            defer { rest = rest.dropFirst(size) }
            return Array(rest.prefix(size))
        }
    }

    @Test func `an export survives a round trip`() async throws {
        let first = try await example()
        let bytes = try await export(first)
        let summary = try SQLiteEventStore.importVerbatim(
            into: folder.path("second"), from: pieces(bytes))
        #expect(summary.events == 7 && summary.keys == 1)
        let second = try await open("second")
        #expect(try await export(second) == bytes)
        #expect(try await second.everything() == first.everything())
        #expect(try await second.head().hash == first.head().hash)
        #expect(try await second.verify().damage == nil)
        let again = try await second.append(
            Append(
                [StreamAppend(account("a"), [event(99)])],
                key: IdempotencyKey("key one", request: SHA256.hash("one"))))
        #expect(again.wasDuplicate)
        try await second.append([event(8)], to: account("a"), .exact(Revision(1)))
        #expect(try await second.verify().damage == nil)
        await first.close()
        await second.close()
    }

    @Test func `an export of a part begins with the hash before it`() async throws {
        let store = try await example()
        let bytes = Mutex<[UInt8]>([])
        let summary = try await store.export(after: Position(2), through: Position(4)) { more in
            bytes.withLock { $0 += more }
        }
        #expect(summary.events == 2 && summary.through == Position(4))
        let lines = bytes.withLock { $0.split(separator: 10) }
        #expect(lines.count == 4)
        let header = try JSONValue(parsing: Array(lines[0]))
        let before = try await store.everything()[1].hash
        #expect(header["hash_before"]?.string == before.description)
        await store.close()
    }

    @Test func `a log that holds events takes no verbatim import`() async throws {
        let store = try await example()
        let bytes = try await export(store)
        await store.close()
        let error = #expect(throws: ImportError.self) {
            try SQLiteEventStore.importVerbatim(into: folder.path("first"), from: pieces(bytes))
        }
        #expect(error?.description.contains("holds 7 events") == true)
    }

    @Test func `a changed export is refused and nothing is kept`() async throws {
        let store = try await example()
        let bytes = try await export(store)
        await store.close()
        var lines = bytes.split(separator: 10).map { Array($0) }
        let line = String(decoding: lines[4], as: UTF8.self)
        lines[4] = Array(line.replacing("amount\\\":4", with: "amount\\\":5").utf8)
        try #require(String(decoding: lines[4], as: UTF8.self) != line)
        let changed = Array(lines.joined(separator: [10])) + [10]
        let error = #expect(throws: ImportError.self) {
            try SQLiteEventStore.importVerbatim(into: folder.path("second"), from: pieces(changed))
        }
        guard case .damaged(line: 5, Position(4), _)? = error else {
            Issue.record("refused as \(String(describing: error))")
            return
        }
        let second = try await open("second")
        #expect(try await second.head().position == .start)
        await second.close()
    }

    @Test func `a cut export is refused`() async throws {
        let store = try await example()
        let bytes = try await export(store)
        await store.close()
        let cut = Array(bytes.split(separator: 10).dropLast().joined(separator: [10])) + [10]
        let error = #expect(throws: ImportError.self) {
            try SQLiteEventStore.importVerbatim(into: folder.path("second"), from: pieces(cut))
        }
        #expect(error?.description.contains("without a footer") == true)
    }

    @Test func `appending gives new positions and skips what is known`() async throws {
        let first = try await example()
        let bytes = try await export(first)
        let second = try await open("second")
        try await second.append([event(50)], to: account("z"))
        let summary = try await second.importAppending(from: pieces(bytes))
        #expect(summary.events == 7 && summary.known == 0)
        let again = try await second.importAppending(from: pieces(bytes))
        #expect(again.events == 0 && again.known == 7)
        let imported = try await second.everything()
        #expect(imported.map(\.id) == [id(50)] + (1...7).map { id($0) })
        let log = try await first.head().log
        #expect(imported[1].metadata["imported"] == "\(log)/1")
        #expect(imported[2].metadata["team"] == "a")
        #expect(try await second.verify().damage == nil)
        await first.close()
        await second.close()
    }

    @Test func `malformed lines are refused with their number`() throws {
        for text in ["", "x", "{}\n", "{\"format\":\"other\"}\n", "[1]\n", "{\"position\":1}\n"] {
            let error = #expect(throws: ImportError.self) {
                try SQLiteEventStore.importVerbatim(
                    into: folder.path("other"), from: pieces(Array(text.utf8), of: 1))
            }
            #expect(error?.description.contains("line 1") == true)
        }
    }
}
