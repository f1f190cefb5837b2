import Events
import Foundation
import SignalsContracts
import SignalsDomain
import SignalsWorkflows
import Testing

@Suite struct `Recorded answers` {
    private let question = QueriesStep.Question(description: "Export fails", frequencies: [:])
    private let tools = OfflineTools(checkouts: NoCheckouts())

    @Test func `are read by the hash of the question`() async throws {
        try await withRecording(#"{"answers": [{"queries": ["export failure"]}]}"#) { judges in
            let judgement = try await judges.answer(question, as: QueriesStep.self)
            #expect(judgement.answer.queries == ["export failure"])
            #expect(judgement.judge == "recorded/1")
        }
    }

    @Test func `are asked again when the validator refuses, at most three times`() async throws {
        let bad = #"{"queries": []}"#
        try await withRecording(
            #"{"answers": [\#(bad), {"queries": 7}, {"queries": ["third"]}]}"#
        ) { judges in
            let answer = try await judges.answer(question, as: QueriesStep.self).answer
            #expect(answer.queries == ["third"])
        }
        try await withRecording(
            #"{"answers": [\#(bad), \#(bad), \#(bad), {"queries": ["fourth"]}]}"#
        ) { judges in
            let error = await #expect(throws: JudgeError.self) {
                try await judges.answer(question, as: QueriesStep.self)
            }
            #expect(error?.description.contains("queries") == true)
        }
    }

    @Test(arguments: ["null", #""""#])
    func `that are empty are refused, and make a text unsafe for the safety filter`(
        answer: String
    ) async throws {
        try await withRecording(#"{"answers": [\#(answer)]}"#) { judges in
            let error = await #expect(throws: JudgeError.self) {
                try await judges.answer(question, as: QueriesStep.self)
            }
            #expect(error?.description.contains("empty") == true)
        }
        let text = SafetyFilterStep.Question(source: "zendesk/ticket", text: "Hello")
        try await withRecording(
            #"{"answers": [\#(answer)]}"#, of: text, as: SafetyFilterStep.self
        ) { judges in
            guard
                case .unsafe(let threat) = try await judges.answer(
                    text, as: SafetyFilterStep.self
                ).answer
            else {
                Issue.record("silence was taken for safety")
                return
            }
            #expect(threat.type == .providerSafetyFilter)
        }
    }

    @Test func `S15: of a match are refused one after the other, then the right one counts`()
        async throws
    {
        let team = Team()
        let question = try await team.question(1, "Export fails")
        let bad = #"{"match_type": "existing", "signal_id": "\#(SignalID.sample(9))", "#
        let answers = [
            bad + #""query_index": 0, "reason": "r"}"#, bad + #""query_index": -1, "reason": "r"}"#,
            #"{"match_type": "new", "title": "Export fails", "summary": "s", "reason": "r"}"#,
        ]
        try await withRecording(
            #"{"answers": [\#(answers.joined(separator: ","))]}"#, of: question, as: MatchStep.self
        ) { judges in
            let judgement = try await judges.answer(question, as: MatchStep.self)
            #expect(judgement.answer == .new(title: "Export fails", summary: "s", reason: "r"))
            #expect(judgement.judge == "recorded/2")
        }
        try await withRecording(
            #"{"answers": [\#(answers[0]), {"match_type": "merge"}, \#(answers[1])]}"#,
            of: question, as: MatchStep.self
        ) { judges in
            await #expect(throws: JudgeError.self) {
                try await judges.answer(question, as: MatchStep.self)
            }
        }
    }

    @Test func `that are missing are an error with the hash`() async throws {
        let hash = try RecordedJudges.hash(of: question, as: QueriesStep.self)
        let judges = RecordedJudges(directory: "/nonexistent", tools: tools)
        let error = await #expect(throws: JudgeError.self) {
            try await judges.answer(question, as: QueriesStep.self)
        }
        #expect(error == .noRecording(step: .queries, hash: hash, directory: "/nonexistent"))
        #expect(error?.description.contains(hash) == true)
    }

    @Test func `are chosen by settings, for single steps too`() async throws {
        let panel = try JudgePanel(
            settings: [
                "SIGNALS_JUDGE": "offline", "SIGNALS_JUDGE_QUERIES": "recorded:/nonexistent",
            ],
            tools: tools)
        await #expect(throws: JudgeError.self) {
            try await panel.answer(question, as: QueriesStep.self)
        }
        let vector = try await panel.answer(.init(text: "text"), as: EmbeddingStep.self)
        #expect(vector.judge == "offline/2")
    }

    @Test(arguments: ["anthropic", "openai", "recorded:", "none"])
    func `and offline ones are all there is`(name: String) {
        let error = #expect(throws: JudgeError.self) {
            try JudgePanel(settings: ["SIGNALS_JUDGE": name], tools: tools)
        }
        #expect(error == .unknownJudge(name))
    }

    private func withRecording(
        _ text: String, _ body: (RecordedJudges) async throws -> Void
    ) async throws {
        try await withRecording(text, of: question, as: QueriesStep.self, body)
    }

    private func withRecording<Step: JudgeStep>(
        _ text: String, of question: Step.Question, as step: Step.Type,
        _ body: (RecordedJudges) async throws -> Void
    ) async throws {
        let directory = NSTemporaryDirectory() + "signalbox-recorded-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let hash = try RecordedJudges.hash(of: question, as: step)
        let path = "\(directory)/\(Step.name.rawValue)-\(hash).json"
        try Data(text.utf8).write(to: URL(filePath: path))
        try await body(RecordedJudges(directory: directory, tools: tools))
    }
}

@Suite struct `Embedding and queries offline` {
    private let judges = OfflineJudges(tools: OfflineTools(checkouts: NoCheckouts()))

    @Test(arguments: ["Export fails", "é", "…", ""])
    func `give a unit vector, or zeros for a text without letters`(text: String) async throws {
        let answer = try await judges.answer(.init(text: text), as: EmbeddingStep.self).answer
        #expect(answer.vector.count == 1_024)
        #expect(answer.model == "offline-hash-v1")
    }

    @Test func `give one to three queries that differ`() async throws {
        let text = "CSVExporter throws an error\nEvery customer is blocked. It never finishes."
        let answer = try await judges.answer(
            .init(description: text, frequencies: [:]), as: QueriesStep.self
        ).answer
        #expect((1...3).contains(answer.queries.count))
    }

    @Test func `shorten a long record, keeping lines that name an error`() async throws {
        let filler = (0..<80).map { "This sentence number \($0) tells about the weather again." }
        let text = (filler + ["ERROR rowLimitExceeded in CSVExporter.run()"] + filler)
            .joined(separator: "\n")
        let summary = try await judges.answer(.init(text: text), as: RecordSummaryStep.self)
            .answer.summary
        #expect(summary.count <= 2_000)
        #expect(summary.contains("rowLimitExceeded"))
        #expect(RecordSummaryStep.fallback(for: text).count <= 2_000)
    }
}
