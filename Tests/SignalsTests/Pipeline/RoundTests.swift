import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import Testing
import Workflows

@testable import SignalsWorkflows

@Suite struct `A round of grouping` {
    private static let export =
        "Export of bookings stops after 500 rows\n"
        + "The CSV export of the bookings list has only the first 500 rows."
    private static let exportAgain =
        "Bookings export stops at row 500\n"
        + "The CSV export of bookings has 500 rows, the list has 2,300."

    @Test func `S14 has the second of two similar signals join the report of the first`()
        async throws
    {
        let pipeline = try await Pipeline(preset: .adaptive)
        let ids = try await pipeline.accept([Self.export, Self.exportAgain])
        await pipeline.host.advance(by: .seconds(1))
        let report = try #require(try await pipeline.place(of: ids[0]).report)
        #expect(try await pipeline.place(of: ids[1]).report == report)
        guard case .existing(let match) = try await pipeline.match(of: ids[1]) else {
            Issue.record("\(try await pipeline.match(of: ids[1]) as Any)")
            return
        }
        #expect(match.parentSignalID == ids[0])
        #expect(match.candidateSignalIDs == [ids[0]])
        #expect(!match.matchQuery.isEmpty)
        let rounds = try await pipeline.activityResults(of: GroupingSteps.beginRound.name)
        #expect(rounds.count == 1)
        try await pipeline.balancedAccount()
        await pipeline.host.stop()
    }

    @Test func `S16 opens a report of its own where the gate rejects, and says why`() async throws {
        let judge = ScriptedJudges(
            match: ScriptedJudges.eager,
            gate: { _ in
                Specificity(prTitle: "Fix it all", specificEnough: false, reason: "two changes")
            })
        let pipeline = try await Pipeline(judge: judge)
        let ids = try await pipeline.accept([Self.export, Tickets.lone(4)])
        await pipeline.host.settle()
        let first = try #require(try await pipeline.place(of: ids[0]).report)
        let second = try #require(try await pipeline.place(of: ids[1]).report)
        #expect(first != second)
        let standing = try await pipeline.signals.decisions.report(second).state.standing
        #expect(standing.title == "Signal number 4 about part31676")
        guard case .new(let match) = try await pipeline.match(of: ids[1]) else {
            Issue.record("it joined")
            return
        }
        #expect(match.rejectedSignalIDs == [ids[0]])
        #expect(match.specificityRejection?.reportID == first)
        #expect(match.specificityRejection?.reason == "two changes")
        await pipeline.host.stop()
    }

    @Test func `S16 gives the report the title of the change where the gate accepts`()
        async throws
    {
        let judge = ScriptedJudges(
            match: ScriptedJudges.eager,
            gate: { _ in
                Specificity(
                    prTitle: "fix(export): write every row", specificEnough: true, reason: "one")
            })
        let pipeline = try await Pipeline(judge: judge)
        let light = try #require(Weight(0.1))
        _ = try await pipeline.emit(Self.export, id: "1", weight: light)
        await pipeline.host.settle()
        let receipt = try await pipeline.emit(Self.exportAgain, id: "2", weight: light)
        await pipeline.host.settle()
        let id = try #require(receipt.signalID)
        let report = try #require(try await pipeline.place(of: id).report)
        let standing = try await pipeline.signals.decisions.report(report).state.standing
        #expect(standing.signalCount == 2)
        #expect(standing.title == "fix(export): write every row")
        await pipeline.host.stop()
    }

    @Test func `S16 keeps two signals apart that share one generic word`() async throws {
        let pipeline = try await Pipeline()
        let ids = try await pipeline.accept([
            "Error when saving a calendar template\nThe template editor closes by itself.",
            "Error in the tax column of invoices\nNetherlands customers see 19 percent.",
        ])
        await pipeline.host.settle()
        let reports = try await [
            pipeline.place(of: ids[0]).report, pipeline.place(of: ids[1]).report,
        ]
        #expect(reports[0] != nil && reports[1] != nil && reports[0] != reports[1])
        await pipeline.host.stop()
    }

    @Test func `finds nothing that came before the window of the team`() async throws {
        let pipeline = try await Pipeline()
        _ = try await pipeline.signals.configureTeam(
            ConfigureTeam(matchWindowDays: 2), team: pipeline.team)
        let first = try await pipeline.accept([Self.export])[0]
        await pipeline.host.advance(by: .seconds(86_400))
        let within = try await pipeline.emit(Self.exportAgain, id: "within").signalID
        await pipeline.host.advance(by: .seconds(3 * 86_400))
        let later = try await pipeline.emit(Self.exportAgain, id: "later").signalID
        await pipeline.host.settle()
        let report = try await pipeline.place(of: first).report
        #expect(try await pipeline.place(of: try #require(within)).report == report)
        #expect(try await pipeline.place(of: try #require(later)).report != report)
        await pipeline.host.stop()
    }
}

extension Pipeline {
    /// How a signal came to its report.
    func match(of signal: SignalID) async throws -> MatchMetadata? {
        let assigned = try await events().last {
            $0.type == SignalAssigned.type && $0.stream.signalID == signal
        }
        return try assigned.map { try SignalAssigned($0).matchMetadata }
    }
}
