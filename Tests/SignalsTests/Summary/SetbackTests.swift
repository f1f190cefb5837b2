import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import Synchronization
import Testing
import Workflows

@testable import SignalsWorkflows

@Suite struct `Research whose machinery fails` {
    private func failing() async throws -> (Laboratory, ReportID) {
        let lab = try await Laboratory()
        lab.judges.attend { step, _ in if step == .research { throw ConnectionLost() } }
        let (_, report) = try await lab.open()
        await lab.pipeline.host.settle()
        return (lab, report)
    }

    /// When research began, in seconds from the first time.
    private func beginnings(_ report: ReportID, _ lab: Laboratory) async throws -> [Int] {
        let times = try await lab.signals.history(of: report, team: lab.team)
            .filter { $0.type == ReportResearchStarted.type.text }.map(\.recordedAt.microseconds)
        return times.map { Int(($0 - times[0]) / 1_000_000) }
    }

    @Test func `S28: is tried after 1 min, 10 min and 1 h, then fails, and retry works`()
        async throws
    {
        let (lab, report) = try await failing()
        let host = lab.pipeline.host
        await host.advance(by: .seconds(30))
        let waiting = try await lab.signals.report(report, team: lab.team)
        #expect(waiting.status == .candidate)
        #expect(waiting.waiting?.contains("connection reset by peer") == true)
        await host.advance(by: .seconds(3_600 * 2))
        let began = try await beginnings(report, lab)
        try #require(began.count == 4)
        // Each try takes the second between the two attempts of its activity.
        #expect(zip(began.dropFirst(), began).map { $0 - $1 } == [61, 601, 3_601])
        let failed = try await lab.signals.report(report, team: lab.team)
        #expect(failed.status == .failed && failed.failureKind == .infrastructure)
        #expect(failed.error?.hasPrefix("no checkout of harbour/service: connection") == true)
        #expect(try await lab.signals.reports(team: lab.team).results.map(\.id) == [report])
        #expect(try await lab.runs(report) == [.completed])

        lab.judges.attend(nil)
        _ = try await lab.signals.retry(report, team: lab.team)
        await host.settle()
        #expect(try await lab.standing(report).status == .ready)
        #expect(try await lab.runs(report) == [.completed, .completed])
        try await lab.close()
    }

    @Test func `S28: names its cause in the status while it waits`() async throws {
        let (lab, report) = try await failing()
        await lab.pipeline.host.advance(by: .seconds(10))
        let status = try await lab.signals.status(team: lab.team)
        #expect(!status.settled)
        let item = try #require(status.open.first { $0.id == report.value })
        #expect(item.stage == "candidate")
        #expect(item.reason?.hasPrefix("retry: ") == true)
        lab.judges.attend(nil)
        await lab.pipeline.host.advance(by: .seconds(60))
        #expect(try await lab.standing(report).status == .ready)
        try await lab.close()
    }

    @Test func `S28: and whose pause outlives the process goes on in the next one`() async throws {
        let (lab, report) = try await failing()
        let host = lab.pipeline.host
        await host.advance(by: .seconds(30))
        await host.crash()
        lab.judges.attend(nil)
        await host.advance(by: .seconds(29))
        #expect(try await lab.standing(report).status == .candidate)
        await host.advance(by: .seconds(10))
        #expect(try await lab.standing(report).status == .ready)
        await host.stop()
    }

    @Test func `S28: keeps its report ready although its subscriber throws`() async throws {
        let calls = Mutex(0)
        let told: @Sendable (ReportID, TeamID) async throws -> Void = { _, _ in
            calls.withLock { $0 += 1 }
            throw ConnectionLost()
        }
        let lab = try await Laboratory(completed: told)
        let (_, report) = try await lab.open()
        await lab.pipeline.host.advance(by: .seconds(60))
        #expect(try await lab.standing(report).status == .ready)
        #expect(try await lab.runs(report) == [.completed])
        #expect(calls.withLock { $0 } == 3)
        try await lab.close()
    }

