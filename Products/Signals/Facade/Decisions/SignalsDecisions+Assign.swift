import Events
package import SignalsContracts
import SignalsDomain

/// Where a signal belongs in the eyes of the judges.
package enum Placement: Hashable, Sendable {
    /// In a report that is there; the title is what the gate would call the change.
    case existing(ReportID, title: String?, ExistingMatch)
    /// In one of its own.
    case new(title: String, summary: String, NewMatch)
}

/// What became of a placement.
package enum PlacementOutcome: Hashable, Sendable {
    /// The signal is in the report.
    case assigned(ReportID, isNew: Bool, promoted: Bool)
    /// The report is gone: match again without it.
    case reportGone(ReportID)
    /// The signal was settled before, or its epoch is over.
    case settled(SignalPlace)
}

extension SignalsDecisions {
    /// Assigns a signal to a report in one commit, with everything that follows from it.
    package func assign(
        _ signal: SignalID, of team: TeamID, to placement: Placement
    ) async throws(SignalsError) -> PlacementOutcome {
        try await commit(SignalsStreams.signal(signal)) {
            () async throws(SignalsError) -> (Plan, Position, PlacementOutcome) in
            let (loaded, fence) = try await fencedTeam(team)
            let standing = try await self.signal(signal, of: team, loaded)
            guard standing.state.place.isInFlight, let accepted = standing.state.accepted else {
                return (plan(team, loaded), standing.own.last, .settled(standing.state.place))
            }
            var assignment = Assignment(
                team: team, fence: fence, signal: standing, accepted: accepted,
                plan: plan(team, loaded))
            let outcome = try await assignment.carryOut(placement, self)
            return (assignment.plan, standing.own.last, outcome)
        }.0
    }
}

/// One assignment while it is decided.
private struct Assignment {
    let team: TeamID
    let fence: EpochFence
    let signal: SignalStanding
    let accepted: SignalAccepted
    var plan: Plan

    mutating func carryOut(
        _ placement: Placement, _ decisions: SignalsDecisions
    ) async throws(SignalsError) -> PlacementOutcome {
        switch placement {
        case .new(let title, let summary, let match):
            return try await open(title, summary, .new(match), continuing: nil, decisions)
        case .existing(let report, let title, let match):
            return try await join(report, title, match, decisions)
        }
    }

    /// Joins the report, or does what its end says about signals that match it.
    private mutating func join(
        _ first: ReportID, _ title: String?, _ match: ExistingMatch,
        _ decisions: SignalsDecisions
    ) async throws(SignalsError) -> PlacementOutcome {
        var id = first
        for _ in 0..<SignalsLimits.mergeChainMax {
            let report = try await decisions.report(id)
            guard let opened = report.state.standing.opened, opened.team == team,
                opened.epoch == accepted.epoch
            else { return .reportGone(id) }
            switch Recurrence(matching: report.state.standing) {
            case .join: return try add(to: id, report, title, match)
            case .follow(let other): id = other
            case .matchAgain: return .reportGone(id)
            case .openAnother:
                return try await open(
                    "", "", .new(match.asNew), continuing: nil, decisions)
            case .continueIn(let title):
                return try await open(
                    title, "", .new(match.asNew), continuing: (id, report), decisions)
            }
        }
        return .reportGone(first)
    }

    private mutating func add(
        to id: ReportID, _ report: Loaded<ReportState>, _ title: String?, _ match: ExistingMatch
    ) throws(SignalsError) -> PlacementOutcome {
        var state = report.state
        var facts: [ReportFact] = []
        if let title, !title.isBlank, state.standing.takesTitle {
            let command = ReportCommand.title(
                title.prefixed(SignalsLimits.titleCharactersMax), summary: state.standing.summary)
            facts += try ReportDecider.decide(command, state)
        }
        facts += try ReportDecider.decide(addition, state)
        for fact in facts { state.apply(fact) }
        return try finish(
            id, report, facts, state, isNew: false, match: .existing(match))
    }

