public import Events
public import SignalsContracts
import SignalsDomain

extension Signals {
    /// Takes in a report that was researched elsewhere; its signals have to be in the log.
    ///
    /// It becomes the result of the report that holds the signals already; where none does, the
    /// first signal founds one.
    public func ingestReport(
        _ document: JSONValue, team: TeamID
    ) async throws(SignalsError) -> IngestedReport {
        let researched = try ResearchedReport(document)
        let (answer, committed) = try await decisions.commit(SignalsStreams.team(team)) {
            () async throws(SignalsError) -> (Plan, Position, (ReportID, ReportStatus)) in
            let loaded = try await decisions.openTeam(team)
            var standings: [SignalStanding] = []
            for id in researched.signals {
                standings.append(try await decisions.signal(id, of: team, loaded))
            }
            let target = try await target(of: standings, team, loaded)
            var plan = decisions.plan(team, loaded)
            let state = try plan.take(researched, standings, target, loaded, team)
            return (plan, target.report.last, (target.id, state.standing.status))
        }
        return IngestedReport(
            reportID: answer.0, status: answer.1, priority: researched.priority,
            position: committed.position)
    }

    /// The report that holds the signals; signals of two reports have to be merged first.
    private func target(
        of standings: [SignalStanding], _ team: TeamID, _ loaded: Loaded<TeamState>
    ) async throws(SignalsError) -> IngestTarget {
        var holder: ReportID?
        for standing in standings {
            guard let id = standing.state.id else { continue }
            switch standing.state.place {
            case .inFlight: continue
            case .settled(.assigned(let report)):
                guard holder == nil || holder == report else {
                    throw .signalElsewhere(
                        id, is: "in report \(report)", needed: "in the report of the others")
                }
                holder = report
            case .settled:
                throw .signalElsewhere(
                    id, is: "\(standing.state.place)", needed: "assigned or in flight")
            }
        }
        if let holder {
            return IngestTarget(
                id: holder, report: try await decisions.report(holder, of: team, loaded))
        }
        guard let founder = standings.first?.state, let accepted = founder.accepted else {
            throw .invalidArgument("signal_ids", "name the signals of the report")
        }
        let id = SignalsIdentity.report(
            team: team, epoch: accepted.epoch, founder: accepted.signalID,
            generation: founder.generation)
        return IngestTarget(id: id, report: try await decisions.report(id))
    }
}

private struct IngestTarget {
    let id: ReportID
    let report: Loaded<ReportState>
}

extension Plan {
    /// Plans everything that brings a report with these signals to its result, in one commit.
    fileprivate mutating func take(
        _ researched: ResearchedReport, _ standings: [SignalStanding], _ target: IngestTarget,
        _ team: Loaded<TeamState>, _ id: TeamID
    ) throws(SignalsError) -> ReportState {
        var state = target.report.state
        var facts: [ReportFact] = []
        func decide(_ command: ReportCommand) throws(SignalsError) {
            let new = try ReportDecider.decide(command, state)
            for fact in new { state.apply(fact) }
            facts += new
        }

        if let founder = standings.first?.state, let accepted = founder.accepted {
            try decide(
                .open(
                    ReportOpened(
                        team: id, epoch: accepted.epoch, founder: accepted.signalID,
                        generation: founder.generation,
                        title: founder.text.firstLine.prefixed(
                            SignalsLimits.titleCharactersMax), summary: "")))
        }
        for standing in standings where standing.state.place.isInFlight {
            guard let accepted = standing.state.accepted else { continue }
            try decide(
                .add(accepted.signalID, weight: accepted.weight, source: accepted.source))
            let match = NewMatch(reason: "named by a report that was researched elsewhere")
            let assigned = try SignalDecider.decide(
                .assign(
                    target.id, isNew: target.report.revision == nil, promoted: true, .new(match)),
                standing.state)
            try append(
                assigned, to: SignalsStreams.signal(accepted.signalID), after: standing.own)
        }
        if [.potential, .ready].contains(state.standing.status) { try decide(.promote) }
        if [.failed, .pendingInput].contains(state.standing.status) {
            try decide(.retry(.operator, reviewed: true, repository: nil, answer: nil))
        }
        if state.standing.status == .candidate { try decide(.startResearch(run: "ingested")) }
        try decide(
            .complete(researched.outcome, artefacts: researched.artefacts, seen: nil))
        try append(facts, to: SignalsStreams.report(target.id), after: target.report)
        check(SignalsStreams.team(id), team)
        return state
    }
}
