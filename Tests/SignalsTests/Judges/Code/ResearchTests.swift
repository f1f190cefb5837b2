import Events
import SignalsContracts
import SignalsDomain
import SignalsWorkflows
import Testing

@Suite struct `Researching a signal in a checkout` {
    private let repository: SampleRepository
    private let judges: OfflineJudges

    init() throws {
        repository = try SampleRepository()
        judges = OfflineJudges(
            tools: OfflineTools(checkouts: repository.checkouts(named: "harbour/service")))
    }

    @Test func `verifies a quoted string, with its path and commits`() async throws {
        let finding = try await research(
            "Webhooks stop. The log says \"gave up after 3 attempts\" and nothing more.")
        #expect(finding.verified)
        #expect(finding.symbols == ["gave up after 3 attempts"])
        #expect(finding.codePaths.first == "Sources/webhooks/Delivery.swift")
        #expect(finding.commits.first?.reason.contains("gave up after 3 attempts") == true)
        #expect(finding.addressedBy == nil)
        #expect(finding.dataQueried.contains("gave up after 3 attempts"))
    }

    @Test func `ranks paths by their names where nothing is quoted, unverified`() async throws {
        let finding = try await research("Exports of large workspaces stop half way")
        #expect(!finding.verified)
        #expect(finding.codePaths.first == "Sources/exports/CSVExporter.swift")
    }

    @Test func `notices a later commit that names the symptom`() async throws {
        let finding = try await research(
            "CSV export of large workspaces fails with `rowLimitExceeded`")
        #expect(finding.verified)
        let fix = try #require(finding.addressedBy)
        #expect(fix.reason.contains("Fix the CSV export"))
        let judgment = ReportActionability.judge(
            .init(signals: [.sample(1, "CSV export fails")], findings: [finding]))
        #expect(judgment.actionability == .immediatelyActionable)
        #expect(judgment.alreadyAddressed)
    }

    @Test func `takes no later commit for the fix that leaves what is quoted alone`() async throws {
        let file = "Sources/webhooks/Delivery.swift"
        try repository.write(
            file, "// webhooks\nfunc deliver() {\n    log(\"gave up after 3 attempts\")\n}\n")
        try repository.commit(
            "Webhooks stop no more: note it", by: "Ben Reed", "ben@harbour.example", "2026-06-02")
        try repository.write(
            file,
            "// webhooks, delivery\nfunc deliver() {\n    log(\"gave up after 3 attempts\")\n}\n")
        try repository.commit(
            "Webhooks stop no more, really", by: "Ben Reed", "ben@harbour.example", "2026-06-03")
        let text = "Webhooks stop. The log says `gave up after 3 attempts`."
        #expect(try await research(text).addressedBy?.reason == "Webhooks stop no more: note it")
        let other = "Webhooks stop. The log says `func deliver`."
        #expect(try await research(other).addressedBy == nil)
    }

    @Test func `takes no commit for the fix where nothing is quoted`() async throws {
        let finding = try await research("CSV export of large workspaces fails")
        #expect(finding.addressedBy == nil)
    }

    @Test func `refuses a fix that is not in the history`() async throws {
        let question = question("Exports stop")
        let finding = Finding(
            signalID: question.signal.id, codePaths: [], commits: [], dataQueried: "",
            verified: false, symbols: [], addressedBy: .init(sha: "abcdef0", reason: "r"))
        await #expect(throws: JudgeError.self) {
            try await ResearchStep.check(
                finding, for: question,
                with: OfflineTools(checkouts: repository.checkouts(named: "harbour/service")))
        }
    }

    @Test func `S30 refuses a finding with a path or commit that is not there`() async throws {
        let question = question("Exports stop")
        for (path, sha) in [("Sources/none.swift", nil), (nil, "abcdef0")] as [(String?, String?)] {
            let finding = Finding(
                signalID: question.signal.id, codePaths: [path].compactMap(\.self),
                commits: [sha].compactMap { sha in
                    sha.map { RelevantCommit(sha: $0, reason: "r") }
                },
                dataQueried: "", verified: false, symbols: [])
            await #expect(throws: JudgeError.self) {
                try await ResearchStep.check(
                    finding, for: question,
                    with: OfflineTools(checkouts: repository.checkouts(named: "harbour/service")))
            }
        }
    }

    @Test func `refuses a finding about another signal, and a long sha`() {
        let question = question("Exports stop")
        let other = Finding(
            signalID: .sample(7), codePaths: [], commits: [], dataQueried: "", verified: false,
            symbols: [])
        #expect(throws: InvalidAnswer.self) { try ResearchStep.validate(other, for: question) }
        let long = Finding(
            signalID: question.signal.id, codePaths: [],
            commits: [.init(sha: "abcdef0123", reason: "r")], dataQueried: "", verified: false,
            symbols: [])
        #expect(throws: InvalidAnswer.self) { try ResearchStep.validate(long, for: question) }
    }

    @Test func `verifies nothing in a repository without a checkout, and says so`() async throws {
        let finding = try await judges.answer(
            .init(signal: .sample(1, "`rowLimitExceeded`"), repository: "other/thing"),
            as: ResearchStep.self
        ).answer
        #expect(!finding.verified)
        #expect(finding.codePaths.isEmpty)
        #expect(finding.dataQueried.contains("other/thing"))
    }

    private func question(_ text: String) -> ResearchStep.Question {
        // The sample's signals are of 1970; this one is of March 2026.
        let signal = JudgedSignal(
            id: .sample(1), source: "zendesk/ticket", text: text, weight: .standard,
            occurredAt: Timestamp(microseconds: 1_772_600_000_000_000))
        return .init(signal: signal, repository: "harbour/service")
    }

    private func research(_ text: String) async throws -> Finding {
        try await judges.answer(question(text), as: ResearchStep.self).answer
    }
}
