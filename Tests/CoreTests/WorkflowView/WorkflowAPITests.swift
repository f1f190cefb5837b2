import Events
import Simulation
import Testing
import WorkflowRuntime

private let base = "/api/v1/namespaces/default"
private let runs = [
    "buffer-run1": ("buffer-signals-1", "0190f5a4-0c3e-7c51-8a3c-0f1f1f6f3a01"),
    "buffer-run2": ("buffer-signals-1", "0190f5a4-0c3e-7c51-8a3c-0f1f1f6f3a02"),
    "report": ("signals-report:1:7f1c", "0190f5a4-0c3e-7c51-8a3c-0f1f1f6f3a03"),
    "greet": ("greet-1", "0190f5a4-0c3e-7c51-8a3c-0f1f1f6f3a04"),
]

@Suite struct `Asking the workflow API over a log` {
    @Test(arguments: runs.keys.sorted())
    func `W-S37: gives histories as the fixtures`(name: String) async throws {
        let (workflow, run) = try #require(runs[name])
        let sample = try await WorkflowAPISample()
        let (status, json) = try await sample.ask(
            "GET", "\(base)/workflows/\(workflow)/history?execution.runId=\(run)")
        #expect(status == 200)
        let expected = try WorkflowFixture.json("history-\(name).json")
        #expect(json.withoutSize.text(.pretty) == expected.withoutSize.text(.pretty))
    }

    @Test func `W-S37: lists and describes as the fixtures`() async throws {
        let sample = try await WorkflowAPISample()
        let list = try await sample.ask(
            "GET", "\(base)/workflows?query=ORDER+BY+StartTime+DESC&maximumPageSize=15")
        let expected = try WorkflowFixture.json("list.json")
        #expect(list.json.withoutSize.text(.pretty) == expected.withoutSize.text(.pretty))
        let described = try await sample.ask("GET", "\(base)/workflows/buffer-signals-1")
        let description = try WorkflowFixture.json("describe.json")
        #expect(described.json.withoutSize.text(.pretty) == description.withoutSize.text(.pretty))
    }

