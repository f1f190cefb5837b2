import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import Testing

@Suite struct `The inbox` {
    /// One report in each status, named after it.
    func filled(_ desk: Desk) async throws -> [ReportStatus: ReportID] {
        var reports: [ReportStatus: ReportID] = [:]
        for status in ReportStatus.allCases {
            desk.time.advance(by: .seconds(1))
            let (_, report) = try await desk.open(
                Desk.ticket(status.rawValue, "Report \(status)", weight: .tenths(1)))
            reports[status] = report
            try await bring(report, to: status, desk)
        }
        return reports
    }

    private func bring(_ report: ReportID, to status: ReportStatus, _ desk: Desk) async throws {
        let (decisions, team) = (desk.signals.decisions, desk.team)
        func step(_ command: ReportCommand) async throws {
            try await decisions.step(report, of: team, command)
        }
        if status == .deleted { return try await step(.delete(why: "test")) }
        if status == .suppressed {
            return try await step(.dismiss(Dismissal(reason: .spam, origin: .user)))
        }
        guard status != .potential else { return }
        try await step(.promote)
        guard status != .candidate else { return }
        try await step(.startResearch(run: "r"))
        let title = "Report \(status)"
        switch status {
        case .pendingInput:
            let asked = ResearchOutcome.inputRequested(title: title, summary: "s", reason: "r")
            try await step(.complete(asked, artefacts: [], seen: nil))
        case .failed: try await step(.fail(.infrastructure, "no disk", artefacts: []))
        case .ready, .resolved:
            let judgment = ActionabilityJudgment(
                actionability: .immediatelyActionable, explanation: "e")
            let reviewer = SuggestedReviewer(login: "ada", name: "Ada", score: 1)
            try await step(
                .complete(
                    .ready(title: title, summary: "s"),
                    artefacts: [
                        .actionabilityJudgment(judgment), .suggestedReviewers([reviewer]),
                    ], seen: nil))
            if status == .resolved { try await step(.resolve(.user, note: nil)) }
        default: break
        }
    }

    @Test func `lists by status, failed after ready, and hides what is suppressed or deleted`()
        async throws
    {
        let desk = try await Desk.open()
        _ = try await filled(desk)
        let page = try await desk.signals.reports(team: desk.team)
        let order: [ReportStatus] = [
            .ready, .pendingInput, .inProgress, .candidate, .potential, .resolved, .failed,
        ]
        #expect(page.results.map(\.status) == order)
        #expect(page.count == 7)
        #expect(page.next == nil)
        let suppressed = try await desk.signals.reports(
            ReportQuery(statuses: [.suppressed, .deleted]), team: desk.team)
        #expect(suppressed.results.map(\.status) == [.suppressed])
    }

    @Test func `puts first what is suggested to the reader`() async throws {
        let desk = try await Desk.open()
        _ = try await filled(desk)
        let page = try await desk.signals.reports(ReportQuery(login: "ada"), team: desk.team)
        #expect(page.results.prefix(2).map(\.status) == [.ready, .resolved])
        #expect(page.results.map(\.isSuggestedReviewer).filter(\.self).count == 2)
        let others = try await desk.signals.reports(
            ReportQuery(suggestedReviewers: ["ada"]), team: desk.team)
        #expect(others.count == 2)
    }

    @Test(arguments: ["weight", "-colour", "status,nothing", ""])
    func `takes the usual order for a field that does not exist`(ordering: String) async throws {
        let desk = try await Desk.open()
        _ = try await filled(desk)
        let usual = try await desk.signals.reports(team: desk.team).results.map(\.id)
        let page = try await desk.signals.reports(
            ReportQuery(ordering: ordering), team: desk.team)
        #expect(page.results.map(\.id) == usual)
    }

    @Test(arguments: [
        "-created_at", "created_at", "-is_suggested_reviewer,status,-updated_at,id", "priority",
        "-priority,title", "-total_weight,id", "-id",
    ])
    func `pages without a gap or a repetition`(ordering: String) async throws {
        let desk = try await Desk.open()
        _ = try await filled(desk)
        var query = ReportQuery(ordering: ordering, login: "ada")
        let all = try await desk.signals.reports(query, team: desk.team).results.map(\.id)
        var paged: [ReportID] = []
        query.limit = 2
        repeat {
            let page = try await desk.signals.reports(query, team: desk.team)
            paged += page.results.map(\.id)
            query.cursor = page.next
        } while query.cursor != nil
        #expect(paged == all)
        #expect(Set(all).count == 7)
    }

