import Events
import SignalsContracts
import SignalsDomain
import SignalsWorkflows
import Testing

@Suite struct `Judging a researched report` {
    @Test func `is immediately actionable with a defect and a verified path`() {
        let judgment = ReportActionability.judge(
            .init(signals: [.sample(1, "Export fails")], findings: [finding(verified: true)]))
        #expect(judgment.actionability == .immediatelyActionable)
        #expect(judgment.explanation.contains("a/b.swift"))
        #expect(!judgment.alreadyAddressed)
    }

    @Test func `needs a person when nothing was found, or when several repositories fit`() {
        let signals = [JudgedSignal.sample(1, "Export fails")]
        let unfound = ReportActionability.judge(
            .init(signals: signals, findings: [finding(verified: false)]))
        #expect(unfound.actionability == .requiresHumanInput)
        let several = ReportActionability.judge(
            .init(signals: signals, findings: [finding(verified: true)], repositoriesThatFit: 2))
        #expect(several.actionability == .requiresHumanInput)
    }

    @Test func `is not actionable with only praise, whatever was found`() {
        let judgment = ReportActionability.judge(
            .init(
                signals: [.sample(1, "Thanks, what a lovely product")],
                findings: [finding(verified: true)]))
        #expect(judgment.actionability == .notActionable)
    }

    @Test(arguments: [
        ("After the update all records were deleted, data loss on every account", Priority.p0),
        ("The service is down since noon", .p0),
        ("Login fails for all users", .p1),
        ("Export crashes", .p2),
        ("The chart is slow sometimes", .p3),
        ("Please add a dark theme", .p3),
        ("Typo in the sidebar label", .p4),
    ])
    func `rates by what is said`(text: String, priority: Priority) {
        let judgment = PriorityRules.judge(.init(signals: [.sample(1, text)], findings: []))
        #expect(judgment.priority == priority)
        #expect(!judgment.explanation.isEmpty)
    }

    @Test func `rates five signals as P2, and moves one step for the source's priority`() {
        let many = (0..<5).map { JudgedSignal.sample($0, "The chart is slow") }
        #expect(PriorityRules.judge(.init(signals: many, findings: [])).priority == .p2)
        let urgent = JudgedSignal(
            id: .sample(1), source: "linear/issue", text: "Typo in the label", weight: .full,
            occurredAt: Timestamp(microseconds: 0), sourcePriority: "Urgent")
        #expect(PriorityRules.judge(.init(signals: [urgent], findings: [])).priority == .p3)
    }

    @Test func `writes a title with type and scope and four labelled paragraphs`() async throws {
        let question = SummaryStep.Question(
            signals: [
                .sample(1, "CSV export fails for large workspaces.\nIt stops at 10,000 rows."),
                .sample(2, "Export of a large workspace fails\nNothing is downloaded."),
            ], findings: [finding(verified: true)])
        let answer = try await offline.answer(question, as: SummaryStep.self).answer
        #expect(answer.title.hasPrefix("fix(a): "))
        #expect(answer.title.count <= 96)
        #expect(answer.summary.contains("Impact: 2 signals"))
        #expect(answer.summary.contains("`rowLimit` stands in a/b.swift"))
        #expect(answer.summary.split(separator: "\n\n").count == 4)
    }

    @Test func `says so when nothing was verified`() async throws {
        let question = SummaryStep.Question(
            signals: [.sample(1, "Please add a dark theme")], findings: [])
        let answer = try await offline.answer(question, as: SummaryStep.self).answer
        #expect(answer.title.hasPrefix("feat("))
        #expect(answer.summary.contains("Likely cause: not verified"))
    }

    @Test func `S30 refuses a title of 97 characters and paragraphs out of order`() throws {
        let question = SummaryStep.Question(signals: [], findings: [])
        let good = "Impact: a\n\nSymptoms: b\n\nLikely cause: c\n\nSuggested change: d"
        try SummaryStep.validate(
            .init(title: String(repeating: "t", count: 96), summary: good), for: question)
        for answer in [
            SummaryStep.Answer(title: String(repeating: "t", count: 97), summary: good),
            .init(title: "t", summary: "Symptoms: b\n\nImpact: a"),
        ] {
            #expect(throws: InvalidAnswer.self) {
                try SummaryStep.validate(answer, for: question)
            }
        }
    }

    private let offline = OfflineJudges(tools: OfflineTools(checkouts: NoCheckouts()))

    private func finding(verified: Bool) -> Finding {
        Finding(
            signalID: .sample(1), codePaths: ["a/b.swift"], commits: [], dataQueried: "",
            verified: verified, symbols: verified ? ["rowLimit"] : [])
    }
}

@Suite struct `Suggesting reviewers` {
    private let now = Timestamp(microseconds: 400 * 86_400_000_000)

    @Test func `adds up what each author's commits weigh, in their order`() {
        let answer = judge([("ada", 1), ("ben", 1), ("ada", 1)])
        #expect(answer.reviewers.map(\.login) == ["ada", "ben"])
        #expect(answer.reviewers.map(\.score) == [4, 2])
        #expect(answer.reviewers[0].relevantCommits.count == 2)
    }

    @Test func `lets knowledge fade with the age of the newest commit`() {
        #expect(judge([("a", 30)]).reviewers[0].score == 1)
        #expect(judge([("a", 105)]).reviewers[0].score == 0.65)
        #expect(judge([("a", 180)]).reviewers[0].score == 0.3)
        #expect(judge([("a", 181)]).reviewers[0].score == 0.15)
    }

    @Test func `suggests three at the most, and nobody without history`() {
        #expect(judge([("a", 1), ("b", 1), ("c", 1), ("d", 1)]).reviewers.count == 3)
        #expect(judge([]).reviewers.isEmpty)
    }

    @Test func `refuses a login that history does not know`() {
        let question = ReviewersStep.Question(commits: [], asOf: now)
        #expect(throws: InvalidAnswer.self) {
            try ReviewersStep.validate(
                .init(reviewers: [.init(login: "eve", name: "Eve", score: 1)]), for: question)
        }
    }

    private func judge(_ commits: [(login: String, days: Int64)]) -> ReviewersStep.Answer {
        let commits = commits.enumerated().map { index, commit in
            ReviewersStep.Commit(
                sha: "abcdef\(index)", reason: "r", login: commit.login, name: commit.login,
                committedAt: Timestamp(
                    microseconds: now.microseconds - commit.days * 86_400_000_000))
        }
        return ReviewerRanking.judge(.init(commits: commits, asOf: now))
    }
}
