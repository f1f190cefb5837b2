import Events
package import SignalsContracts
package import SignalsDomain
package import Workflows

extension SignalsDecisions {
    /// Takes one step with a report of the team's present epoch.
    ///
    /// - Throws: `reportUnknown` for one of another team or epoch, or what the status machine says.
    @discardableResult
    package func step(
        _ id: ReportID, of team: TeamID, _ command: ReportCommand,
        _ extend: (inout Plan, ReportState) throws(SignalsError) -> Void = {
            (_, _) throws(SignalsError) in
        }
    ) async throws(SignalsError) -> ReportChange {
        let (status, committed) = try await commit(SignalsStreams.report(id)) {
            () async throws(SignalsError) -> (Plan, Position, ReportStatus) in
            let (loaded, fence) = try await fencedTeam(team)
            let report = try await report(id, of: team, loaded)
            let facts = try ReportDecider.decide(command, report.state)
            var plan = plan(team, loaded)
            let after = facts.reduce(into: report.state) { $0.apply($1) }
            if !facts.isEmpty {
                try plan.append(facts, to: SignalsStreams.report(id), after: report)
                plan.rest(on: fence)
                if let end = command.endOfResearch, report.state.standing.isInResearch {
                    try plan.stopResearch(id, team, because: end)
                }
                try extend(&plan, after)
            }
            return (plan, report.last, after.standing.status)
        }
        return ReportChange(
            reportID: id, status: status, position: committed.position,
            changed: committed.changed)
    }

    /// A report of the team's present epoch.
    package func report(
        _ id: ReportID, of team: TeamID, _ loaded: Loaded<TeamState>
    ) async throws(SignalsError) -> Loaded<ReportState> {
        let report = try await report(id)
        guard let opened = report.state.standing.opened, opened.team == team,
            opened.epoch == loaded.state.epoch
        else { throw .reportUnknown(id) }
        return report
    }

    /// Gives a report back whose run was closed from outside, and has it researched again.
    ///
    /// The third time the report fails. A run that was counted before changes nothing.
    package func takeBack(
        _ id: ReportID, of team: TeamID, after closed: RunChange
    ) async throws(SignalsError) -> ReportChange {
        let command = ReportCommand.interrupt(run: "\(closed.run)", error: closed.interruption)
        return try await step(id, of: team, command) { (plan, after) throws(SignalsError) in
            guard after.standing.status == .candidate else { return }
            try plan.research(id, team, request: "interrupted/\(closed.run)")
        }
    }

    /// Merges a report into another, in one event on the stream of each.
    package func merge(
        _ id: ReportID, into target: ReportID, of team: TeamID
    ) async throws(SignalsError) -> ReportChange {
        let (status, committed) = try await commit(SignalsStreams.report(id)) {
            () async throws(SignalsError) -> (Plan, Position, ReportStatus) in
            let (loaded, fence) = try await fencedTeam(team)
            let report = try await report(id, of: team, loaded)
            let other = try await self.report(target, of: team, loaded)
            var plan = plan(team, loaded)
            let facts = try ReportDecider.decide(.merge(into: target), report.state)
            guard case .merged(let merger)? = facts.first else {
                return (plan, report.last, report.state.standing.status)
            }
            let gained = try ReportDecider.decide(.absorb(merger), other.state)
            try plan.append(facts, to: SignalsStreams.report(id), after: report)
            try plan.append(gained, to: SignalsStreams.report(target), after: other)
            plan.rest(on: fence)
            if report.state.standing.isInResearch {
                try plan.stopResearch(id, team, because: "the report was merged into \(target)")
            }
            let after = gained.reduce(into: other.state) { $0.apply($1) }
            try plan.researchIfDue(target, team, after, request: "merge/\(id)")
            return (plan, report.last, .deleted)
        }
        return ReportChange(
            reportID: id, status: status, position: committed.position,
            changed: committed.changed)
    }

