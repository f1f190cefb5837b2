import Events
import Testing
import WorkflowRuntime
import Workflows

/// A history of every kind of trigger and command, made from records.
@Suite struct `The forms of events` {
    private static let at = Timestamp(microseconds: 1_780_000_000_000_000)
    private static let child = UniqueID(high: 3, low: 3)

    private static func activation(_ trigger: Trigger, _ commands: [Command]) -> Activation {
        Activation(at: at, trigger: trigger, commands: commands)
    }

    /// The events of a run of these activations, and their number as the engine counts them.
    private static func events(
        _ activations: [Activation], letters: [Int: MailRecord] = [:]
    ) throws -> [HistoryEvent] {
        let line = try #require(try WorkflowFixture.lines("log.jsonl").first)
        var payload = try #require(line.object)
        payload["activations"] = .array(activations.map(\.json))
        let event = try #require(try WorkflowFixture.events().first)
        let recorded = RecordedEvent(
            event: Event(id: event.id, type: event.type, data: JSONValue.object(payload).bytes()),
            stream: event.stream, revision: event.revision, position: event.position,
            recorded: event.recorded, hash: event.hash)
        let record = try #require(try StoredRecord(recorded))
        let view = try #require(HistoryView([record], letters: letters))
        let counted = activations.reduce(1) { sum, activation in
            sum + activation.viewEvents { letters[$0]?.isVisible ?? true }
        }
        #expect(view.events.count == counted)
        return view.events.filter { !$0.isTask }
    }

    @Test func `pair what began with what came of it`() throws {
        let activity = try command(
            #"{"kind":"activity","key":"a~1","type":"a","input":1,"startToClose":"5s","retry":{"initialInterval":"1s","backoffCoefficient":2,"maximumInterval":"100s"}}"#
        )
        let events = try Self.events([
            Self.activation(
                .start(mail: []),
                [activity, .timer(key: "t~1", for: .milliseconds(500)), .cancelTimer(key: "t~1")]),
            Self.activation(.timer(key: "t~1"), [.cancelActivity(key: "a~1")]),
            Self.activation(
                .activity(
                    ActivityEnd(
                        key: "a~1", outcome: .canceled(Failure("stopped", .canceled)), attempt: 1,
                        startedAt: Self.at)), [.cancel]),
        ])
        let types = events.map(\.type)
        #expect(
            types == [
                "WORKFLOW_EXECUTION_STARTED", "ACTIVITY_TASK_SCHEDULED", "TIMER_STARTED",
                "TIMER_CANCELED", "TIMER_FIRED", "ACTIVITY_TASK_CANCEL_REQUESTED",
                "ACTIVITY_TASK_STARTED", "ACTIVITY_TASK_CANCELED", "WORKFLOW_EXECUTION_CANCELED",
            ])
        #expect(events[3].attributes["startedEventId"] == .string("\(events[2].id)"))
        #expect(events[2].attributes["startToFireTimeout"] == "0.500s")
        #expect(events[7].attributes["latestCancelRequestedEventId"] == .string("\(events[5].id)"))
        #expect(events[7].attributes["scheduledEventId"] == .string("\(events[1].id)"))
    }

    @Test func `show children from their start to their end`() throws {
        let start = try command(
            #"{"kind":"child","key":"c~1","type":"kid","workflow":"kid-1","input":null,"queue":"signals","parentClose":"\#(ParentClosePolicy.abandon.rawValue)","run":"\#(Self.child)"}"#
        )
        let events = try Self.events([
            Self.activation(.start(mail: []), [start]),
            Self.activation(.childStarted(key: "c~1", run: Self.child), []),
            Self.activation(
                .childClosed(
                    key: "c~1", offset: 0,
                    ChildEnd(status: .timedOut, run: Self.child)), [.complete(.null)]),
        ])
        #expect(
            events.map(\.type).dropFirst() == [
                "START_CHILD_WORKFLOW_EXECUTION_INITIATED", "CHILD_WORKFLOW_EXECUTION_STARTED",
                "CHILD_WORKFLOW_EXECUTION_TIMED_OUT", "WORKFLOW_EXECUTION_COMPLETED",
            ])
        #expect(events[1].attributes["parentClosePolicy"] == "PARENT_CLOSE_POLICY_ABANDON")
        #expect(events[3].attributes["initiatedEventId"] == .string("\(events[1].id)"))
        #expect(events[3].attributes["startedEventId"] == .string("\(events[2].id)"))
        #expect(
            events[4].attributes["result"]
                == ["payloads": [["metadata": ["encoding": "YmluYXJ5L251bGw="]]]])
    }

    @Test func `show what was asked of other workflows and whether it arrived`() throws {
        let signal = try command(
            #"{"kind":"signalExternal","key":"s~1","workflow":"other","fate":"delivered","signal":"go","payload":1}"#
        )
        let cancel = try command(
            #"{"kind":"cancelExternal","key":"s~2","workflow":"gone","fate":"notFound"}"#)
        let events = try Self.events([
            Self.activation(
                .start(mail: []),
                [signal, cancel]),
            Self.activation(.externalDone(key: "s~1", delivered: true), []),
            Self.activation(.externalDone(key: "s~2", delivered: false), []),
        ])
        #expect(
            events.map(\.type).dropFirst() == [
                "SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED",
                "REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED",
                "EXTERNAL_WORKFLOW_EXECUTION_SIGNALED",
                "REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_FAILED",
            ])
    }

    @Test func `show updates, marks, attributes and cancel requests`() throws {
        let letters: [Int: MailRecord] = [
            0: MailRecord(
                at: Self.at, identity: "cli", .update(name: "set", update: "u1", argument: 5)),
            1: MailRecord(at: Self.at, identity: "cli", .cancel(reason: "enough")),
        ]
        let team: JSONValue = ["type": "keyword", "value": "a"]
        let attributes = JSONObject([(key: "team", value: team)])
        let events = try Self.events(
            [
                Self.activation(
                    .start(mail: []),
                    [
                        .sideEffect(key: "roll~1", value: 4), .patch(id: "p", deprecated: false),
                        .attributes(attributes),
                        .memo(JSONObject([(key: "note", value: .string("x"))])),
                    ]),
                Self.activation(
                    .mail(offset: 0),
                    [
                        .updateAccepted(update: "u1", offset: 0),
                        .updateCompleted(update: "u1", .result(7)), .acknowledge(offsets: [0]),
                    ]),
                Self.activation(.mail(offset: 1), []),
            ], letters: letters)
        #expect(
            events.map(\.type).dropFirst() == [
                "MARKER_RECORDED", "MARKER_RECORDED", "UPSERT_WORKFLOW_SEARCH_ATTRIBUTES",
                "WORKFLOW_PROPERTIES_MODIFIED", "WORKFLOW_EXECUTION_UPDATE_ACCEPTED",
                "WORKFLOW_EXECUTION_UPDATE_COMPLETED", "WORKFLOW_EXECUTION_CANCEL_REQUESTED",
            ])
        let field = events[3].attributes["searchAttributes"]?["indexedFields"]?["team"]
        #expect(field?["metadata"]?["type"] == .string(Base64.text(Array("Keyword".utf8))))
        #expect(events[5].attributes["acceptedRequest"]?["input"]?["name"] == "set")
        #expect(events[6].attributes["acceptedEventId"] == .string("\(events[5].id)"))
        #expect(events[7].attributes["cause"] == "enough")
    }

    @Test func `have exactly one key that ends in Attributes`() throws {
        for record in try WorkflowFixture.records() {
            guard let view = HistoryView([record], letters: [:]) else { continue }
            for event in view.events {
                let keys = try #require(event.json.object).keys
                #expect(keys.count { $0.hasSuffix("Attributes") } == 1)
            }
        }
    }

    private func command(_ text: String) throws -> Command {
        try Command(json: try JSONValue(parsing: text))
    }
}

