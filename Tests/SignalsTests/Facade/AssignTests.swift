import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Testing

@Suite struct `Assigning a signal` {
    @Test func `to a new report is one commit with everything that follows`() async throws {
        let desk = try await Desk.open()
        let (id, report) = try await desk.open(Desk.ticket("1", "Exports are empty\nsince May"))
        let events = try await desk.events().suffix(4).map(\.type.text)
        #expect(
            Set(events) == [
                "signals.report-opened", "signals.report-signal-added",
                "signals.report-promoted", "signals.signal-assigned",
            ])
        #expect(
            report
                == SignalsIdentity.report(
                    team: desk.team, epoch: 1, founder: id, generation: 1))
        let standing = try await desk.standing(report)
        #expect(standing.title == "Exports are empty")
        #expect(standing.status == .candidate)
        #expect(try await desk.started().last == "signals-report:1:\(report)")
        #expect(try await desk.balancedAccount().count(.assigned) == 1)
    }

    @Test func `twice assigns it once`() async throws {
        let desk = try await Desk.open()
        let (id, report) = try await desk.open(Desk.ticket())
        let before = try await desk.position
        let again = try await desk.signals.decisions.assign(
            id, of: desk.team, to: .new(title: "t", summary: "", NewMatch(reason: "again")))
        #expect(again == .settled(.settled(.assigned(report))))
        #expect(try await desk.position == before)
    }

    @Test func `to a candidate tells its run and changes nothing else`() async throws {
        let desk = try await Desk.open()
        let (_, report) = try await desk.open(Desk.ticket())
        let before = try await desk.standing(report)
        let (_, outcome) = try await desk.join(report, Desk.ticket("2", "Empty export again"))
        #expect(outcome == .assigned(report, isNew: false, promoted: false))
        let after = try await desk.standing(report)
        #expect(after.signalCount == before.signalCount + 1)
        #expect((after.status, after.runCount) == (before.status, before.runCount))
        let research = "signals-report:1:\(report)"
        #expect(try await desk.mailed().count { $0 == research } == 2)
        #expect(try await desk.started().count { $0 == research } == 1)
    }

    @Test func `to a report that is gone asks for another match`() async throws {
        let desk = try await Desk.open()
        let (_, report) = try await desk.open(Desk.ticket())
        _ = try await desk.signals.delete(report, team: desk.team)
        let (id, outcome) = try await desk.join(report, Desk.ticket("2", "Another"))
        #expect(outcome == .reportGone(report))
        let standing = try await desk.signals.decisions.standings(of: [id], team: desk.team)
        #expect(standing.first?.state.place == .inFlight(.batched))
        let account = try await desk.balancedAccount()
        #expect(account.count(.dropped, because: "report_deleted") == 1)
        #expect(account.inFlight == 1)
    }

    @Test func `to a merged report joins the target`() async throws {
        let desk = try await Desk.open()
        let (_, report) = try await desk.open(Desk.ticket())
        let (_, target) = try await desk.open(Desk.ticket("2", "Another export fault"))
        _ = try await desk.signals.merge(report, into: target, team: desk.team)
        let (_, outcome) = try await desk.join(report, Desk.ticket("3", "Third export fault"))
        #expect(outcome == .assigned(target, isNew: false, promoted: false))
        #expect(try await desk.standing(target).signalCount == 3)
        #expect(try await desk.balancedAccount().count(.assigned) == 3)
    }

    @Test func `of an epoch that is over settles it as cleared`() async throws {
        let desk = try await Desk.open()
        let id = try await desk.accept(Desk.ticket())
        _ = try await desk.signals.cleanup(team: desk.team)
        await #expect(throws: SignalsError.refused(.teamFenced)) {
            try await desk.signals.decisions.step(id, of: desk.team, .clear(judge: nil))
        }
        _ = try await desk.signals.decisions.step(desk.team, .finishClearing)
        let before = try await desk.position
        let outcome = try await desk.signals.decisions.assign(
            id, of: desk.team, to: .new(title: "", summary: "", NewMatch(reason: "late")))
        #expect(outcome == .settled(.settled(.dropped(.cleared))))
        #expect(try await desk.position == before)
        #expect(try await desk.balancedAccount().count(.dropped, because: "cleared") == 1)
        let again = try await desk.accept(Desk.ticket())
        #expect(again != id)
    }
}

