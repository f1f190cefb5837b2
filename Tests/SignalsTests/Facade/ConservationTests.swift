import Events
import Projections
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import Testing

/// Does at random what operators and the pipeline do.
struct Wanderer {
    let desk: Desk
    let random: SeededRandom
    private(set) var signals: [SignalID] = []
    private(set) var reports: [ReportID] = []

    init(_ desk: Desk, seed: UInt64) {
        self.desk = desk
        random = SeededRandom(seed: seed, name: "wanderer")
    }

    private func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

    private func any<Elements: Collection>(_ elements: Elements) -> Elements.Element? {
        elements.isEmpty ? nil : Array(elements)[below(elements.count)]
    }

    /// One step; what the product refuses changes nothing and is no fault.
    mutating func step(_ number: Int) async throws {
        do {
            try await act(number)
        } catch let error as SignalsError where error.kind != .machinery {
            return
        }
    }

    private mutating func act(_ number: Int) async throws {
        switch below(24) {
        case 0...5: try await emit(number)
        case 6...12: try await pipeline()
        case 13...15: try await research()
        case 16...19: try await operate()
        case 20...21: try await regroup()
        case 22: try await release()
        default:
            guard below(6) == 0 else { return }
            _ = try await desk.signals.cleanup(team: desk.team)
            _ = try await desk.signals.decisions.step(desk.team, .finishClearing)
        }
    }

    private mutating func emit(_ number: Int) async throws {
        let weight = Weight(thousandths: below(10) * 100)
        let ticket = Desk.ticket("\(number)", "Fault number \(number)", weight: weight)
        if let id = try await desk.signals.emit(ticket, team: desk.team).signalID {
            signals.append(id)
        }
    }

    private mutating func pipeline() async throws {
        guard let signal = any(signals) else { return }
        let decisions = desk.signals.decisions
        let command: SignalCommand? =
            switch below(8) {
            case 0: .block(threatType: "t", fragment: "f", explanation: "e", judge: nil)
            case 1: .filter(.notActionable, explanation: "e", judge: nil)
            case 2: .drop(.assignFailed, attempts: 3, error: "e")
            case 3: .clear(judge: nil)
            default: nil
            }
        if let command {
            try await decisions.step(signal, of: desk.team, command)
            return
        }
        var placement = Placement.new(title: "", summary: "", NewMatch(reason: "r"))
        if let report = any(reports.suffix(8)), below(3) > 0 {
            let match = ExistingMatch(parentSignalID: signal, matchQuery: "q", reason: "r")
            placement = .existing(report, title: nil, match)
        }
        let outcome = try await decisions.assign(signal, of: desk.team, to: placement)
        if case .assigned(let report, isNew: true, _) = outcome { reports.append(report) }
    }

    /// Brings one report a few steps further, from wherever it is.
    private func research() async throws {
        guard let report = any(reports.suffix(8)) else { return }
        for _ in 0..<(1 + below(3)) {
            let status = try await desk.standing(report).status
            guard let command = any(Wanderer.research(of: status)) else { return }
            try await desk.signals.decisions.step(report, of: desk.team, command)
        }
    }

    private static func research(of status: ReportStatus) -> [ReportCommand] {
        switch status {
        case .potential, .ready: [.promote, .resolve(.user, note: nil)]
        case .candidate: [.startResearch(run: "r")]
        case .inProgress:
            [
                .giveBack(.retry, error: "e"), .fail(.judged, "unsafe", artefacts: []),
                .complete(.ready(title: "t", summary: "s"), artefacts: [], seen: nil),
                .complete(.notActionable(explanation: "e"), artefacts: [], seen: nil),
                .complete(
                    .inputRequested(title: "t", summary: "s", reason: "r"), artefacts: [],
                    seen: nil),
            ]
        case .failed, .pendingInput:
            [.retry(.operator, reviewed: true, repository: nil, answer: nil)]
        case .resolved, .suppressed, .deleted: []
        }
    }

    private func operate() async throws {
        guard let report = any(reports.suffix(8)), let reason = any(DismissalReason.allCases)
        else { return }
        let (signals, team) = (desk.signals, desk.team)
        switch below(6) {
        case 0: _ = try await signals.snooze(report, signals: 1 + below(5), team: team)
        case 1:
            _ = try await signals.dismiss(
                report, DismissReport(reason: reason, duplicateOf: any(reports)), team: team)
        case 2: _ = try await signals.restore(report, team: team)
        case 3: _ = try await signals.resolve(report, team: team)
        case 4: _ = try await signals.retry(report, reviewed: true, team: team)
        default: _ = try await signals.delete(report, team: team)
        }
    }

