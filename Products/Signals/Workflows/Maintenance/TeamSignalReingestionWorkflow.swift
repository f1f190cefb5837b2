import Events
import SignalsContracts
import Workflows

/// Releases every live report of a team while its grouping rests, then restores the pause as it was.
final class TeamSignalReingestionWorkflow: Workflow {
    static let reference = SignalFlows.teamReingestion

    private let input: ReingestionInput

    init(_ input: ReingestionInput) { self.input = input }

    func run(_ context: WorkflowContext) async throws -> NoValue {
        let team = TeamInput(team: input.team)
        _ = try await context.local(MaintenanceSteps.pauseGrouping, team)
        var paused = context.now
        for report in try await context.activity(MaintenanceSteps.liveReports, team) {
            if context.now - paused >= FlowLimits.reingestionPause / 2 {
                _ = try await context.local(MaintenanceSteps.pauseGrouping, team)
                paused = context.now
            }
            let one = ReportInput(team: input.team, report: report)
            switch input.mode {
            case .delete: _ = try await context.local(MaintenanceSteps.deleteReport, one)
            case .regroup:
                let signals = try await context.local(MaintenanceSteps.releaseReport, one)
                try await context.regroup(signals, of: input.team)
            }
        }
        return try await context.local(MaintenanceSteps.restorePause, team)
    }
}

/// Ends a team's epoch: fence up, its open runs terminated, epoch over, fence down.
final class SignalsCleanupWorkflow: Workflow {
    static let reference = SignalFlows.cleanup

    private let input: TeamInput

    init(_ input: TeamInput) { self.input = input }

    func run(_ context: WorkflowContext) async throws -> NoValue {
        _ = try await context.local(MaintenanceSteps.beginClearing, input)
        _ = try await context.activity(MaintenanceSteps.terminateRuns, input)
        return try await context.local(MaintenanceSteps.finishClearing, input)
    }
}
