import EventStore
import Events
import Foundation
import Testing

@Suite struct `The events commands` {
    @Test func `end with 2 and create nothing where there is no log`() async throws {
        let binary = try Binary()
        let outcome = try await binary.run("events", "list")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains(binary.path("data")))
        #expect(!FileManager.default.fileExists(atPath: binary.path("data")))
    }

    @Test func `list the newest events last, and one by its position`() async throws {
        let binary = try await withNotes(["one", "two", "three"])
        let list = try await binary.run("events", "list", "--limit", "2", "--json").json
        let texts = list["events"]?.array?.map { $0["data"]?["text"]?.string }
        #expect(texts == ["two", "three"])
        let shown = try await binary.run("events", "show", "1", "--json").json
        #expect(shown["data"]?["text"]?.string == "one")
        #expect(shown["stream"]?.string == "test.notes-1")
    }

    @Test func `verify finds a sound log, and an anchor tells a cut one`() async throws {
        let binary = try await withNotes(["one", "two"])
        let anchor = binary.path("anchor")
        let sound = try await binary.run("events", "verify", "--json", "--write-anchor", anchor)
        #expect(sound.status == 0)
        #expect(try sound.json["checked"]?.integer == 2)
        #expect(try await binary.run("events", "verify", "--anchor", anchor).status == 0)
        let other = try await withNotes(["one"])
        let cut = try await other.run("events", "verify", "--anchor", anchor)
        #expect(cut.status != 0)
    }

    @Test func `export and import keep every byte of the log`() async throws {
        let binary = try await withNotes(["one", "two"])
        let file = binary.path("log.jsonl")
        #expect(try await binary.run("events", "export", file).status == 0)
        let again = try await binary.run("events", "export", file)
        #expect(again.status == 2)
        #expect(again.errors.contains("there already"))
        let copy = binary.path("copy")
        #expect(try await binary.run("events", "import", file, "--data", copy).status == 0)
        let (one, two) = (
            try await binary.run("events", "list", "--json").json,
            try await binary.run("events", "list", "--json", "--data", copy).json
        )
        #expect(one["events"] == two["events"])
        #expect(one["log_id"] == two["log_id"])
    }

    @Test func `say which file is missing, with exit code 2`() async throws {
        let binary = try Binary()
        let outcome = try await binary.run("events", "import", "nowhere.jsonl")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("nowhere.jsonl"))
        #expect(!FileManager.default.fileExists(atPath: binary.path("data")))
    }

    @Test func `take the option before the environment and say so`() async throws {
        let binary = try await withNotes(["one"])
        let other = binary.path("other")
        let outcome = try await binary.run("events", "list", "--data", other)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("--data wins over SIGNALBOX_DATA"))
        #expect(outcome.errors.contains(other))
    }

    /// A log with one event for each text.
    private func withNotes(_ texts: [String]) async throws -> Binary {
        let binary = try Binary()
        let store = try await SQLiteEventStore.open(binary.path("data"))
        let stream = try #require(StreamName("test.notes-1"))
        let events = try texts.enumerated().map { index, text in
            Event(
                id: EventID(.named("\(index) \(text)", in: TestNamespace.id)),
                type: EventType(literal: "test.noted"),
                data: try JSONValue(encoding: ["text": text]).bytes())
        }
        _ = try await store.append(Append([StreamAppend(stream, events)]))
        await store.close()
        return binary
    }
}

/// Any fixed namespace makes the ids of a test repeatable.
private enum TestNamespace {
    static let id = UniqueID.named(
        "tests", in: UniqueID.timeOrdered(at: Timestamp(microseconds: 0), Zero()))

    private struct Zero: RandomSource {
        func next() -> UInt64 { 0 }
    }
}
