import Events
import SignalsContracts
import SignalsDomain
import SignalsWorkflows
import Testing

@Suite struct `Matching offline` {
    @Test func `opens a report with title and summary when there are no candidates`() async throws {
        let team = Team()
        let answer = try await team.match(1, "Export fails with timeout\nSince the last release.")
        guard case .new(let title, let summary, _) = answer else {
            Issue.record("joined something")
            return
        }
        #expect(title == "Export fails with timeout")
        #expect(summary.contains("Since the last release."))
    }

    @Test func `joins the report of a signal that says the same`() async throws {
        var team = Team()
        try await team.place(1, "CSV export fails with a timeout for large workspaces", in: 1)
        try await team.place(2, "Dark theme has unreadable buttons in the sidebar", in: 2)
        let answer = try await team.match(
            3, "CSV export runs into a timeout when the workspace is large")
        #expect(answer.parent == .sample(1))
    }

    @Test(arguments: ["error", "page", "problem"])
    func `keeps two signals apart that share one generic word`(word: String) async throws {
        var team = Team()
        try await team.place(1, "The invoice \(word) shows wrong totals after rounding", in: 1)
        let answer = try await team.match(2, "Camera \(word) when scanning badges offline")
        #expect(answer.parent == nil)
    }

    @Test func `keeps the same fault of two different sites apart`() async throws {
        var team = Team()
        for number in 0..<12 {
            try await team.place(
                number, "site\(number).example.com - the page stays blank in our browser",
                in: number)
        }
        let answer = try await team.match(
            40, "other.example.org - the page stays blank in our browser")
        #expect(answer.parent == nil)
    }

    @Test func `sees signals placed earlier in the same round`() async throws {
        var team = Team()
        let first = try await team.match(1, "Password reset mail never arrives at Outlook")
        #expect(first.parent == nil)
        try await team.place(1, "Password reset mail never arrives at Outlook", in: 1)
        let second = try await team.match(2, "Reset mail for my password never arrives in Outlook")
        #expect(second.parent == .sample(1))
    }

    @Test func `forgets what was removed and follows what was merged`() async throws {
        var team = Team()
        try await team.place(1, "CSV export fails with a timeout", in: 1)
        try await team.place(2, "Sidebar overlaps the map", in: 2)
        team.index.merge(.sample(1), into: .sample(2))
        #expect(team.index.report(of: .sample(1)) == .sample(2))
        #expect(team.index.members(of: .sample(2)) == [.sample(2), .sample(1)])
        team.index.remove(report: .sample(2))
        #expect(team.index.count == 0)
        let answer = try await team.match(3, "CSV export fails with a timeout")
        #expect(answer.parent == nil)
    }

    @Test func `gives the same answer for the same history`() async throws {
        var answers: [MatchStep.Answer] = []
        for _ in 0..<2 {
            var team = Team()
            for number in 0..<6 {
                try await team.place(
                    number, "Chart \(number) is slow for user \(number)", in: number)
            }
            answers.append(try await team.match(9, "Chart 3 is slow"))
        }
        #expect(answers[0] == answers[1])
    }
}

@Suite struct `The validator of matches` {
    private let question = MatchStep.Question(
        signal: .sample(1, "text"), reports: [],
        searches: [
            .init(
                query: "text",
                candidates: [
                    .init(
                        signalID: .sample(2), distance: 0.5, source: "github/issue",
                        report: .sample(3), text: "other")
                ])
        ], likeness: [])

    @Test func `takes a candidate found by a search that was made`() throws {
        try MatchStep.validate(
            .existing(signalID: .sample(2), queryIndex: 0, reason: "same"), for: question)
    }

    @Test(arguments: [
        MatchStep.Answer.existing(signalID: .sample(9), queryIndex: 0, reason: ""),
        .existing(signalID: .sample(2), queryIndex: -1, reason: ""),
        .existing(signalID: .sample(2), queryIndex: 1, reason: ""),
        .existing(signalID: .sample(2), queryIndex: 0, reason: String(repeating: "x", count: 101)),
        .new(title: " \n", summary: "s", reason: ""),
        .new(title: String(repeating: "t", count: 97), summary: "s", reason: ""),
    ])
    func `refuses unknown signals, searches that were not made, and bad titles`(
        answer: MatchStep.Answer
    ) {
        #expect(throws: InvalidAnswer.self) {
            try MatchStep.validate(answer, for: question)
        }
    }

    @Test func `reads its own writing, and no unknown type`() throws {
        let answer = MatchStep.Answer.existing(signalID: .sample(2), queryIndex: 0, reason: "same")
        let json = try JSONValue(encoding: answer)
        #expect(json["match_type"]?.string == "existing")
        #expect(try json.decode(as: MatchStep.Answer.self) == answer)
        let unknown: JSONValue = ["match_type": "merge", "reason": "r"]
        #expect(throws: (any Error).self) { try unknown.decode(as: MatchStep.Answer.self) }
    }
}

/// A team's index with the offline judges, as the activities use them.
struct Team {
    var index = SignalIndex()
    private let judges = OfflineJudges(tools: OfflineTools(checkouts: NoCheckouts()))

    mutating func place(_ number: Int, _ text: String, in report: Int) async throws {
        index.place(
            .sample(number), source: "github/issue", text: text, vector: try await vector(text),
            in: .sample(report))
    }

    func match(_ number: Int, _ text: String) async throws -> MatchStep.Answer {
        try await judges.answer(question(number, text), as: MatchStep.self).answer
    }

    func question(_ number: Int, _ text: String) async throws -> MatchStep.Question {
        let queries = try await judges.answer(
            .init(description: text, frequencies: index.frequencies(of: text)),
            as: QueriesStep.self
        ).answer.queries
        var asked: [SignalIndex.Query] = []
        for query in queries { asked.append(.init(text: query, vector: try await vector(query))) }
        asked.append(.init(text: text, vector: try await vector(text)))
        return index.matchQuestion(for: .sample(number, text), queries: asked)
    }

    func gate(_ number: Int, _ text: String, joining report: Int) async throws -> Specificity {
        let question = index.specificityQuestion(
            for: .sample(number, text), vector: try await vector(text), joining: .sample(report))
        return try await judges.answer(question, as: SpecificityStep.self).answer
    }

    func vector(_ text: String) async throws -> [Float] {
        try await judges.answer(.init(text: text), as: EmbeddingStep.self).answer.vector
    }
}

struct NoCheckouts: CodeCheckouts {
    func checkout(of repository: String) async throws(CheckoutError) -> (any CodeCheckout)? { nil }
}

extension MatchStep.Answer {
    var parent: SignalID? {
        guard case .existing(let signal, _, _) = self else { return nil }
        return signal
    }
}