@Suite struct `Payloads in requests` {
    @Test(arguments: [
        (#"{"metadata":{"encoding":"anNvbi9wbGFpbg=="},"data":"eyJhIjoxfQ=="}"#, #"{"a":1}"#),
        (#"{"metadata":{"encoding":"YmluYXJ5L251bGw="}}"#, "null"), ("5", "5"),
        (#"{"a":1}"#, #"{"a":1}"#), (#"{"data":"x"}"#, #"{"data":"x"}"#),
        (#"{"metadata":{"encoding":"YmluYXJ5L3BsYWlu"},"data":"AAE="}"#, #""AAE=""#),
    ])
    func `are read wrapped or plain`(text: String, value: String) throws {
        #expect(try Payloads.value(try JSONValue(parsing: text)).text() == value)
    }

    @Test(arguments: [
        #"{"metadata":{"encoding":"anNvbi9wbGFpbg=="},"data":"e30"}"#,
        #"{"metadata":{"encoding":"anNvbi9wbGFpbg=="},"data":"ew=="}"#,
        #"{"metadata":{"encoding":"anNvbi9wbGFpbg=="}}"#,
        #"{"metadata":{"encoding":"YmluYXJ5L2VuY3J5cHRlZA=="},"data":""}"#,
    ])
    func `are refused when they are not what they say`(text: String) {
        #expect(throws: MalformedPayload.self) {
            try Payloads.value(try JSONValue(parsing: text))
        }
    }

    @Test(arguments: [
        ("[1,2]", [1, 2]), ("5", [5]), (#"{"payloads":[7]}"#, [7]), ("[]", []),
    ])
    func `come as lists or alone`(text: String, values: [Int64]) throws {
        #expect(try Payloads.values(try JSONValue(parsing: text)) == values.map(JSONValue.integer))
    }

    @Test func `survive being written and read`() throws {
        var random = Fuzz(seed: 9)
        for _ in 0..<200 {
            let value = random.json(depth: 3)
            #expect(try Payloads.values(Payloads(.full).list(value)) == [value])
        }
    }
}
