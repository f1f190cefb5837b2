import Events
import Simulation
import Testing
import WorkflowRuntime
import Workflows

private let base = "/namespaces/default"

extension TestHost {
    fileprivate var api: WorkflowAPI {
        WorkflowAPI(
            store: store, registry: registry, client: client, time: time,
            random: SeededRandom(seed: 8))
    }

    fileprivate func ask(
        _ method: String, _ target: String, _ body: String = ""
    ) async throws -> (status: Int, json: JSONValue) {
        try await api.ask(method, base + target, body: Array(body.utf8))
    }
}

@Suite(.timeLimit(.minutes(1))) struct `Asking live workflows through the API` {
    private let buffer =
        #"{"workflowType":{"name":"buffer-signals"},"input":[{"team":1,"runs":0,"runsMax":1,"roundsPerRun":2}]}"#

    @Test func `starts, signals and asks, and sees every letter acknowledged before`() async throws
    {
        try await withHost { host in
            let started = try await host.ask("POST", "/workflows/b-1", buffer)
            #expect(started.json["started"] == true)
            let letter = #"{"input":[{"id":"z1","text":"login fails"}]}"#
            let sent = try await host.ask("POST", "/workflows/b-1/signal/submit_signal", letter)
            #expect(sent.json == [:])
            await host.advance(by: .seconds(6))
            let handled = try await host.ask(
                "POST", "/workflows/b-1/query/get_handled?payloadShorthand")
            #expect(handled.json["queryResult"] == [["z1"]])
            let size = try await host.ask("POST", "/workflows/b-1/query/get_buffer_size", "{}")
            #expect(size.json["queryResult"]?["payloads"]?.array?.count == 1)
        }
    }

    @Test func `W-S37: names the queries that there are`() async throws {
        try await withHost { host in
            _ = try await host.ask("POST", "/workflows/b-1", buffer)
            let answer = try await host.ask("POST", "/workflows/b-1/query/nope", "{}")
            #expect(answer.status == 400)
            #expect(answer.json["code"] == 3)
            #expect(answer.json["message"]?.string?.contains("get_buffer_size") == true)
        }
    }

    @Test func `rejects queries of closed runs where that is asked for`() async throws {
        try await withHost { host in
            _ = try await host.ask("POST", "/workflows/b-1", buffer)
            _ = try await host.ask("POST", "/workflows/b-1/terminate", #"{"reason":"x"}"#)
            let condition = #"{"queryRejectCondition":"QUERY_REJECT_CONDITION_NOT_OPEN"}"#
            let answer = try await host.ask(
                "POST", "/workflows/b-1/query/get_buffer_size", condition)
            #expect(
                answer.json["queryRejected"]
                    == ["status": "WORKFLOW_EXECUTION_STATUS_TERMINATED"])
        }
    }

    @Test func `carries out updates once for an id and tells failures`() async throws {
        try await withHost { host in
            _ = try await host.ask("POST", "/workflows/b-1", buffer)
            let request = #"{"request":{"meta":{"updateId":"u1"},"input":{"args":[25]}}}"#
            let path = "/workflows/b-1/update/set_limit?payloadShorthand"
            for _ in 0..<2 {
                let answer = try await host.ask("POST", path, request)
                #expect(answer.json["outcome"] == ["success": [25]], "\(answer.json)")
                #expect(answer.json["updateRef"]?["updateId"] == "u1")
            }
            let refused = try await host.ask("POST", path, #"{"request":{"input":{"args":[0]}}}"#)
            #expect(refused.json["outcome"]?["failure"]?["message"] == "too small")
        }
    }
}

@Suite(.timeLimit(.minutes(1))) struct `The view of what an engine wrote` {
    @Test func `has as many events as the engine counted, for every kind of workflow`() async throws
    {
        try await withHost { host in
            let client = host.client
            _ = try await client.start(Samples.parent, id: "parents", ["a", "b", "c"])
            _ = try await client.start(Samples.sleeper, id: "sleeper", 3)
            for number in 0..<6 {
                _ = try await client.signalWithStart(
                    BufferFlows.buffer, id: "buffer", BufferInput(team: 1, roundsPerRun: 2),
                    BufferFlows.submit, SampleSignal(id: "z\(number)", text: "login fails"))
                await host.advance(by: .seconds(3))
            }
            let handle = try await client.signalWithStart(
                Samples.patient, id: "door", NoValue(), Samples.knock, "a")
            try await client.signal(Samples.open, id: "door", NoValue())
            _ = try? await handle.result()
            try await client.cancel("buffer")
            await host.advance(by: .seconds(20))
            let rows = try #require(
                try await host.ask("GET", "/workflows").json["executions"]?.array)
            #expect(rows.count >= 7)
            for row in rows { try await check(row, host) }
        }
    }

    private func check(_ row: JSONValue, _ host: TestHost) async throws {
        let workflow = try #require(row["execution"]?["workflowId"]?.string)
        let run = try #require(row["execution"]?["runId"]?.string)
        let target = "/workflows/\(workflow)"
        let described = try await host.ask("GET", "\(target)?execution.runId=\(run)").json
        let length = described["workflowExecutionInfo"]?["historyLength"]?.string
        var (events, token): ([JSONValue], String?) = ([], "")
        while let next = token {
            let escaped = next.replacing("=", with: "%3D").replacing("+", with: "%2B")
            let page = try await host.ask(
                "GET",
                "\(target)/history?execution.runId=\(run)&nextPageToken=\(escaped)"
            ).json
            events += page["history"]?["events"]?.array ?? []
            token = page["nextPageToken"]?.string
        }
        #expect(events.map { $0["eventId"]?.string } == (1...max(1, events.count)).map(String.init))
        #expect(length == String(events.count), "\(workflow) \(events.map { $0["eventType"] })")
        let last = events.last?["eventType"]?.string?.dropFirst(
            "EVENT_TYPE_WORKFLOW_EXECUTION_".count)
        let status = row["status"]?.string?.dropFirst("WORKFLOW_EXECUTION_STATUS_".count)
        if status != "RUNNING" { #expect(last == status) }
    }
}