    @Test func `refuses a cursor of another list`() async throws {
        let desk = try await Desk.open()
        for cursor in ["zz", "5b5d", "00"] {
            let error = await #expect(throws: SignalsError.self) {
                _ = try await desk.signals.reports(ReportQuery(cursor: cursor), team: desk.team)
            }
            #expect(error?.code == "invalid_argument")
        }
    }

    @Test func `searches in title and summary, wildcards taken literally`() async throws {
        let desk = try await Desk.open()
        try await _ = desk.open(Desk.ticket("1", "Quota of 100% reached"))
        try await _ = desk.open(Desk.ticket("2", "Quota of 1000 reached"))
        func found(_ search: String) async throws -> Int {
            try await desk.signals.reports(ReportQuery(search: search), team: desk.team).count
        }
        #expect(try await found("quota") == 2)
        #expect(try await found("100%") == 1)
        #expect(try await found("_") == 0)
        #expect(try await found("login") == 0)
    }

    @Test func `keeps reports with a signal of a product`() async throws {
        let desk = try await Desk.open()
        try await _ = desk.open(Desk.ticket())
        func count(_ products: [String]) async throws -> Int {
            try await desk.signals.reports(
                ReportQuery(sourceProducts: products), team: desk.team
            ).count
        }
        #expect(try await count(["zendesk", "github"]) == 1)
        #expect(try await count(["github"]) == 0)
    }

    @Test func `shows what was appended to whoever asks for its position`() async throws {
        let desk = try await Desk.open()
        let receipt = try await desk.signals.emit(Desk.ticket(), team: desk.team)
        let traces = try await desk.signals.traces(
            ofSource: "1", atLeast: receipt.position, team: desk.team)
        #expect(traces.map(\.signalID) == [try #require(receipt.signalID)])
        #expect(traces.first?.state == "buffered")
        let beyond = try #require(Position("1000000"))
        let error = await #expect(throws: SignalsError.self) {
            _ = try await desk.signals.reports(ReportQuery(atLeast: beyond), team: desk.team)
        }
        #expect(error?.code == "invalid_argument")
    }
}

@Suite struct `What the facade tells of a signal` {
    @Test func `is every event of it in order, and where it is`() async throws {
        let desk = try await Desk.open()
        let (id, report) = try await desk.open(Desk.ticket())
        try await desk.join(report, Desk.ticket("2", "Another"))
        let trace = try await desk.signals.trace(id, team: desk.team)
        #expect(
            trace.events.map(\.type) == [
                "signals.signal-accepted", "signals.signal-cleared",
                "signals.report-signal-added", "signals.signal-assigned",
            ])
        #expect(trace.events.map(\.position) == trace.events.map(\.position).sorted())
        #expect((trace.state, trace.outcome, trace.reportID) == ("assigned", "assigned", report))
        let history = try await desk.signals.history(of: report, team: desk.team)
        #expect(history.first?.type == "signals.report-opened")
    }

    @Test func `counts the same in the view as in the fold of the log`() async throws {
        let desk = try await Desk.open()
        let (_, a) = try await desk.open(Desk.ticket("1", "One"))
        let (_, b) = try await desk.open(Desk.ticket("2", "Two"))
        try await desk.join(a, Desk.ticket("3", "Three"))
        try await desk.accept(Desk.ticket("4", "Four"))
        let dropped = try await desk.accept(Desk.ticket("5", "Five"))
        _ = try await desk.signals.decisions.step(
            dropped, of: desk.team, .drop(.groupingFailed, attempts: 3, error: "e"))
        _ = try await desk.signals.merge(a, into: b, team: desk.team)
        let (view, fold) = (
            try await desk.signals.ledger(team: desk.team), try await desk.balancedAccount()
        )
        #expect(view.total.accepted == fold.accepted)
        #expect(view.total.outcomes.assigned == fold.count(.assigned))
        #expect(view.total.outcomes.dropped == fold.count(.dropped))
        #expect(view.total.droppedReasons["grouping_failed"] == 1)
        #expect(view.total.droppedReasons.count == DropReason.allCases.count)
        #expect(view.total.inFlight == fold.inFlight)
        #expect(view.sources.map(\.source) == [.zendeskTicket])
        #expect(view.research.promoted == view.research.candidate + 1)
        #expect(view.research.outcomes["deleted"] == 1)
    }

    @Test func `is settled once nothing is in flight and no report waits for the machine`()
        async throws
    {
        let desk = try await Desk.open()
        #expect(try await desk.signals.status(team: desk.team).settled)
        let id = try await desk.accept(Desk.ticket("1", "One", weight: .tenths(1)))
        let busy = try await desk.signals.status(team: desk.team)
        #expect(!busy.settled)
        #expect(busy.open.map(\.workflowID) == ["buffer-signals-1"])
        #expect(busy.open.map(\.id) == [id.value])
        _ = try await desk.signals.decisions.assign(
            id, of: desk.team, to: .new(title: "", summary: "", NewMatch(reason: "r")))
        let done = try await desk.signals.status(team: desk.team)
        #expect(done.settled)
        #expect(done.reports["potential"] == 1)
    }

    @Test func `is nothing after a cleanup, and the same signal is accepted anew`() async throws {
        let desk = try await Desk.open()
        let (_, report) = try await desk.open(Desk.ticket())
        _ = try await desk.signals.cleanup(team: desk.team)
        _ = try await desk.signals.decisions.step(desk.team, .finishClearing)
        let ledger = try await desk.signals.ledger(team: desk.team)
        #expect(ledger.total.accepted == 0)
        #expect(try await desk.signals.reports(team: desk.team).count == 0)
        await #expect(throws: SignalsError.reportUnknown(report)) {
            _ = try await desk.signals.report(report, team: desk.team)
        }
        #expect(try await desk.signals.team(desk.team).epoch == 2)
        let (_, again) = try await desk.open(Desk.ticket())
        #expect(again != report)
        #expect(try await desk.balancedAccount().accepted == 2)
    }
}
