import Events
import EventStore
import Foundation
import WorkflowRuntime

/// The small log of the fixtures and what stands beside it.
enum WorkflowFixture {
    static func text(_ name: String) throws -> String {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let file = folder.appending(path: "../Fixtures/Workflows/\(name)")
        return try String(contentsOf: file, encoding: .utf8)
    }

    static func json(_ name: String) throws -> JSONValue { try JSONValue(parsing: try text(name)) }

    static func lines(_ name: String) throws -> [JSONValue] {
        try text(name).split(separator: "\n").map { try JSONValue(parsing: String($0)) }
    }

    /// The events of the log at the positions that the fixture gives them.
    static func events() throws -> [RecordedEvent] {
        try lines("log.jsonl").map { line in
            guard let record = line["record"]?.string.flatMap(EventType.init),
                let stream = line["stream"]?.string.flatMap(name),
                let position = line["position"]?.integer,
                let revision = (line["revision"] ?? line["offset"])?.integer
            else { throw Malformed(line: line.text()) }
            let envelope = ["record", "stream", "revision", "offset", "position"]
            let payload = (line.object?.members ?? []).filter { !envelope.contains($0.key) }
            let object = JSONObject(payload.map { (key: $0.key, value: $0.value) })
            let event = Event(
                id: EventID(UniqueID(high: 1, low: UInt64(position))), type: record,
                data: JSONValue.object(object).bytes())
            return RecordedEvent(
                event: event, stream: stream, revision: Revision(revision),
                position: Position(position), recorded: Timestamp(microseconds: 0),
                hash: SHA256.hash(""))
        }
    }

    static func records() throws -> [StoredRecord] { try events().compactMap(StoredRecord.init) }

    static func table() throws -> RunTable {
        try records().reduce(into: RunTable()) { $0.apply($1) }
    }

    struct Malformed: Error { let line: String }

    private static func name(_ text: String) -> StreamName? {
        for category in [WorkflowStreams.chains, WorkflowStreams.mailboxes, WorkflowStreams.runs] {
            let prefix = "\(category)-"
            guard text.hasPrefix(prefix) else { continue }
            return StreamName(category: category, text: String(text.dropFirst(prefix.count)))
        }
        return nil
    }
}
