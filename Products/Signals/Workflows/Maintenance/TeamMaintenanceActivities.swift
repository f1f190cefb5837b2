import EventStore
import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Workflows

/// Stops the grouping while reports are released, at least for ten minutes from now.
struct PauseGrouping: LocalActivity {
    let desk: SignalsDesk

    func run(_ input: TeamInput, _ log: LogSession) async throws -> NoValue {
        let asked = try await desk.decisions.over(log).team(input.team).state.pausedUntil
        let until = max(
            asked ?? Timestamp(microseconds: 0), desk.time.now() + FlowLimits.reingestionPause)
        try await log.tellGrouping(until, of: input.team)
        return NoValue()
    }
}

/// Gives the grouping the pause back that its team asked for, before the release or during it.
struct RestorePause: LocalActivity {
    let desk: SignalsDesk

    func run(_ input: TeamInput, _ log: LogSession) async throws -> NoValue {
        let asked = try await desk.decisions.over(log).team(input.team).state.pausedUntil
        try await log.tellGrouping(asked, of: input.team)
        return NoValue()
    }
}

/// Lists the reports of a team's epoch that still hold signals.
struct ListLiveReports: Activity {
    let desk: SignalsDesk

    func run(_ input: TeamInput, _ context: ActivityContext) async throws -> [ReportID] {
        let epoch = try await desk.decisions.team(input.team).state.epoch
        let filter = EventFilter(
            categories: [SignalsStreams.reports], types: [ReportOpened.type])
        var position = Position.start
        var live: [ReportID] = []
        while true {
            let page = try await desk.store.read(
                after: position, through: nil, filter, .forward,
                limit: FlowLimits.indexPageMax)
            for event in page.events {
                let opened = try ReportOpened(event)
                guard opened.team == input.team, opened.epoch == epoch,
                    let id = event.stream.reportID,
                    try await desk.decisions.report(id).state.standing.fate == .live
                else { continue }
                live.append(id)
            }
            guard let next = page.next else { return live }
            position = next
        }
    }
}

/// Raises the fence of a team: nothing of its epoch is written any more.
struct BeginClearing: LocalActivity {
    let desk: SignalsDesk

    func run(_ input: TeamInput, _ log: LogSession) async throws -> NoValue {
        try await desk.decisions.over(log).step(input.team, .beginClearing)
        return NoValue()
    }
}

/// Ends every open run of a team but the cleanup itself.
struct TerminateRuns: Activity {
    let desk: SignalsDesk

    func run(_ input: TeamInput, _ context: ActivityContext) async throws -> Int {
        var asked: Set<UniqueID> = []
        for pattern in patterns(of: input.team) {
            let query = "ExecutionStatus = 'Running' AND \(pattern)"
            while true {
                let head = try await desk.store.head().position
                let page = try await desk.client.list(
                    query, limit: FlowLimits.terminatedPage, after: nil)
                guard !page.runs.isEmpty else { break }
                let others = page.runs.filter { asked.insert($0.run).inserted }
                for run in others { try await terminate(run.workflow, input.team) }
                // What was asked to end ends with an event of its own.
                if others.isEmpty { _ = try await desk.store.changed(after: head) }
                try context.heartbeat(asked.count)
            }
        }
        return asked.count
    }

    private func terminate(_ workflow: String, _ team: TeamID) async throws {
        do {
            try await desk.client.terminate(
                workflow, reason: "the signals of team \(team) are cleared")
        } catch WorkflowError.alreadyClosed, WorkflowError.notFound {
            // It has ended by itself meanwhile.
        }
    }

    private func patterns(of team: TeamID) -> [String] {
        let whole = [
            SignalFlows.bufferID(team), SignalFlows.groupingID(team),
            SignalFlows.teamReingestionID(team), SignalFlows.reconcilerID(team),
        ]
        let beginnings = [
            "\(SignalFlows.summaryPrefix)\(team):", "\(SignalFlows.emitter.name)-\(team)-",
            "\(SignalFlows.importing.name)-\(team)-",
            "\(SignalFlows.reportReingestion.name)-\(team)-",
            "\(SignalFlows.reportDeletion.name)-\(team)-", "\(SignalFlows.selection.name)-\(team)-",
        ]
        return whole.map { "WorkflowId = '\($0)'" }
            + beginnings.map { "WorkflowId STARTS_WITH '\($0)'" }
    }
}

/// Ends the epoch and lowers the fence.
struct FinishClearing: LocalActivity {
    let desk: SignalsDesk

    func run(_ input: TeamInput, _ log: LogSession) async throws -> NoValue {
        try await desk.decisions.over(log).step(input.team, .finishClearing)
        return NoValue()
    }
}

extension LogSession {
    /// Mails the grouping of a team until when it rests; nil lets it go on.
    fileprivate func tellGrouping(_ until: Timestamp?, of team: TeamID) async throws {
        let (id, input) = (SignalFlows.groupingID(team), GroupingInput(team: team))
        let intent =
            if let until {
                try Intent.signalWithStart(
                    SignalFlows.grouping, id: id, input, SignalFlows.setPausedUntil,
                    PausedState(until: until))
            } else {
                try Intent.signalWithStart(
                    SignalFlows.grouping, id: id, input, SignalFlows.clearPaused, NoValue())
            }
        _ = try await append([], with: [intent])
    }
}