    private mutating func regroup() async throws {
        guard let report = any(reports.suffix(8)), let other = any(reports.suffix(8)) else {
            return
        }
        switch below(3) {
        case 0: _ = try await desk.signals.merge(report, into: other, team: desk.team)
        case 1: _ = try await desk.signals.reingest(report, team: desk.team)
        default:
            var largest: (id: ReportID, members: [SignalID]) = (report, [])
            for id in reports.suffix(12) {
                let state = try await desk.signals.decisions.report(id).state
                guard state.standing.fate == .live, state.members.count > largest.members.count
                else { continue }
                largest = (id, state.members)
            }
            let (report, some) = (largest.id, Array(largest.members.prefix(1 + below(2))))
            let change = try await desk.signals.split(some, from: report, team: desk.team)
            reports.append(change.reportID)
        }
    }

    private func release() async throws {
        guard let signal = any(signals) else { return }
        if below(2) == 0 {
            _ = try await desk.signals.release([signal], team: desk.team)
        } else {
            _ = try await desk.signals.redo([signal], team: desk.team)
        }
    }
}

@Suite struct `Whatever happens to signals` {
    @Test(arguments: UInt64(1)...20)
    func `each is in one place, in the log, in the view and in its report`(
        seed: UInt64
    ) async throws {
        let desk = try await Desk.open()
        var wanderer = Wanderer(desk, seed: seed)
        for number in 1...150 { try await wanderer.step(number) }

        _ = try await desk.balancedAccount()
        try await expectViewToAgree(desk)
        try await expectReportsToAgree(desk, wanderer.reports)
        try await expectRebuildToAgree(desk)
    }

    @Test func `the wanderer meets nearly every kind of event`() async throws {
        var met: Set<String> = []
        for seed in UInt64(1)...12 {
            let desk = try await Desk.open()
            var wanderer = Wanderer(desk, seed: seed)
            for number in 1...150 { try await wanderer.step(number) }
            met.formUnion(try await desk.events().map(\.type.text))
        }
        let wanted = SignalLedgerRules.types.union(ResearchLedgerRules.types)
        #expect(Set(wanted.map(\.text)).subtracting(met).isEmpty)
    }

    /// The rows of the present epoch count what the fold of the log counts.
    private func expectViewToAgree(_ desk: Desk) async throws {
        let epoch = try await desk.signals.team(desk.team).epoch
        let labels = SignalLedgerRules.labels(team: desk.team, epoch: epoch)
        let fold = try Ledger<SignalLedgerRules>(try await desk.events()).account(of: labels)
        let view = try await desk.signals.ledger(team: desk.team)
        #expect(view.total.accepted == fold.accepted)
        #expect(view.total.inFlight == fold.inFlight)
        #expect(view.total.outcomes.assigned == fold.count(.assigned))
        #expect(view.total.outcomes.filtered == fold.count(.filtered))
        #expect(view.total.outcomes.blocked == fold.count(.blocked))
        #expect(view.total.outcomes.dropped == fold.count(.dropped))
        for stage in FlightStage.allCases {
            #expect(view.total.stages[stage.rawValue] == fold.count(in: stage))
        }
        let research = try Ledger<ResearchLedgerRules>(try await desk.events())
        let account = research.account(of: ["team": "\(desk.team)", "epoch": "\(epoch)"])
        #expect(account.remainder == 0)
        #expect(view.research.promoted == account.accepted)
        #expect(view.research.candidate == account.count(in: .candidate))
        #expect(view.research.inProgress == account.count(in: .inProgress))
    }

    /// A report counts the signals that it holds, and each of them says that it is there.
    private func expectReportsToAgree(_ desk: Desk, _ reports: [ReportID]) async throws {
        let epoch = try await desk.signals.team(desk.team).epoch
        for id in reports {
            let state = try await desk.signals.decisions.report(id).state
            guard let opened = state.standing.opened, state.standing.fate == .live,
                opened.epoch == epoch
            else { continue }
            #expect(state.standing.signalCount == state.members.count)
            let weight = state.members.reduce(Weight.zero) { sum, signal in
                guard let member = state.member(signal), member.counts else { return sum }
                return sum + member.weight
            }
            #expect(state.standing.totalWeight == weight)
            let standings = try await desk.signals.decisions.members(of: id, team: desk.team)
            #expect(standings.allSatisfy { $0.state.place.report == id })
            let listed = try await desk.signals.signals(of: id, team: desk.team)
            #expect(Set(listed.map(\.signalID)) == Set(state.members))
        }
    }

    /// Rows that are folded again are the same rows.
    private func expectRebuildToAgree(_ desk: Desk) async throws {
        let again = try await Views.open(
            nil, over: desk.store, Signals.projections, time: desk.time)
        let rebuilt = Signals(
            store: desk.store, client: desk.client, views: again,
            time: desk.time, random: SeededRandom(seed: 9))
        let query = ReportQuery(statuses: ReportStatus.allCases, limit: 200)
        #expect(
            try await rebuilt.reports(query, team: desk.team)
                == desk.signals.reports(query, team: desk.team))
        #expect(
            try await rebuilt.ledger(team: desk.team) == desk.signals.ledger(team: desk.team))
    }
}
