import EventStore
import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Workflows

/// Lists the live signals of a report from the log itself, so that no view can be behind.
struct FetchSignals: Activity {
    let desk: SignalsDesk

    func run(_ input: ReportInput, _ context: ActivityContext) async throws -> FetchedSignals {
        let members = try await desk.decisions.members(of: input.report, team: input.team)
        return FetchedSignals(signals: members.compactMap(\.state.id))
    }
}

/// Begins the research of a candidate, unless the team has used up its reports for the day.
struct MarkInProgress: LocalActivity {
    let desk: SignalsDesk

    func run(_ input: ResearchRun, _ log: LogSession) async throws -> ResearchStart {
        let decisions = desk.decisions.over(log)
        do {
            let team = try await decisions.openTeam(input.team)
            if let until = try await quotaEnd(team.state, input, decisions) {
                return .overQuota(until: until)
            }
            let report = try await decisions.report(input.report, of: input.team, team)
            guard [.candidate, .inProgress].contains(report.state.standing.status) else {
                return .superseded
            }
            try await decisions.step(
                input.report, of: input.team, .startResearch(run: input.run))
            return .started
        } catch let error as SignalsError where error.isSupersession {
            return .superseded
        }
    }

    /// When the team may research again, if it may not now.
    private func quotaEnd(
        _ team: TeamState, _ input: ResearchRun, _ decisions: SignalsDecisions
    ) async throws -> Timestamp? {
        guard let limit = team.settings?.maxReportsPerDay else { return nil }
        let day: Int64 = 86_400_000_000
        let now = desk.time.now().microseconds
        let midnight = now - (now % day)
        let started = try await desk.researchStarts(
            of: input.team, since: Timestamp(microseconds: midnight))
        return started < limit ? nil : Timestamp(microseconds: midnight + day)
    }
}

/// Writes a result to a report, or learns that the report has moved meanwhile.
struct MarkReport: LocalActivity {
    enum Kind: Sendable { case ready, pendingInput, potential }

    let desk: SignalsDesk
    let kind: Kind

    func run(_ input: ResearchEnd, _ log: LogSession) async throws -> ReportReception {
        let decisions = desk.decisions.over(log)
        // A run that had to ask before it wrote a text leaves the one that is there.
        let standing = try await decisions.report(input.report).state.standing
        let title = input.title.isEmpty ? standing.title : input.title
        let summary = input.summary.isEmpty ? standing.summary : input.summary
        let outcome: ResearchOutcome =
            switch kind {
            case .ready: .ready(title: title, summary: summary)
            case .pendingInput:
                .inputRequested(title: title, summary: summary, reason: input.reason)
            case .potential: .notActionable(explanation: input.reason)
            }
        return try await desk.receive {
            try await decisions.step(
                input.report, of: input.team,
                .complete(outcome, artefacts: input.artefacts, seen: input.seen))
        }
    }
}

/// Gives a report back to the candidates, or lets it fail.
struct SetBack: LocalActivity {
    enum Kind: Sendable { case giveBack, fail }

    let desk: SignalsDesk
    let kind: Kind

    func run(_ input: ResearchSetback, _ log: LogSession) async throws -> ReportReception {
        let command: ReportCommand =
            switch kind {
            case .giveBack: .giveBack(.retry, error: input.error)
            case .fail: .fail(input.kind, input.error, artefacts: input.artefacts)
            }
        return try await desk.receive {
            try await desk.decisions.over(log).step(input.report, of: input.team, command)
        }
    }
}

/// Tells whoever listens that research of a report has ended; nobody's failure changes the report.
struct PublishCompleted: Activity {
    let desk: SignalsDesk

    func run(_ input: ReportInput, _ context: ActivityContext) async throws -> NoValue {
        desk.completed(input.report, input.team)
        return NoValue()
    }
}

extension SignalsDesk {
    /// How a report took a step: written, given back because it has grown, or refused.
    fileprivate func receive(
        _ step: () async throws -> ReportChange
    ) async throws -> ReportReception {
        do {
            let change = try await step()
            return change.status == .candidate && change.changed ? .lateSignals : .written
        } catch let error as SignalsError where error.isSupersession {
            return .superseded
        }
    }

    /// How many reports of the team began to be researched since a moment.
    fileprivate func researchStarts(
        of team: TeamID, since moment: Timestamp
    ) async throws -> Int {
        var count = 0
        var through: Position? = nil
        let filter = EventFilter(
            categories: [SignalsStreams.reports], types: [ReportResearchStarted.type])
        while true {
            let page = try await store.read(
                after: .start, through: through, filter, .backward,
                limit: FlowLimits.indexPageMax)
            for event in page.events {
                guard event.recorded >= moment else { return count }
                if event.metadata[Metadata.Names.team] == "\(team)" { count += 1 }
            }
            guard let next = page.next else { return count }
            through = next
        }
    }
}

extension SignalsError {
    /// Whether a person, or a cleanup, has been faster than the run.
    fileprivate var isSupersession: Bool {
        switch self {
        case .invalidStatusTransition, .reportGone, .reportUnknown, .refused: true
        default: false
        }
    }
}