    /// Splits signals off into a report of their own, founded by the first of them.
    ///
    /// - Returns: The report that they are in now.
    package func split(
        _ signals: [SignalID], from id: ReportID, of team: TeamID
    ) async throws(SignalsError) -> (ReportChange, into: ReportID) {
        let (answer, committed) = try await commit(SignalsStreams.report(id)) {
            () async throws(SignalsError) -> (Plan, Position, (ReportID, ReportStatus)) in
            let (loaded, fence) = try await fencedTeam(team)
            let report = try await report(id, of: team, loaded)
            let standings = try await standings(of: signals, team: team)
            let opened = try opening(of: standings, team, loaded.state.epoch)
            let target = opened.id
            let other = try await self.report(target)
            var plan = plan(team, loaded)
            if signals.allSatisfy({ other.state.member($0) != nil }) {
                return (plan, other.last, (target, other.state.standing.status))
            }
            let leaving = try ReportDecider.decide(.split(signals, into: target), report.state)
            var state = other.state
            var arriving = try ReportDecider.decide(.open(opened.report), state)
            for fact in arriving { state.apply(fact) }
            for standing in standings {
                guard let accepted = standing.state.accepted else { continue }
                let facts = try ReportDecider.decide(
                    .add(accepted.signalID, weight: accepted.weight, source: accepted.source),
                    state)
                for fact in facts { state.apply(fact) }
                arriving += facts
            }
            try plan.append(leaving, to: SignalsStreams.report(id), after: report)
            try plan.append(arriving, to: SignalsStreams.report(target), after: other)
            plan.rest(on: fence)
            try plan.researchIfDue(target, team, state, request: "split/\(target)")
            return (plan, report.last, (target, state.standing.status))
        }
        let change = ReportChange(
            reportID: answer.0, status: answer.1, position: committed.position,
            changed: committed.changed)
        return (change, answer.0)
    }

    /// What a report is opened with that a split founds; its generation is one that is free.
    private func opening(
        of standings: [SignalStanding], _ team: TeamID, _ epoch: Int
    ) throws(SignalsError) -> (id: ReportID, report: ReportOpened) {
        guard let founder = standings.first, let accepted = founder.state.accepted,
            standings.count <= SignalsLimits.commitSignalsMax
        else {
            throw .invalidArgument(
                "signals", "name 1 to \(SignalsLimits.commitSignalsMax) signals of the report")
        }
        // The founder's own number names the report that it once opened by itself.
        let generation = founder.state.generation + SignalsLimits.splitGeneration
        let report = ReportOpened(
            team: team, epoch: epoch, founder: accepted.signalID, generation: generation,
            title: founder.state.text.firstLine.prefixed(SignalsLimits.titleCharactersMax),
            summary: founder.state.text.prefixed(SignalsLimits.summaryCharactersMax))
        let id = SignalsIdentity.report(
            team: team, epoch: epoch, founder: accepted.signalID, generation: generation)
        return (id, report)
    }
}

extension ReportCommand {
    /// What a run that is open is told when it is over with this step; nil for every other step.
    fileprivate var endOfResearch: String? {
        switch self {
        case .dismiss: "the report was dismissed"
        case .delete: "the report was deleted"
        case .release: "the report is grouped anew"
        default: nil
        }
    }
}

extension Plan {
    /// Asks a run that researches the report to stop, in the commit that makes it pointless.
    fileprivate mutating func stopResearch(
        _ id: ReportID, _ team: TeamID, because reason: String
    ) throws(SignalsError) {
        try ask { () throws(WorkflowError) in
            .requestCancelIfOpen(id: SignalFlows.summaryID(team, id), reason: reason)
        }
    }

    /// Adds the research of a report that is, or has just become, a candidate.
    mutating func researchIfDue(
        _ id: ReportID, _ team: TeamID, _ state: ReportState, request: String
    ) throws(SignalsError) {
        guard [.candidate, .inProgress].contains(state.standing.status) else { return }
        try research(id, team, request: request)
    }
}