    @Test func `counts a later fault from the first pause again`() async throws {
        let (lab, report) = try await failing()
        let host = lab.pipeline.host
        await host.advance(by: .seconds(100))
        lab.judges.attend(nil)
        await host.advance(by: .seconds(700))
        #expect(try await lab.standing(report).status == .ready)
        lab.judges.attend { step, _ in if step == .research { throw ConnectionLost() } }
        for number in 2...6 { try await lab.join(report, id: "\(number)") }
        await host.advance(by: .seconds(30))
        let before = try await lab.standing(report).runCount
        await host.advance(by: .seconds(60))
        #expect(try await lab.standing(report).runCount == before + 1)
        lab.judges.attend(nil)
        await host.advance(by: .seconds(700))
        try await lab.close()
    }
}

@Suite struct `A limit of reports a day` {
    private func limited(to limit: Int, reports: Int) async throws -> (Laboratory, [ReportID]) {
        let lab = try await Laboratory()
        _ = try await lab.signals.configureTeam(
            ConfigureTeam(maxReportsPerDay: limit), team: lab.team)
        var ids: [ReportID] = []
        for number in 1...reports { ids.append(try await lab.open(id: "\(number)").1) }
        await lab.pipeline.host.settle()
        return (lab, ids)
    }

    private func count(
        _ status: ReportStatus, _ ids: [ReportID], _ lab: Laboratory
    ) async throws
        -> Int
    {
        var count = 0
        for id in ids where try await lab.standing(id).status == status { count += 1 }
        return count
    }

    @Test func `lets so many be researched, and the others wait with the reason`() async throws {
        let (lab, ids) = try await limited(to: 2, reports: 5)
        #expect(try await count(.ready, ids, lab) == 2)
        #expect(try await count(.candidate, ids, lab) == 3)
        let waiting = try await lab.signals.reports(
            ReportQuery(statuses: [.candidate]), team: lab.team
        ).results
        #expect(waiting.map(\.waiting) == ["quota", "quota", "quota"])
        // What waits for another day is no work that somebody waits for.
        let status = try await lab.signals.status(team: lab.team)
        #expect(!status.open.contains { item in ids.contains { $0.value == item.id } })
        try await lab.close()
    }

    @Test func `lets the others go on day by day`() async throws {
        let (lab, ids) = try await limited(to: 2, reports: 5)
        await lab.pipeline.host.advance(by: .seconds(86_400))
        #expect(try await count(.ready, ids, lab) == 4)
        await lab.pipeline.host.advance(by: .seconds(86_400))
        #expect(try await count(.ready, ids, lab) == 5)
        try await lab.close()
    }

    @Test func `counts a report once, however often it is gone over`() async throws {
        let lab = try await Laboratory()
        _ = try await lab.signals.configureTeam(
            ConfigureTeam(maxReportsPerDay: 1), team: lab.team)
        lab.rest(for: .seconds(200))
        let (_, report) = try await lab.open()
        await lab.pipeline.host.settle()
        lab.rest(for: nil)
        try await lab.join(report, id: "2")
        await lab.pipeline.host.advance(by: .seconds(300))
        let standing = try await lab.standing(report)
        #expect(standing.status == .ready && standing.runCount == 2)
        try await lab.close()
    }

    @Test func `says so once, and a candidate that is researched says it no more`() throws {
        let candidate = Sample.facts(to: .candidate)
        let quota = ReportFact.returned(ReportReturned(reason: .quota))
        #expect(
            try ReportDecider.decide(.postpone(.quota), ReportDecider.state(after: candidate))
                == [quota])
        let waiting = ReportDecider.state(after: candidate + [quota])
        #expect(waiting.standing.status == .candidate)
        #expect(try ReportDecider.decide(.postpone(.quota), waiting).isEmpty)
        let begun = ReportDecider.state(after: candidate + [quota, Sample.started])
        #expect(begun.standing.returned == nil)
    }
}
