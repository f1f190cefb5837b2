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
            let report = try await decisions.report(input.report, of: input.team, team)
            guard report.state.standing.isInResearch else { return .superseded }
            if let until = try await quotaEnd(team.state, input) {
                try await decisions.step(input.report, of: input.team, .postpone(.quota))
                return .overQuota(until: until)
            }
            try await decisions.step(
                input.report, of: input.team, .startResearch(run: input.run))
            return .started
        } catch let error as SignalsError where error.isSupersession {
            desk.quota.giveBack(input.report, of: input.team)
            return .superseded
        }
    }

    /// When the team may research again, if it may not now.
    private func quotaEnd(
        _ team: TeamState, _ input: ResearchRun
    ) async throws -> Timestamp? {
        guard let limit = team.settings?.maxReportsPerDay else { return nil }
        let day: Int64 = 86_400_000_000
        let now = desk.time.now().microseconds
        let midnight = Timestamp(microseconds: now - (now % day))
        let begun = try await desk.researched(of: input.team, since: midnight)
        let takesPlace = desk.quota.take(
            input.report, of: input.team, on: midnight, limit: limit, begun: begun)
        return takesPlace ? nil : Timestamp(microseconds: midnight.microseconds + day)
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

/// Has the run that asks for it stop: its report needs it no more.
struct StopResearch: LocalActivity {
    func run(_ input: ReportInput, _ log: LogSession) async throws -> NoValue {
        let run = SignalFlows.summaryID(input.team, input.report)
        let reason = "the report needs no research any more"
        _ = try await log.append([], with: [.requestCancelIfOpen(id: run, reason: reason)])
        return NoValue()
    }
}

/// Tells whoever listens that research of a report has ended; nobody's failure changes the report.
struct PublishCompleted: Activity {
    let desk: SignalsDesk

    func run(_ input: ReportInput, _ context: ActivityContext) async throws -> NoValue {
        try await desk.completed(input.report, input.team)
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

    /// The reports of the team whose research began since a moment, each once.
    fileprivate func researched(
        of team: TeamID, since moment: Timestamp
    ) async throws -> Set<ReportID> {
        var begun: Set<ReportID> = []
        var through: Position? = nil
        let filter = EventFilter(
            categories: [SignalsStreams.reports], types: [ReportResearchStarted.type])
        while true {
            let page = try await store.read(
                after: .start, through: through, filter, .backward,
                limit: FlowLimits.indexPageMax)
            for event in page.events {
                guard event.recorded >= moment else { return begun }
                guard event.metadata[Metadata.Names.team] == "\(team)",
                    let report = event.stream.reportID
                else { continue }
                begun.insert(report)
            }
            guard let next = page.next else { return begun }
            through = next
        }
    }
}
