import EventStore
import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import Testing
import Workflows

@testable import SignalsWorkflows

@Suite(.timeLimit(.minutes(60))) struct `A process that dies in a round of twenty signals` {
    /// Twenty signals that wait when the first process begins, so that they are one round.
    private func pipeline() async throws -> (Pipeline, [SignalID]) {
        let pipeline = try await Pipeline(preset: .adaptive, workers: .asleep)
        let ids = try await pipeline.accept(try Tickets.grouped(20))
        try await pipeline.restart()
        return (pipeline, ids)
    }

    private func bringToTheEnd(
        _ pipeline: Pipeline, _ ids: [SignalID]
    ) async throws -> PipelineOutcome {
        try await pipeline.advance(8, by: .seconds(30))
        return try await pipeline.outcome(of: ids)
    }

    /// `SIGNALS_CRASH_STEP=1` dies at every append in turn, before and after it.
    @Test func `S10 leaves the same reports, weights and ids, whichever append it died at`()
        async throws
    {
        let (straight, ids) = try await pipeline()
        let whole = try await bringToTheEnd(straight, ids)
        let commits = straight.host.store.commits
        #expect(whole.reports.count > 2 && whole.reports.count < 20)
        #expect(try await straight.balancedAccount().count(.assigned) == 20)
        let rounds = try await straight.activityResults(of: GroupingSteps.beginRound.name)
        #expect(rounds.count == 1)
        await straight.host.stop()

        let step = Tickets.size("SIGNALS_CRASH_STEP", byDefault: 41)
        for commit in stride(from: 1, through: commits, by: step) {
            for isAfter in [false, true] {
                let (pipeline, ids) = try await pipeline()
                pipeline.host.crash(atCommit: commit, after: isAfter)
                let outcome = try await bringToTheEnd(pipeline, ids)
                let hint = "died \(isAfter ? "after" : "before") commit \(commit) of \(commits)"
                #expect(outcome == whole, "\(hint)")
                let assignments = try await pipeline.assignments()
                #expect(ids.allSatisfy { assignments[$0] == 1 }, "\(hint)")
                try await pipeline.balancedAccount()
                try await pipeline.host.checkReplay()
                await pipeline.host.stop()
            }
        }
    }
}
