import SignalsContracts
import Workflows

/// Marks one delivery in the list of runs: it carries nothing and completes at its first task.
final class SignalEmitterWorkflow: Workflow {
    static let reference = SignalFlows.emitter

    init(_ input: SignalInput) {}

    func run(_ context: WorkflowContext) async throws -> NoValue { NoValue() }
}
