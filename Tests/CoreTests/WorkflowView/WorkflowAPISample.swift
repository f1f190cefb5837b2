import EventStore
import Events
import Simulation
import WorkflowRuntime
import Workflows

/// The API over the small log of the fixtures.
struct WorkflowAPISample {
    let store: MemoryStore
    let time: VirtualTime
    let api: WorkflowAPI

    init() async throws {
        let start = Timestamp(microseconds: 1_780_309_800_000_000)
        let (time, random) = (VirtualTime(at: start), SeededRandom(seed: 4))
        let store = MemoryStore(time: time, random: random)
        for recorded in try WorkflowFixture.events() {
            _ = try await store.append(Append([StreamAppend(recorded.stream, [recorded.event])]))
        }
        let registry = WorkflowRegistry()
        registry.queue("signals")
        registry.workflow(BufferSignalsWorkflow.self)
        let client = LogWorkflowClient(store: store, time: time, random: random)
        (self.store, self.time) = (store, time)
        api = WorkflowAPI(
            store: store, registry: registry, client: client, time: time, random: random)
    }

    func ask(
        _ method: String, _ target: String, body: [UInt8] = []
    ) async throws -> (status: Int, json: JSONValue) {
        try await api.ask(method, target, body: body)
    }
}

extension WorkflowAPI {
    /// Asks for a path with its query, as a line of the fixtures gives it.
    func ask(
        _ method: String, _ target: String, body: [UInt8] = []
    ) async throws -> (status: Int, json: JSONValue) {
        let parts = target.split(separator: "?", maxSplits: 1)
        let path = parts[0].split(separator: "/").map { decoded(String($0)) }
        let items = parts.count == 2 ? parts[1].split(separator: "&") : []
        let query = items.map { item in
            let pair = item.split(separator: "=", maxSplits: 1).map(String.init)
            let value = pair.count == 2 ? pair[1].replacing("+", with: " ") : ""
            return (name: decoded(pair[0]), value: decoded(value))
        }
        let answer = await answer(
            WorkflowAPIRequest(method: method, path: path, query: query, body: body))
        return (answer.status, try JSONValue(parsing: answer.body))
    }

    private func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var left = Array(text.utf8)[...]
        while let byte = left.popFirst() {
            if byte == 37,
                let value = UInt8(String(decoding: left.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                left = left.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
