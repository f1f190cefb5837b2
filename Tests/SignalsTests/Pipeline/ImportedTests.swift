import EventStore
import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import Testing

@testable import SignalsWorkflows

@Suite(.timeLimit(.minutes(10))) struct `Imported records on their way` {
    private static let request = ImportRecords(
        source: .githubIssue, records: IssueRecord.fortyOne)

    @Test func `S37 are treated as actionable where the judge fails, and the numbers add up`()
        async throws
    {
        let judge = FailingJudges { step, _ in step == .actionabilityFilter }
        let pipeline = try await Pipeline(judge: judge)
        let receipt = try await pipeline.signals.importRecords(
            Self.request, team: pipeline.team)
        #expect(receipt.counts.accepted == 38 && receipt.counts.malformed == 1)
        #expect(receipt.counts.skipped == ["closed": 1, "empty_body": 1])
        #expect(receipt.counts.remainder == 0)
        await pipeline.host.advance(by: .seconds(120))
        let account = try await pipeline.balancedAccount()
        #expect(account.accepted == 38 && account.count(.assigned) == 38)
        await pipeline.host.stop()
    }

    /// `SIGNALS_IMPORT_STEP=1` dies at every commit of the import and of what follows.
    @Test func `S37 are accepted once, wherever the import was cut off and repeated`() async throws
    {
        let straight = try await Pipeline()
        let before = straight.host.store.commits
        _ = try await straight.signals.importRecords(Self.request, team: straight.team)
        await straight.host.advance(by: .seconds(60))
        let commits = straight.host.store.commits - before
        await straight.host.stop()

        let step = Tickets.size("SIGNALS_IMPORT_STEP", byDefault: 150)
        for commit in stride(from: 1, through: commits, by: step) {
            for isAfter in [false, true] {
                let pipeline = try await Pipeline()
                pipeline.host.crash(atCommit: commit, after: isAfter)
                do {
                    _ = try await pipeline.signals.importRecords(
                        Self.request, team: pipeline.team)
                } catch {
                    #expect(error.kind == .machinery)
                }
                try await pipeline.advance(4, by: .seconds(10))
                let again = try await pipeline.signals.importRecords(
                    Self.request, team: pipeline.team)
                #expect(again.counts.accepted + again.counts.duplicate == 38)
                try await pipeline.advance(4, by: .seconds(30))
                let account = try await pipeline.balancedAccount()
                let hint: Comment = "died at commit \(commit), after: \(isAfter)"
                #expect(account.accepted == 38 && account.count(.assigned) == 38, hint)
                await pipeline.host.stop()
            }
        }
    }

    @Test func `are told what an import came to, none of it lost to settings that change`()
        async throws
    {
        let pipeline = try await Pipeline()
        _ = try await pipeline.signals.importRecords(Self.request, team: pipeline.team)
        // The team's stream moves all the time; what is on its way rests on the epoch alone.
        for number in 0..<40 {
            let store = pipeline.host.store
            let other = try await pipeline.otherDoor()
            let team = pipeline.team
            store.interrupt(atCommit: store.commits + 2 + 2 * number) {
                let consent: TeamSettings.Consent = number.isMultiple(of: 2) ? .yes : .unset
                do {
                    _ = try await other.configureTeam(
                        ConfigureTeam(consent: consent), team: team)
                } catch {
                    Issue.record("\(error)")
                }
            }
        }
        await pipeline.host.advance(by: .seconds(120))
        let failures = try await pipeline.events().filter {
            $0.type.text == "workflow.attempt-failed"
        }
        #expect(failures.isEmpty, "\(failures.map { String(decoding: $0.data, as: UTF8.self) })")
        #expect(try await pipeline.balancedAccount().count(.assigned) == 38)
        await pipeline.host.stop()
    }
}
