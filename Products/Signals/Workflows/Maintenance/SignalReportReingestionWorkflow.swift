import SignalsContracts
import Workflows

/// Dissolves a report and sends its signals through the grouping again, page by page.
final class SignalReportReingestionWorkflow: Workflow {
    static let reference = SignalFlows.reportReingestion

    private let input: ReportInput

    init(_ input: ReportInput) { self.input = input }

    func run(_ context: WorkflowContext) async throws -> NoValue {
        let signals = try await context.local(MaintenanceSteps.releaseReport, input)
        try await context.regroup(signals, of: input.team)
        return NoValue()
    }
}

/// Hides a report for good; its signals end as dropped with it.
final class SignalReportDeletionWorkflow: Workflow {
    static let reference = SignalFlows.reportDeletion

    private let input: ReportInput

    init(_ input: ReportInput) { self.input = input }

    func run(_ context: WorkflowContext) async throws -> NoValue {
        try await context.local(MaintenanceSteps.deleteReport, input)
    }
}

extension WorkflowContext {
    /// Mails signals to the grouping of their team, page by page.
    func regroup(_ signals: [SignalID], of team: TeamID) async throws {
        var rest = signals[...]
        while !rest.isEmpty {
            let page = RegroupInput(
                team: team, signals: Array(rest.prefix(FlowLimits.reingestedPage)))
            _ = try await local(MaintenanceSteps.regroup, page)
            rest = rest.dropFirst(FlowLimits.reingestedPage)
        }
    }
}
