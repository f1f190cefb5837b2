import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import Testing
import WorkflowRuntime
import Workflows

@testable import SignalsWorkflows

@Suite struct `Research that is closed from outside` {
    /// A laboratory whose research stands still at the judge of the report.
    private func researching() async throws -> (Laboratory, ReportID) {
        let lab = try await Laboratory()
        lab.rest(for: .seconds(200))
        let (_, report) = try await lab.open()
        await lab.pipeline.host.settle()
        #expect(try await lab.standing(report).status == .inProgress)
        return (lab, report)
    }

    private func terminate(_ lab: Laboratory, _ report: ReportID) async throws {
        try await lab.pipeline.host.client.terminate(
            SignalFlows.summaryID(lab.team, report), reason: "wrong machine")
        await lab.pipeline.host.settle()
    }

    @Test func `S29: twice gives the report back and starts it again, the third time it fails`()
        async throws
    {
        let (lab, report) = try await researching()
        for count in 1...2 {
            try await terminate(lab, report)
            try await lab.reconcile()
            let standing = try await lab.standing(report)
            #expect(standing.isInResearch && standing.interruptions.count == count)
            #expect(try await lab.runs(report).last == .some(nil))
        }
        try await terminate(lab, report)
        try await lab.reconcile()
        let seen = try await lab.signals.report(report, team: lab.team)
        #expect(seen.status == .failed && seen.failureKind == .infrastructure)
        #expect(seen.error?.contains("was terminated: wrong machine") == true)
        #expect(try await lab.runs(report) == [.terminated, .terminated, .terminated])
        #expect(try await lab.history(report).filter { $0 == "returned" }.count == 2)

        lab.rest(for: nil)
        _ = try await lab.signals.retry(report, team: lab.team)
        await lab.pipeline.host.settle()
        #expect(try await lab.standing(report).status == .ready)
        #expect(try await lab.standing(report).interruptions.isEmpty)
        try await lab.close()
    }

    @Test func `S29: names the run, the cause and who gave it back`() async throws {
        let (lab, report) = try await researching()
        try await terminate(lab, report)
        let open = try await lab.signals.status(team: lab.team).open
        #expect(open.first?.reason?.contains("was terminated: wrong machine") == true)
        try await lab.reconcile()
        let events = try await lab.signals.history(of: report, team: lab.team)
        let returned = try #require(events.last { $0.type == ReportReturned.type.text })
        #expect(returned.workflowID == SignalFlows.reconcilerID(lab.team))
        #expect(returned.data["reason"]?.string == "interrupted")
        #expect(returned.data["error"]?.string?.contains("wrong machine") == true)
        #expect(returned.data["run"]?.string != nil)
        lab.rest(for: nil)
        try await lab.close()
    }

    @Test func `is found although it was closed while nobody worked`() async throws {
        let (lab, report) = try await researching()
        let host = lab.pipeline.host
        await host.stop()
        // Another process, without an engine, over the same log.
        let store = host.store.reopened()
        let client = LogWorkflowClient(
            store: store, time: host.time, random: SeededRandom(seed: 9))
        try await client.terminate(
            SignalFlows.summaryID(lab.team, report), reason: "at night")
        #expect(
            try await RunChange.last(of: SignalFlows.summaryID(lab.team, report), in: store)?
                .isClosed == true)
        lab.rest(for: nil)
        await host.adopt(store)
        await host.settle()
        #expect(try await lab.standing(report).status == .inProgress)
        try await lab.reconcile()
        #expect(try await lab.standing(report).status == .ready)
        #expect(try await lab.history(report).contains("returned"))
        try await lab.close()
    }

    @Test func `is told once, and a letter too many changes nothing`() async throws {
        let (lab, report) = try await researching()
        try await terminate(lab, report)
        for _ in 1...3 { try await lab.reconcile() }
        let input = ReportInput(team: lab.team, report: report)
        for _ in 1...2 {
            _ = try await lab.pipeline.host.client.signalWithStart(
                SignalFlows.reconciler, id: SignalFlows.reconcilerID(lab.team),
                TeamInput(team: lab.team), SignalFlows.researchClosed, input)
        }
        await lab.pipeline.host.settle()
        #expect(try await lab.standing(report).interruptions.count == 1)
        #expect(try await lab.runs(report).count == 2)
        lab.rest(for: nil)
        try await lab.close()
    }

    @Test func `by a request to stop counts as well`() async throws {
        let (lab, report) = try await researching()
        try await lab.pipeline.host.client.cancel(
            SignalFlows.summaryID(lab.team, report), reason: "by mistake")
        await lab.pipeline.host.settle()
        #expect(try await lab.runs(report) == [.canceled])
        try await lab.reconcile()
        #expect(try await lab.runs(report) == [.canceled, nil])
        #expect(try await lab.standing(report).interruptions.count == 1)
        lab.rest(for: nil)
        try await lab.close()
    }

    @Test func `stays closed where the report was dismissed`() async throws {
        let (lab, report) = try await researching()
        _ = try await lab.signals.dismiss(
            report, DismissReport(reason: .wontFix), team: lab.team)
        await lab.pipeline.host.settle()
        try await lab.reconcile()
        #expect(try await lab.runs(report) == [.canceled])
        #expect(try await lab.standing(report).status == .suppressed)
        lab.rest(for: nil)
        try await lab.close()
    }

    @Test func `stays closed while its team is cleaned up, and afterwards`() async throws {
        let (lab, report) = try await researching()
        _ = try await lab.signals.cleanup(team: lab.team)
        await lab.pipeline.host.settle()
        try await lab.reconcile()
        #expect(try await lab.runs(report) == [.terminated])
        let overview = try await lab.signals.team(lab.team)
        #expect(overview.epoch == 2 && !overview.isFenced)
        lab.rest(for: nil)
        try await lab.close()
    }

    @Test func `S29: research that lost its worker is continued, and finds nothing twice`()
        async throws
    {
        let lab = try await Laboratory()
        let host = lab.pipeline.host
        lab.rest(for: .seconds(200))
        let (signal, report) = try await lab.open()
        try await lab.join(report, id: "2")
        await host.settle()
        #expect(try await lab.standing(report).status == .inProgress)
        await host.crash()
        lab.rest(for: nil)
        await host.advance(by: .seconds(300))
        #expect(try await lab.runs(report) == [.completed])
        #expect(try await lab.findings(report).filter { $0 == signal }.count == 1)
        #expect(try await lab.findings(report).count == 2)
    }
}
