import Events
import Foundation
import Testing
import WorkflowRuntime

@Suite struct `The records of workflows` {
    static let lines: [JSONValue] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Fixtures/Workflows/log.jsonl")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { try? JSONValue(parsing: String($0)) }
    }()

    @Test func `are all in the fixture`() { #expect(Self.lines.count == 14) }

    @Test(arguments: lines)
    func `have one JSON form, keys in order`(line: JSONValue) throws {
        let envelope = ["record", "stream", "revision", "offset", "position"]
        let payload = JSONValue.object(
            JSONObject(
                try #require(line.object).members.filter { !envelope.contains($0.key) }
                    .map { (key: $0.key, value: $0.value) }))
        let written: JSONValue =
            switch line["record"]?.string {
            case "workflow.run-started": try RunStarted(json: payload).json
            case "workflow.run-closed": try RunClosed(json: payload).json
            case "workflow.run-advanced": try RunAdvanced(json: payload).json
            case "workflow.attempt-failed": try AttemptFailed(json: payload).json
            default: try MailRecord(type: .signalAccepted, json: payload).json
            }
        #expect(ordered(written, like: payload).text() == payload.text())
        #expect(Set(keys(written)) == Set(keys(payload)))
    }

    @Test(arguments: lines)
    func `count the events of the view`(line: JSONValue) throws {
        guard let first = line["firstEvent"]?.integer, let last = line["lastEvent"]?.integer else {
            return
        }
        let activations = try #require(line["activations"]?.array).map(Activation.init(json:))
        let started = line["record"] == "workflow.run-started" ? 1 : 0
        let count = activations.reduce(started) { $0 + $1.viewEvents { _ in true } }
        #expect(Int64(count) == last - first + 1)
    }

    /// The order of `unread` and `identity` beside the options is not part of the form.
    private func ordered(_ value: JSONValue, like other: JSONValue) -> JSONValue {
        guard let object = value.object, let model = other.object else { return value }
        return .object(
            JSONObject(model.keys.compactMap { key in object[key].map { (key: key, value: $0) } }))
    }

    private func keys(_ value: JSONValue) -> [String] { value.object?.keys ?? [] }
}

@Suite struct `Durations in records` {
    @Test(arguments: [
        ("0s", Duration.zero), ("5s", .seconds(5)), ("0.500s", .milliseconds(500)),
        ("1.000250s", .microseconds(1_000_250)), ("-1.500s", .milliseconds(-1_500)),
    ])
    func `are seconds with as many digits as they need`(text: String, duration: Duration) {
        #expect(DurationText.text(duration) == text)
        #expect(DurationText.duration(text) == duration)
    }

    @Test(arguments: ["", "5", "s", "1.s", "x.5s", "1.2.3s"])
    func `are refused in any other form`(text: String) {
        #expect(DurationText.duration(text) == nil)
    }
}
