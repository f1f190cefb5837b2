import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Testing

@Suite struct `Changing reports` {
    @Test func `S31: a merge counts all signals in the target, and again it is a no-op`()
        async throws
    {
        let desk = try await Desk.open()
        let (first, a) = try await desk.open(Desk.ticket("1", "Export one", weight: .tenths(3)))
        let (_, b) = try await desk.open(Desk.ticket("2", "Export two", weight: .tenths(3)))
        try await desk.join(a, Desk.ticket("3", "Export three", weight: .tenths(4)))
        let change = try await desk.signals.merge(a, into: b, team: desk.team)
        #expect(change.status == .deleted)
        #expect(change.changed)
        let again = try await desk.signals.merge(a, into: b, team: desk.team)
        #expect(!again.changed)
        let report = try await desk.signals.report(b, team: desk.team)
        #expect((report.signalCount, report.totalWeight) == (3, .full))
        #expect(report.status == .candidate)
        #expect(try await desk.signals.signals(of: b, team: desk.team).count == 3)
        #expect(try await desk.started().contains("signals-report:1:\(b)"))
        #expect(try await desk.standing(a).mergedInto == b)
        #expect(try await desk.signals.trace(first, team: desk.team).reportID == b)
        await #expect(throws: SignalsError.reportUnknown(a)) {
            _ = try await desk.signals.report(a, team: desk.team)
        }
        #expect(try await desk.balancedAccount().count(.assigned) == 3)
    }

    @Test func `S31: a split moves two signals with their weight, and may promote`() async throws {
        let desk = try await Desk.open()
        let (_, report) = try await desk.open(Desk.ticket("1", "Export", weight: .tenths(1)))
        let (second, _) = try await desk.join(
            report, Desk.ticket("2", "Login fails", weight: .tenths(6)))
        let (third, _) = try await desk.join(
            report, Desk.ticket("3", "Login broken", weight: .tenths(6)))
        let change = try await desk.signals.split([second, third], from: report, team: desk.team)
        #expect(change.status == .candidate)
        #expect(change.reportID != report)
        let (left, right) = (
            try await desk.signals.report(report, team: desk.team),
            try await desk.signals.report(change.reportID, team: desk.team)
        )
        #expect((left.signalCount, left.totalWeight) == (1, .tenths(1)))
        #expect((right.signalCount, right.totalWeight) == (2, .tenths(12)))
        #expect(right.title == "Login fails")
        let signals = try await desk.signals.signals(of: change.reportID, team: desk.team)
        #expect(Set(signals.map(\.signalID)) == [second, third])
        let again = try await desk.signals.split([second, third], from: report, team: desk.team)
        #expect(!again.changed)
        #expect(try await desk.balancedAccount().count(.assigned) == 3)
    }

    @Test func `what was split off can be merged back`() async throws {
        let desk = try await Desk.open()
        let (_, report) = try await desk.open(Desk.ticket("1", "Export", weight: .tenths(1)))
        let (second, _) = try await desk.join(
            report, Desk.ticket("2", "Login fails", weight: .tenths(2)))
        let split = try await desk.signals.split([second], from: report, team: desk.team)
        _ = try await desk.signals.merge(split.reportID, into: report, team: desk.team)
        #expect(try await desk.signals.trace(second, team: desk.team).reportID == report)
        #expect(try await desk.standing(report).totalWeight == .tenths(3))
        #expect(try await desk.signals.signals(of: report, team: desk.team).count == 2)
        #expect(try await desk.balancedAccount().count(.assigned) == 2)
    }

    @Test func `a reingestion puts all signals in flight once`() async throws {
        let desk = try await Desk.open()
        let (first, report) = try await desk.open(Desk.ticket("1", "Export"))
        for number in 2...60 {
            try await desk.join(report, Desk.ticket("\(number)", "Export \(number)"))
        }
        let change = try await desk.signals.reingest(report, team: desk.team)
        #expect(change.changed)
        #expect(try await !desk.signals.reingest(report, team: desk.team).changed)
        let account = try await desk.balancedAccount()
        #expect(account.count(in: .grouping) == 60)
        #expect(account.accepted == 60)
        let standings = try await desk.signals.decisions.members(of: report, team: desk.team)
        #expect(standings.count == 60)
        #expect(standings.allSatisfy { $0.state.generation == 2 })
        #expect(try await desk.started().last == "signal-report-reingestion-1-\(report)")
        let outcome = try await desk.signals.decisions.assign(
            first, of: desk.team, to: .new(title: "", summary: "", NewMatch(reason: "again")))
        guard case .assigned(let new, isNew: true, _) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(new != report)
        #expect(try await desk.balancedAccount().count(.assigned) == 1)
    }

    @Test func `a deletion hides the report and drops its signals, which can be tried again`()
        async throws
    {
        let desk = try await Desk.open()
        let (signal, report) = try await desk.open(Desk.ticket())
        #expect(try await desk.signals.delete(report, team: desk.team).changed)
        #expect(try await !desk.signals.delete(report, team: desk.team).changed)
        #expect(try await desk.signals.reports(team: desk.team).count == 0)
        let dropped = try await desk.signals.settled("dropped", team: desk.team)
        #expect(dropped.map(\.reason) == ["report_deleted"])
        let changes = try await desk.signals.redo([signal], team: desk.team)
        #expect(changes.map(\.state) == ["grouping"])
        #expect(try await desk.mailed().last == "team-signal-grouping-v2-1")
        #expect(try await desk.balancedAccount().count(in: .grouping) == 1)
    }

    @Test func `a foreign report is unknown`() async throws {
        let desk = try await Desk.open()
        let other = try #require(TeamID(2))
        _ = try await desk.signals.setUp(team: other)
        let (_, report) = try await desk.open(Desk.ticket())
        await #expect(throws: SignalsError.reportUnknown(report)) {
            _ = try await desk.signals.snooze(report, signals: 3, team: other)
        }
        await #expect(throws: SignalsError.reportUnknown(report)) {
            _ = try await desk.signals.report(report, team: other)
        }
    }

    @Test func `an illegal step names both ends and writes nothing`() async throws {
        let desk = try await Desk.open()
        let (_, report) = try await desk.open(Desk.ticket())
        let before = try await desk.position
        let refusal = SignalsError.invalidStatusTransition(report, from: .candidate, to: .resolved)
        await #expect(throws: refusal) {
            _ = try await desk.signals.resolve(report, team: desk.team)
        }
        #expect("\(refusal)".contains("candidate") && "\(refusal)".contains("resolved"))
        #expect(try await desk.position == before)
    }

    @Test func `an answer needs a repository that the team has, and starts research`() async throws
    {
        let desk = try await Desk.open()
        let (_, report) = try await desk.open(Desk.ticket())
        let decisions = desk.signals.decisions
        try await decisions.step(report, of: desk.team, .startResearch(run: "r"))
        let asked = ResearchOutcome.inputRequested(
            title: "t", summary: "s", reason: "repository_required")
        try await decisions.step(
            report, of: desk.team, .complete(asked, artefacts: [], seen: nil))
        await #expect(throws: SignalsError.self) {
            _ = try await desk.signals.answer(report, repository: "acme/web", team: desk.team)
        }
        _ = try await desk.signals.connectRepository("acme/web", path: nil, team: desk.team)
        let mailed = try await desk.mailed().count
        let change = try await desk.signals.answer(
            report, repository: "acme/web", team: desk.team)
        #expect(change.status == .candidate)
        #expect(try await desk.mailed().count == mailed + 1)
    }
}

