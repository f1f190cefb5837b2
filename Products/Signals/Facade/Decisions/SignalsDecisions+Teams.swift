import Events
package import SignalsContracts
package import SignalsDomain

/// Something asked of a team.
package typealias TeamCommand = TeamDecider.Command

extension SignalsDecisions {
    /// Takes one step with a team; the fence of a cleanup holds back what is not part of it.
    @discardableResult
    package func step(
        _ team: TeamID, _ command: TeamCommand,
        _ extend: (inout Plan, TeamState) throws(SignalsError) -> Void = {
            (_, _) throws(SignalsError) in
        }
    ) async throws(SignalsError) -> TeamChange {
        try await steps(team, { (_) throws(SignalsError) in [command] }, extend)
    }

    /// Takes the steps that follow from the team's present state, in one commit.
    package func steps(
        _ team: TeamID, _ commands: (TeamState) throws(SignalsError) -> [TeamCommand],
        _ extend: (inout Plan, TeamState) throws(SignalsError) -> Void = {
            (_, _) throws(SignalsError) in
        }
    ) async throws(SignalsError) -> TeamChange {
        let (_, committed) = try await commit(SignalsStreams.team(team)) {
            () async throws(SignalsError) -> (Plan, Position, Void) in
            let fence = try await fence(of: team)
            let loaded = try await self.team(team)
            var after = loaded.state
            var facts: [TeamFact] = []
            for command in try commands(loaded.state) {
                let new = try TeamDecider.decide(command, after)
                for fact in new { after.apply(fact) }
                facts += new
            }
            var plan = plan(team, loaded)
            if !facts.isEmpty {
                try plan.move(fence, with: facts)
                try plan.append(facts, to: SignalsStreams.team(team), after: loaded)
                try extend(&plan, after)
            }
            return (plan, loaded.last, ())
        }
        return TeamChange(
            teamID: team, position: committed.position, changed: committed.changed)
    }

    /// Puts settled signals on their way again, in one commit of at most so many.
    ///
    /// - Returns: Where each signal is then.
    package func release(
        _ signals: [SignalID], of team: TeamID, _ why: ReleaseReason, note: String?
    ) async throws(SignalsError) -> [SignalChange] {
        let (places, committed) = try await commit(SignalsStreams.team(team)) {
            () async throws(SignalsError) -> (Plan, Position, [(SignalID, SignalPlace, Bool)]) in
            let (loaded, fence) = try await fencedTeam(team)
            var plan = plan(team, loaded)
            var released: [SignalState] = []
            var places: [(SignalID, SignalPlace, Bool)] = []
            for id in signals {
                let standing = try await signal(id, of: team, loaded)
                guard standing.state.accepted?.epoch == loaded.state.epoch else {
                    throw .signalUnknown(id)
                }
                let facts = try SignalDecider.decide(
                    .release(why, note: note), standing.state)
                let after = facts.reduce(into: standing.state) { $0.apply($1) }
                if !facts.isEmpty {
                    try plan.append(facts, to: SignalsStreams.signal(id), after: standing.own)
                    plan.rest(on: standing)
                    released.append(after)
                }
                places.append((id, after.place, !facts.isEmpty))
            }
            plan.rest(on: fence)
            try plan.deliverAgain(released, loaded.state, team)
            return (plan, loaded.last, places)
        }
        return places.map { id, place, changed in
            SignalChange(
                signalID: id, state: "\(place)", position: committed.position, changed: changed)
        }
    }

    /// Mails signals that a report gave back, or a part of them, to the grouping.
    ///
    /// - Returns: How many were still on their way.
    package func regroup(
        _ signals: [SignalID], of team: TeamID
    ) async throws(SignalsError) -> Int {
        try await commit(SignalsStreams.team(team)) {
            () async throws(SignalsError) -> (Plan, Position, Int) in
            let (loaded, fence) = try await fencedTeam(team)
            var waiting: [SignalState] = []
            for id in signals {
                let state = try await signal(id, of: team, loaded).state
                if state.place.isInFlight { waiting.append(state) }
            }
            var plan = plan(team, loaded)
            try plan.deliverAgain(waiting, loaded.state, team)
            if !plan.isEmpty { plan.rest(on: fence) }
            return (plan, loaded.last, waiting.count)
        }.0
    }
}
