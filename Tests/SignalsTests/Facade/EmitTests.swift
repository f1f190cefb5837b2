import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Testing
import Workflows

@Suite struct `Emitting a signal` {
    @Test func `writes the acceptance under the signal's id and asks buffer and trace`()
        async throws
    {
        let desk = try await Desk.open()
        let receipt = try await desk.signals.emit(Desk.ticket(), team: desk.team)
        let id = try #require(receipt.signalID)
        let event = try #require(
            try await desk.events().last { $0.stream.category == SignalsStreams.signals })
        #expect(event.id.value == id.value)
        #expect(event.position == receipt.position)
        #expect(event.metadata[Metadata.Names.team] == "1")
        #expect(event.metadata[Metadata.Names.epoch] == "1")
        #expect(try await desk.started() == ["buffer-signals-1", "signal-emitter-1-\(id)"])
        #expect(try await desk.mailed() == ["buffer-signals-1"])
        #expect(try await desk.balancedAccount().count(in: .buffered) == 1)
    }

    @Test func `leaves no trace when that is off`() async throws {
        let desk = try await Desk.open(ConfigureTeam(emitterTrace: .off))
        try await desk.accept(Desk.ticket())
        #expect(try await desk.started() == ["buffer-signals-1"])
    }

    @Test func `is refused for a team that does not exist`() async throws {
        let desk = try await Desk()
        let receipt = try await desk.signals.emit(Desk.ticket(), team: desk.team)
        #expect(receipt == .refused(.teamUnknown))
        #expect(try await desk.position == .start)
    }

    static let refusals: [(ConfigureTeam, SourcePair, Refusal)] = [
        (ConfigureTeam(consent: .no), .zendeskTicket, .consentMissing),
        (ConfigureTeam(judge: JudgeChoice("openai")), .zendeskTicket, .consentMissing),
        (
            ConfigureTeam(stepJudges: ["match": .init("anthropic") ?? .offline]), .zendeskTicket,
            .consentMissing
        ),
        (ConfigureTeam(), .conversationsTicket, .sourceDisabled),
        (ConfigureTeam(), .sessionProblem, .sourceDisabled),
    ]

    @Test(arguments: refusals)
    func `is refused before its content is looked at, and nothing is written`(
        settings: ConfigureTeam, source: SourcePair, refusal: Refusal
    ) async throws {
        let desk = try await Desk.open(settings)
        let before = try await desk.position
        let bad = EmitSignal(
            source: source, sourceID: "", description: " ", weight: Weight(thousandths: 9_000),
            extra: ["unknown": 1])
        #expect(try await desk.signals.emit(bad, team: desk.team) == .refused(refusal))
        #expect(try await desk.position == before)
    }

    @Test func `a source is heard by its own rule`() async throws {
        let desk = try await Desk.open()
        func emit(_ source: SourcePair, _ extra: JSONValue) async throws -> Receipt {
            try await desk.signals.emit(
                EmitSignal(
                    source: source, sourceID: "1", description: "text of \(source)", extra: extra),
                team: desk.team)
        }
        let problem: JSONValue = [
            "session_id": "s", "segment_title": "t", "start_time": "0", "end_time": "1",
            "problem_type": "failure", "distinct_id": "d",
        ]
        #expect(try await emit(.evaluation, ["evaluation_id": "e"]).signalID != nil)
        #expect(try await emit(.sessionProblem, problem) == .refused(.sourceDisabled))
        _ = try await desk.signals.configureSource(
            SourceSetting(source: .sessionCluster, enabled: true), team: desk.team)
        #expect(try await emit(.sessionProblem, problem).signalID != nil)
        _ = try await desk.signals.configureSource(
            SourceSetting(source: .scoutFinding, enabled: false), team: desk.team)
        #expect(try await emit(.scoutFinding, [:]) == .refused(.sourceDisabled))
    }

    @Test func `a cleanup that is under way refuses`() async throws {
        let desk = try await Desk.open()
        _ = try await desk.signals.cleanup(team: desk.team)
        let receipt = try await desk.signals.emit(Desk.ticket(), team: desk.team)
        #expect(receipt == .refused(.teamFenced))
        #expect(try await desk.started() == ["signals-cleanup-1"])
    }
}

@Suite struct `A signal that is wrong` {
    static let long = String(repeating: "a", count: 32_001)

    static func ticket(_ change: (inout EmitSignal) -> Void) -> EmitSignal {
        var ticket = Desk.ticket()
        change(&ticket)
        return ticket
    }