    /// Opens a report; one that continues another and the old one get to know each other.
    private mutating func open(
        _ title: String, _ summary: String, _ match: MatchMetadata,
        continuing old: (id: ReportID, report: Loaded<ReportState>)?,
        _ decisions: SignalsDecisions
    ) async throws(SignalsError) -> PlacementOutcome {
        let generation = signal.state.generation
        let founder = accepted.signalID
        let id = SignalsIdentity.report(
            team: team, epoch: accepted.epoch, founder: founder, generation: generation)
        let report = try await decisions.report(id)
        guard report.state.standing.status != .deleted else { return .reportGone(id) }
        let name = title.isBlank ? signal.state.text.firstLine : title
        let opened = ReportOpened(
            team: team, epoch: accepted.epoch, founder: founder, generation: generation,
            title: name.prefixed(SignalsLimits.titleCharactersMax),
            summary: summary.isBlank
                ? signal.state.text.prefixed(SignalsLimits.summaryCharactersMax) : summary)
        var state = report.state
        var facts = try ReportDecider.decide(.open(opened), state)
        for fact in facts { state.apply(fact) }
        var rest = try ReportDecider.decide(addition, state)
        for fact in rest { state.apply(fact) }
        if let old {
            rest += try ReportDecider.decide(.record([.relatedTo(old.id)]), state)
            let known = try ReportDecider.decide(.record([.relatedTo(id)]), old.report.state)
            try plan.append(known, to: SignalsStreams.report(old.id), after: old.report)
        }
        facts += rest
        return try finish(id, report, facts, state, isNew: true, match: match)
    }

    private var addition: ReportCommand {
        .add(accepted.signalID, weight: accepted.weight, source: accepted.source)
    }

    private mutating func finish(
        _ id: ReportID, _ report: Loaded<ReportState>, _ facts: [ReportFact],
        _ after: ReportState, isNew: Bool, match: MatchMetadata
    ) throws(SignalsError) -> PlacementOutcome {
        let promoted = facts.contains { fact in
            if case .promoted = fact { true } else { false }
        }
        let command = SignalCommand.assign(id, isNew: isNew, promoted: promoted, match)
        let own = try SignalDecider.decide(command, signal.state)
        try plan.append(facts, to: SignalsStreams.report(id), after: report)
        try plan.append(own, to: SignalsStreams.signal(accepted.signalID), after: signal.own)
        plan.rest(on: signal)
        plan.rest(on: fence)
        if [.candidate, .inProgress].contains(after.standing.status) {
            try plan.research(
                id, team, request: "\(accepted.signalID)/\(signal.state.generation)")
        }
        return .assigned(id, isNew: isNew, promoted: promoted)
    }
}

extension ReportStanding {
    /// Whether a new title may replace the one it has: research has the last word.
    fileprivate var takesTitle: Bool {
        runCount == 0 && (status == .potential || status == .candidate)
    }
}

extension ExistingMatch {
    /// The match of a signal that opens a report although it matched one.
    fileprivate var asNew: NewMatch {
        let shown = candidateSignalIDs.isEmpty ? [parentSignalID] : candidateSignalIDs
        return NewMatch(reason: reason, rejectedSignalIDs: shown)
    }
}

extension String {
    /// The first line that shows anything.
    package var firstLine: String {
        let lines = split(whereSeparator: \.isNewline)
        return lines.first { !String($0).isBlank }.map { String($0).trimmed } ?? ""
    }

    /// At most so many characters, the last one an ellipsis where something was left out.
    package func prefixed(_ limit: Int) -> String {
        count <= limit ? self : String(prefix(limit - 1)) + "…"
    }

    /// Without white space at both ends.
    package var trimmed: String {
        let rest = drop(while: \.isWhitespace)
        guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(rest[...last])
    }
}