@Suite struct `Settled signals` {
    @Test func `that were blocked pass the filter for good after a review`() async throws {
        let desk = try await Desk.open()
        let id = try await desk.accept(Desk.ticket())
        let decisions = desk.signals.decisions
        let block = SignalCommand.block(
            threatType: "instruction_override", fragment: "Exports", explanation: "e", judge: nil)
        #expect(
            try await decisions.step(id, of: desk.team, block)
                == .settled(.blocked(threatType: "instruction_override")))
        let listed = try await desk.signals.settled("blocked", team: desk.team)
        #expect(listed.map(\.fragment) == ["Exports"])
        let changes = try await desk.signals.release([id], note: "harmless", team: desk.team)
        #expect(changes.map(\.state) == ["grouping"])
        #expect(try await decisions.step(id, of: desk.team, block) == .inFlight(.grouping))
        #expect(try await desk.balancedAccount().accepted == 1)
    }

    @Test func `that were filtered go to the buffer after a review`() async throws {
        let desk = try await Desk.open()
        let id = try await desk.accept(Desk.ticket())
        _ = try await desk.signals.decisions.step(
            id, of: desk.team, .filter(.notActionable, explanation: "thanks", judge: nil))
        let changes = try await desk.signals.release([id], team: desk.team)
        #expect(changes.map(\.state) == ["buffered"])
        #expect(try await desk.mailed().count { $0 == "buffer-signals-1" } == 2)
    }

    @Test func `are released from where they are, or refused by name`() async throws {
        let desk = try await Desk.open()
        let (id, _) = try await desk.open(Desk.ticket())
        let error = await #expect(throws: SignalsError.self) {
            _ = try await desk.signals.redo([id], team: desk.team)
        }
        #expect(error?.code == "invalid_signal_state")
    }

    @Test func `are settled once, whatever step comes late`() async throws {
        let desk = try await Desk.open()
        let id = try await desk.accept(Desk.ticket())
        let drop = SignalCommand.drop(.safetyUnavailable, attempts: 3, error: "timeout")
        _ = try await desk.signals.decisions.step(id, of: desk.team, drop)
        let before = try await desk.position
        for late in [
            SignalCommand.clear(judge: nil), drop,
            .filter(.notActionable, explanation: "e", judge: nil),
        ] {
            let place = try await desk.signals.decisions.step(id, of: desk.team, late)
            #expect(place == .settled(.dropped(.safetyUnavailable)))
        }
        #expect(try await desk.position == before)
        let listed = try await desk.signals.settled("dropped", team: desk.team)
        #expect(listed.map(\.error) == ["timeout"])
        #expect(listed.map(\.attempts) == [3])
    }
}