    @Test func `W-S37: refuses as the fixture, in its order`() async throws {
        let sample = try await WorkflowAPISample()
        // The last line asks live code, which needs an engine.
        let lines = try WorkflowFixture.lines("http_errors.jsonl").dropLast()
        for line in lines {
            let method = try #require(line["method"]?.string)
            let path = try #require(line["path"]?.string)
            let body = line["text"]?.string.map { Array($0.utf8) } ?? line["json"]?.bytes() ?? []
            let (status, json) = try await sample.ask(method, path, body: body)
            #expect(Int64(status) == line["status"]?.integer, "\(path): \(json)")
            #expect(json["code"] == line["code"], "\(path)")
            if let body = line["body"] { #expect(json == body, "\(path)") }
            let message = json["message"]?.string ?? ""
            if let text = line["message"]?.string { #expect(message == text) }
            #expect(message.hasPrefix(line["messageStartsWith"]?.string ?? ""))
            if let part = line["messageContains"]?.string { #expect(message.contains(part)) }
        }
    }

    @Test func `W-S39: pages through a list and a history without a gap`() async throws {
        let sample = try await WorkflowAPISample()
        for size in ["pageSize", "maximumPageSize", "maximum_page_size"] {
            var (found, token): ([String], String?) = ([], "")
            while let next = token {
                let page = try await sample.ask(
                    "GET", "\(base)/workflows?\(size)=3&nextPageToken=\(escaped(next))"
                ).json
                let rows = page["executions"]?.array ?? []
                #expect(rows.count <= 3)
                found += rows.compactMap { $0["execution"]?["runId"]?.string }
                token = page["nextPageToken"]?.string
            }
            #expect(found.count == 4)
            #expect(Set(found).count == 4)
        }
        var (ids, token): ([String], String?) = ([], "")
        while let next = token {
            let page = try await sample.ask(
                "GET",
                "\(base)/workflows/greet-1/history?maximumPageSize=2&nextPageToken=\(escaped(next))"
            ).json
            ids += (page["history"]?["events"]?.array ?? []).compactMap { $0["eventId"]?.string }
            token = page["nextPageToken"]?.string
        }
        #expect(ids == (1...11).map(String.init))
    }

    @Test func `W-S39: refuses tokens of other requests`() async throws {
        let sample = try await WorkflowAPISample()
        let page = try await sample.ask(
            "GET", "\(base)/workflows/greet-1/history?maximumPageSize=2")
        let token = escaped(try #require(page.json["nextPageToken"]?.string))
        let other = try await sample.ask(
            "GET",
            "\(base)/workflows/greet-1/history?nextPageToken=\(token)"
                + "&execution.runId=0190f5a4-0c3e-7c51-8a3c-0f1f1f6f3a03")
        #expect(other.status == 400)
        #expect(
            other.json["message"] == "RunId in the request does not match the NextPageToken.")
        let list = try await sample.ask("GET", "\(base)/workflows?nextPageToken=\(token)")
        #expect(list.status == 400)
    }

    @Test func `counts by status`() async throws {
        let sample = try await WorkflowAPISample()
        let plain = try await sample.ask("GET", "\(base)/workflow-count")
        #expect(plain.json == ["count": "4"])
        let grouped = try await sample.ask(
            "GET", "\(base)/workflow-count?query=GROUP+BY+ExecutionStatus&payloadShorthand&compact")
        let names = grouped.json["groups"]?.array?.compactMap { $0["groupValues"]?.array?.first }
        #expect(names == ["Running", "Completed", "Failed", "ContinuedAsNew"])
    }

    @Test func `shows the closing event, the reversed and the semantic view`() async throws {
        let sample = try await WorkflowAPISample()
        let history = "\(base)/workflows/greet-1/history"
        func ids(_ target: String) async throws -> [String] {
            let events = try await sample.ask("GET", target).json["history"]?["events"]?.array
            return (events ?? []).compactMap { $0["eventId"]?.string }
        }
        #expect(try await ids("\(history)?historyEventFilterType=2") == ["11"])
        #expect(try await ids("\(history)-reverse?maximumPageSize=3") == ["11", "10", "9"])
        #expect(try await ids("\(history)?view=semantic") == ["1", "5", "6", "7", "11"])
        let open = try await sample.ask(
            "GET", "\(base)/workflows/buffer-signals-1/history?historyEventFilterType=2")
        #expect(open.json == ["history": [:]])
    }

    private func escaped(_ token: String) -> String {
        token.replacing("+", with: "%2B").replacing("=", with: "%3D").replacing("/", with: "%2F")
    }
}

@Suite struct `Changing workflows through the API` {
    @Test func `starts, signals, cancels and terminates`() async throws {
        let sample = try await WorkflowAPISample()
        let path = "\(base)/workflows/fresh%20one"
        let body =
            #"{"workflow_type": {"name": "buffer-signals"}, "input": [{"team": 7}], "requestId": "r1"}"#
        let started = try await sample.ask("POST", path, body: Array(body.utf8))
        #expect(started.status == 200)
        #expect(started.json["started"] == true)
        #expect(started.json["status"] == "WORKFLOW_EXECUTION_STATUS_RUNNING")
        let again = try await sample.ask("POST", path, body: Array(body.utf8))
        #expect(again.json["runId"] == started.json["runId"])
        let signal = try await sample.ask(
            "POST", "\(path)/signal/submit_signal", body: Array(#"{"input":[{"id":"a"}]}"#.utf8))
        #expect(signal.json == [:])
        let described = try await sample.ask("GET", path)
        #expect(described.json["mailbox"] == ["unread": 1, "limit": 100])
        let cancel = try await sample.ask("POST", "\(path)/cancel")
        #expect(cancel.json == [:])
        let terminated = try await sample.ask(
            "POST", "\(path)/terminate", body: Array(#"{"reason":"enough"}"#.utf8))
        #expect(terminated.json == [:])
        let history = try await sample.ask("GET", "\(path)/history?historyEventFilterType=2")
        let event = history.json["history"]?["events"]?.array?.first
        #expect(event?["eventType"] == "EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED")
        #expect(event?["workflowExecutionTerminatedEventAttributes"]?["reason"] == "enough")
        let late = try await sample.ask("POST", "\(path)/cancel")
        #expect(late.status == 404)
    }

    @Test func `signals and starts in one request, once for a request id`() async throws {
        let sample = try await WorkflowAPISample()
        let path = "\(base)/workflows/b-2/signal-with-start/submit_signal"
        let body =
            #"{"workflowType":{"name":"buffer-signals"},"input":[{"team":7}],"signalInput":[{"id":"z"}],"requestId":"q"}"#
        let first = try await sample.ask("POST", path, body: Array(body.utf8))
        #expect(first.json["started"] == true)
        let second = try await sample.ask("POST", path, body: Array(body.utf8))
        #expect(second.json["runId"] == first.json["runId"])
        let described = try await sample.ask("GET", "\(base)/workflows/b-2")
        #expect(described.json["mailbox"]?["unread"] == 1)
    }

    @Test func `answers 429 when a mailbox is full`() async throws {
        let sample = try await WorkflowAPISample()
        let path = "\(base)/workflows/full-1"
        let body = Array(#"{"workflowType":{"name":"buffer-signals"},"input":[{"team":7}]}"#.utf8)
        _ = try await sample.ask("POST", path, body: body)
        var statuses: [Int] = []
        for _ in 0..<101 {
            statuses.append(try await sample.ask("POST", "\(path)/signal/submit_signal").status)
        }
        #expect(statuses == Array(repeating: 200, count: 100) + [429])
    }

    @Test(arguments: [
        (#"{"input":[]}"#, "WorkflowType"), (#"{"workflowType":"x"}"#, "workflowType. must be"),
        (#"{"workflowType":{"nmae":"x"}}"#, "workflowType.nmae"), ("[]", "the body must be"),
        (#"{"workflowType":{"name":"buffer-signals"},"input":[1,2]}"#, "2 values"),
        (#"{"workflowType":{"name":"buffer-signals"},"workflowRunTimeout":"soon"}"#, "30s"),
        (#"{"workflowType":{"name":"buffer-signals"},"workflowIdConflictPolicy":"X"}"#, "FAIL"),
        (
            #"{"workflowType":{"name":"buffer-signals"},"retryPolicy":{"backoffCoefficient":0.5}}"#,
            "coefficient"
        ),
        (
            #"{"workflowType":{"name":"buffer-signals"},"retryPolicy":{"maximumAttempts":-1}}"#,
            "attempts"
        ),
    ])
    func `names the field that is wrong`(body: String, part: String) async throws {
        let sample = try await WorkflowAPISample()
        let answer = try await sample.ask(
            "POST", "\(base)/workflows/new-1", body: Array(body.utf8))
        #expect(answer.status == 400)
        #expect(answer.json["message"]?.string?.contains(part) == true, "\(answer.json)")
    }

    @Test func `takes policies by name, by number and in the old form`() async throws {
        let sample = try await WorkflowAPISample()
        let path = "\(base)/workflows/buffer-signals-1"
        for policy in [#""WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING""#, "2", #""UseExisting""#] {
            let body =
                #"{"workflowType":{"name":"buffer-signals"},"input":[{"team":1}],"#
                + #""workflowIdConflictPolicy":\#(policy)}"#
            let answer = try await sample.ask("POST", path, body: Array(body.utf8))
            #expect(answer.json["runId"] == "0190f5a4-0c3e-7c51-8a3c-0f1f1f6f3a02")
            #expect(answer.json["started"] == nil)
        }
    }

    @Test func `says that a query needs an engine`() async throws {
        let sample = try await WorkflowAPISample()
        let answer = try await sample.ask(
            "POST", "\(base)/workflows/buffer-signals-1/query/get_buffer_size")
        #expect(answer.status == 503)
    }
}

@Suite struct `Waiting for events through the API` {
    @Test func `W-S41: answers when something new is there`() async throws {
        let sample = try await WorkflowAPISample()
        let history = "\(base)/workflows/buffer-signals-1/history"
        let first = try await sample.ask("GET", "\(history)?waitNewEvent=true")
        let token = try #require(first.json["nextPageToken"]?.string)
        let escaped = token.replacing("=", with: "%3D").replacing("+", with: "%2B")
        async let next = sample.ask("GET", "\(history)?waitNewEvent=true&nextPageToken=\(escaped)")
        let terminated = try await sample.ask(
            "POST", "\(base)/workflows/buffer-signals-1/terminate")
        #expect(terminated.status == 200)
        let page = try await next
        let events = page.json["history"]?["events"]?.array ?? []
        #expect(events.map { $0["eventId"] } == ["12"])
        #expect(page.json["nextPageToken"] == nil)
    }

    @Test func `W-S41: gives the token again when nothing came in 20 s`() async throws {
        let sample = try await WorkflowAPISample()
        let history = "\(base)/workflows/buffer-signals-1/history?waitNewEvent=true"
        let target = "\(history)&historyEventFilterType=HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT"
        async let answer = sample.ask("GET", target)
        while sample.time.nextDeadline == nil { await Task.yield() }
        sample.time.advance(by: .seconds(20))
        let page = try await answer
        #expect(page.json["history"] == [:])
        #expect(page.json["nextPageToken"] != nil)
    }
}
