import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import Testing
import Workflows

@testable import SignalsWorkflows

@Suite struct `Signals that come during research` {
    @Test func `S25: lead to another iteration, and all are in the findings`() async throws {
        let lab = try await Laboratory()
        lab.rest(for: .seconds(200))
        let (first, report) = try await lab.open()
        await lab.pipeline.host.settle()
        lab.rest(for: nil)
        let second = try await lab.join(report, id: "2")
        let third = try await lab.join(report, id: "3")
        await lab.pipeline.host.advance(by: .seconds(300))
        let standing = try await lab.standing(report)
        #expect(standing.status == .ready && standing.runCount == 2)
        #expect(Set(try await lab.findings(report)) == [first, second, third])
        let returned = try await lab.signals.history(of: report, team: lab.team)
            .filter { $0.type == ReportReturned.type.text }
        #expect(returned.map { $0.data["reason"]?.string } == ["late_signals"])
        #expect(try await lab.runs(report) == [.completed])
        try await lab.close()
    }

    @Test func `S25: lead to ten iterations at most, and what is left waits for the next run`()
        async throws
    {
        let lab = try await Laboratory()
        let (_, report) = try await lab.open()
        await lab.pipeline.host.settle()
        #expect(try await lab.standing(report).status == .ready)
        let before = lab.judges.count(of: .summary)
        lab.judges.attend { step, _ in
            guard step == .summary else { return }
            try await lab.join(report, id: "late \(lab.judges.count(of: .summary))")
        }
        // The fourth signal passes the gate, and every pass finds one more.
        for number in 2...4 { try await lab.join(report, id: "\(number)") }
        await lab.pipeline.host.settle()
        #expect(lab.judges.count(of: .summary) - before == FlowLimits.researchRoundsMax)
        let standing = try await lab.standing(report)
        #expect(standing.status == .ready)
        #expect(standing.signalCount == 4 + FlowLimits.researchRoundsMax)
        #expect(try await lab.runs(report) == [.completed, .completed])
        lab.judges.attend(nil)
        try await lab.close()
    }

    @Test func `S18: are counted by a candidate, whose one run stays the only one`() async throws {
        let lab = try await Laboratory()
        lab.rest(for: .seconds(200))
        let (_, report) = try await lab.open()
        let before = try await lab.signals.report(report, team: lab.team)
        try await lab.join(report, id: "2")
        let after = try await lab.signals.report(report, team: lab.team)
        #expect(after.signalCount == before.signalCount + 1)
        #expect(after.promotedAt == before.promotedAt)
        #expect(after.runCount <= 1)
        #expect(try await lab.runs(report).count == 1)
        lab.rest(for: nil)
        try await lab.close()
    }
}

@Suite struct `A report that is taken away from its research` {
    enum Taking: String, CaseIterable, Sendable { case dismissed, deleted, merged, reingested }

    private func take(_ report: ReportID, _ how: Taking, _ lab: Laboratory) async throws {
        let (signals, team) = (lab.signals, lab.team)
        switch how {
        case .dismissed:
            _ = try await signals.dismiss(report, DismissReport(reason: .wontFix), team: team)
        case .deleted: _ = try await signals.delete(report, team: team)
        case .merged:
            let (_, target) = try await lab.open("Another fault", id: "t", weight: .tenths(1))
            _ = try await signals.merge(report, into: target, team: team)
        case .reingested: _ = try await signals.reingest(report, team: team)
        }
    }

    @Test(arguments: Taking.allCases)
    func `S25: stays as it is, and the run is canceled at once`(how: Taking) async throws {
        let lab = try await Laboratory()
        lab.rest(for: .seconds(200))
        let (_, report) = try await lab.open()
        await lab.pipeline.host.settle()
        #expect(try await lab.standing(report).status == .inProgress)
        try await take(report, how, lab)
        await lab.pipeline.host.settle()
        #expect(try await lab.runs(report) == [.canceled])
        #expect(
            try await lab.standing(report).status == (how == .dismissed ? .suppressed : .deleted))
        lab.rest(for: nil)
        await lab.pipeline.host.advance(by: .seconds(7_200))
        #expect(lab.judges.count(of: .research) == (how == .merged ? 2 : 0))
        #expect(try await lab.runs(report) == [.canceled])
        try await lab.close()
    }

    @Test(arguments: Taking.allCases)
    func `S25: just before the result is written gets none`(how: Taking) async throws {
        let lab = try await Laboratory()
        let (_, report) = try await lab.open("Webhooks stop\nThey gave up.", weight: .tenths(1))
        lab.judges.attend { step, _ in
            guard step == .summary, try await lab.standing(report).isInResearch else { return }
            try await take(report, how, lab)
        }
        try await lab.join(report, id: "2")
        await lab.pipeline.host.settle()
        let status = try await lab.standing(report).status
        #expect(status == (how == .dismissed ? .suppressed : .deleted))
        #expect(try await lab.runs(report) == [.canceled])
        let history = try await lab.history(report)
        #expect(!history.contains("ready") && !history.contains("input-requested"))
        lab.judges.attend(nil)
        try await lab.close()
    }

    @Test func `while it waits after an error ends the wait`() async throws {
        let lab = try await Laboratory()
        lab.judges.attend { step, _ in if step == .research { throw ConnectionLost() } }
        let (_, report) = try await lab.open()
        await lab.pipeline.host.advance(by: .seconds(10))
        #expect(try await lab.standing(report).status == .candidate)
        _ = try await lab.signals.dismiss(
            report, DismissReport(reason: .spam), team: lab.team)
        await lab.pipeline.host.settle()
        #expect(try await lab.runs(report) == [.canceled])
        lab.judges.attend(nil)
        try await lab.close()
    }

    @Test func `by a fence has its run stop itself, without a request from outside`() async throws {
        let lab = try await Laboratory()
        lab.rest(for: .seconds(200))
        let (_, report) = try await lab.open()
        await lab.pipeline.host.settle()
        // The fence alone: the cleanup that would terminate the run does not follow.
        try await lab.signals.decisions.step(lab.team, .beginClearing)
        await lab.pipeline.host.advance(by: .seconds(300))
        #expect(try await lab.runs(report) == [.canceled])
        #expect(try await lab.standing(report).status == .inProgress)
        lab.rest(for: nil)
        try await lab.pipeline.host.checkReplay()
        await lab.pipeline.host.stop()
    }

    @Test func `and given back is researched anew when it is due again`() async throws {
        let lab = try await Laboratory()
        lab.rest(for: .seconds(200))
        let (_, report) = try await lab.open()
        await lab.pipeline.host.settle()
        lab.rest(for: nil)
        _ = try await lab.signals.dismiss(
            report, DismissReport(reason: .other), team: lab.team)
        // The run has not heard of it yet when the report is due again.
        _ = try await lab.signals.restore(report, team: lab.team)
        for number in 2...4 { try await lab.join(report, id: "\(number)") }
        await lab.pipeline.host.settle()
        try await lab.reconcile()
        #expect(try await lab.standing(report).status == .ready)
        #expect(try await lab.findings(report).count == 4)
        try await lab.close()
    }
}