@Suite struct `A signal that matches what was dismissed` {
    func dismissed(
        _ desk: Desk, _ reason: DismissalReason
    ) async throws -> ReportID {
        let (_, report) = try await desk.open(Desk.ticket())
        _ = try await desk.signals.dismiss(report, DismissReport(reason: reason), team: desk.team)
        return report
    }

    @Test func `S19: as already fixed opens a report, linked both ways`() async throws {
        let desk = try await Desk.open()
        let old = try await dismissed(desk, .alreadyFixed)
        let (_, outcome) = try await desk.join(old, Desk.ticket("2", "It is back"))
        guard case .assigned(let new, isNew: true, _) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        let (before, after) = (try await desk.standing(old), try await desk.standing(new))
        #expect(before.status == .suppressed)
        #expect(before.signalCount == 1)
        #expect(before.relatedTo == [new])
        #expect(after.relatedTo == [old])
        #expect(after.title == before.title)
    }

    @Test func `S19: when it was resolved opens a report, and the old one stays as it is`()
        async throws
    {
        let desk = try await Desk.open()
        let (_, old) = try await desk.open(Desk.ticket())
        let decisions = desk.signals.decisions
        try await decisions.step(old, of: desk.team, .startResearch(run: "r"))
        try await decisions.step(
            old, of: desk.team,
            .complete(.ready(title: "Fix it", summary: "s"), artefacts: [], seen: nil))
        _ = try await desk.signals.resolve(old, team: desk.team)
        let (_, outcome) = try await desk.join(old, Desk.ticket("2", "It is back"))
        guard case .assigned(let new, isNew: true, _) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        let (before, after) = (try await desk.standing(old), try await desk.standing(new))
        #expect(before.status == .resolved && before.signalCount == 1)
        #expect(before.relatedTo == [new] && after.relatedTo == [old])
        #expect(after.title == "Fix it")
        #expect(try await desk.balancedAccount().count(.assigned) == 2)
    }

    @Test func `S19: as won't fix is counted, and ten of them mark the report`() async throws {
        let desk = try await Desk.open()
        let report = try await dismissed(desk, .wontFix)
        for number in 1...10 {
            try await desk.join(report, Desk.ticket("n\(number)", "Again \(number)"))
        }
        let standing = try await desk.standing(report)
        #expect(standing.status == .suppressed)
        #expect(standing.signalCount == 11)
        #expect(standing.isRecurring)
        let page = try await desk.signals.reports(
            ReportQuery(statuses: [.suppressed]), team: desk.team)
        #expect(page.results.map(\.recurring) == [true])
        #expect(try await desk.balancedAccount().count(.assigned) == 11)
    }

    @Test func `as a duplicate joins the other report`() async throws {
        let desk = try await Desk.open()
        let (_, other) = try await desk.open(Desk.ticket("o", "The same elsewhere"))
        let (_, report) = try await desk.open(Desk.ticket())
        let refused = await #expect(throws: SignalsError.self) {
            _ = try await desk.signals.dismiss(
                report, DismissReport(reason: .duplicate), team: desk.team)
        }
        #expect(refused?.code == "invalid_argument")
        _ = try await desk.signals.dismiss(
            report, DismissReport(reason: .duplicate, duplicateOf: other), team: desk.team)
        let (_, outcome) = try await desk.join(report, Desk.ticket("2", "Once more"))
        #expect(outcome == .assigned(other, isNew: false, promoted: false))
    }
}