    static let cases: [(EmitSignal, String)] = [
        (
            ticket { $0.source = SourcePair(product: "jira", type: "issue") }, "unknown_source"
        ),
        (ticket { $0.extra = ["url": "u"] }, "invalid_extra"),
        (ticket { $0.extra["surprise"] = 1 }, "invalid_extra"),
        (ticket { $0.extra["tags"] = "export" }, "invalid_extra"),
        (ticket { $0.extra = ["text"] }, "invalid_extra"),
        (ticket { $0.description = " \n\u{200B}" }, "description_empty"),
        (ticket { $0.description = long }, "description_too_long"),
        (
            ticket {
                $0.remediation = Remediation(
                    human: String(repeating: "a", count: 64_001), agent: "")
            }, "remediation_too_long"
        ),
        (ticket { $0.weight = Weight(thousandths: 1_001) }, "weight_out_of_range"),
        (ticket { $0.weight = Weight(thousandths: -1) }, "weight_out_of_range"),
        (ticket { $0.sourceID = "" }, "invalid_argument"),
        (ticket { $0.sourceID = String(repeating: "1", count: 301) }, "invalid_argument"),
        (ticket { $0.idempotencyKey = String(repeating: "k", count: 201) }, "invalid_argument"),
    ]

    @Test(arguments: cases)
    func `is an error by name, and nothing is written`(
        signal: EmitSignal, code: String
    ) async throws {
        let desk = try await Desk.open()
        let before = try await desk.position
        let error = await #expect(throws: SignalsError.self) {
            _ = try await desk.signals.emit(signal, team: desk.team)
        }
        #expect(error?.code == code)
        #expect(try await desk.position == before)
    }

    @Test func `of 8,000 tokens is taken`() async throws {
        let desk = try await Desk.open()
        try await desk.accept(Desk.ticket("1", String(repeating: "a", count: 32_000)))
    }

    @Test func `whose parts do not fit one event names the largest part`() async throws {
        let desk = try await Desk.open()
        // Every character is one byte of the text and six of its JSON.
        let escaped = "x" + String(repeating: "\u{1}", count: 12_000)
        let error = await #expect(throws: SignalsError.self) {
            _ = try await desk.signals.emit(Desk.ticket("1", escaped), team: desk.team)
        }
        #expect(error?.code == "description_too_long")
    }

    @Test func `is named with the field that is wrong`() {
        let error = SignalsError.invalidExtra(field: "tags", "has to be a list of texts")
        #expect("\(error)" == "extra.tags has to be a list of texts")
    }
}

@Suite struct `Emitting the same signal again` {
    @Test func `S5 answers with the first place and changes nothing`() async throws {
        let desk = try await Desk.open()
        let first = try await desk.signals.emit(Desk.ticket(), team: desk.team)
        let before = try await desk.position
        let again = try await desk.signals.emit(Desk.ticket(), team: desk.team)
        let (id, position) = (try #require(first.signalID), try #require(first.position))
        #expect(again == .duplicate(id, at: position, differs: []))
        #expect(try await desk.position == before)
    }

    @Test func `S5 names what differs, and the first acceptance stands`() async throws {
        let desk = try await Desk.open()
        let id = try await desk.accept(Desk.ticket(weight: .standard))
        let again = try await desk.signals.emit(Desk.ticket(weight: .full), team: desk.team)
        guard case .duplicate(id, _, let fields) = again else {
            Issue.record("\(again)")
            return
        }
        #expect(fields == ["weight"])
        let state = try await desk.signals.decisions.standings(of: [id], team: desk.team)
        #expect(state.first?.state.accepted?.weight == .standard)
    }

    @Test func `S5 is a mistake when the key is known with another text`() async throws {
        let desk = try await Desk.open()
        let id = try await desk.accept(Desk.ticket("1", "one text", key: "k1"))
        await #expect(throws: SignalsError.conflictingDuplicate(id, fields: ["description"])) {
            _ = try await desk.signals.emit(
                Desk.ticket("1", "another text", key: "k1"), team: desk.team)
        }
    }

    @Test func `S5 by a hundred at once accepts it once`() async throws {
        let desk = try await Desk.open()
        let receipts = try await withThrowingTaskGroup(of: Receipt.self) { group in
            for _ in 0..<100 {
                group.addTask { try await desk.signals.emit(Desk.ticket(), team: desk.team) }
            }
            return try await group.reduce(into: [Receipt]()) { $0.append($1) }
        }
        let accepted = receipts.count { if case .accepted = $0 { true } else { false } }
        #expect(accepted == 1)
        #expect(Set(receipts.map(\.position)).count == 1)
        #expect(try await desk.balancedAccount().accepted == 1)
    }
}

extension JSONValue {
    /// Sets a member of an object.
    fileprivate subscript(key: String) -> JSONValue? {
        get { object?[key] }
        set {
            guard var members = object else { return }
            members[key] = newValue
            self = .object(members)
        }
    }
}
