package import Events
package import SignalsContracts
package import SignalsDomain

/// A signal as it stands: its own events, and the fate of the reports that hold or held it.
package struct SignalStanding: Sendable {
    /// The state after all of that.
    package var state: SignalState
    /// What its own stream amounts to.
    package let own: Loaded<SignalState>
    /// The reports that the state rests on.
    package var reports: [(id: ReportID, loaded: Loaded<ReportState>)] = []

    /// When it came through the door, and where.
    package var accepted: (position: Position, recorded: Timestamp)? { own.first }
}

extension SignalsDecisions {
    /// A signal of the team, whatever its epoch.
    package func signal(
        _ id: SignalID, of team: TeamID, _ loaded: Loaded<TeamState>
    ) async throws(SignalsError) -> SignalStanding {
        let own = try await ownSignal(id)
        guard let accepted = own.state.accepted, accepted.team == team else {
            throw .signalUnknown(id)
        }
        var standing = SignalStanding(state: own.state, own: own)
        try await follow(&standing, id)
        if accepted.epoch < loaded.state.epoch { standing.state.closeEpoch() }
        return standing
    }

    /// Follows splits and merges to the report that holds the signal now.
    private func follow(
        _ standing: inout SignalStanding, _ id: SignalID
    ) async throws(SignalsError) {
        while let holder = standing.state.place.report {
            guard standing.reports.count < SignalsLimits.mergeChainMax else {
                throw .unreadable("signal \(id) was moved more often than can be followed")
            }
            let report = try await report(holder)
            standing.reports.append((holder, report))
            if let other = report.state.movedTo[id] {
                standing.state.move(from: holder, to: other)
            } else {
                standing.state.follow(report.state.standing.fate, of: holder)
            }
            if standing.state.place.report == holder { return }
        }
    }
}

extension Plan {
    /// Adds the expectations that a decision about a signal rests on.
    mutating func rest(on standing: SignalStanding) {
        for report in standing.reports { check(SignalsStreams.report(report.id), report.loaded) }
    }
}
