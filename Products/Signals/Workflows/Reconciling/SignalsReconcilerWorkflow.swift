import SignalsContracts
import Workflows

/// Gives reports back whose research was closed from outside, and has it started again; endless.
///
/// A letter only says where to look: what is done is decided on the chain of the report's research
/// and on the report itself, so a letter too many changes nothing.
final class SignalsReconcilerWorkflow: Workflow {
    static let reference = SignalFlows.reconciler

    private let input: TeamInput

    init(_ input: TeamInput) { self.input = input }

    func run(_ context: WorkflowContext) async throws -> NoValue {
        let mail = context.mail(SignalFlows.researchClosed)
        repeat {
            let claim = try await mail.claim(upTo: FlowLimits.closingsAtOnce)
            for letter in claim.letters { try await takeBack(letter.payload, context) }
            claim.acknowledge()
        } while !context.isDue(for: .bySize)
        try context.continueAsNew(input)
    }

    /// A report that cannot be given back now is looked at again when workers start the next time.
    private func takeBack(_ report: ReportInput, _ context: WorkflowContext) async throws {
        for attempt in 1...FlowLimits.takingsBackMax {
            do {
                _ = try await context.local(ReconcilingSteps.takeBack, report)
                return
            } catch let failure as ActivityFailure {
                guard attempt < FlowLimits.takingsBackMax else {
                    context.log(
                        "report \(report.report) could not be given back: \(failure.cause.message)")
                    return
                }
                try await context.sleep(for: FlowLimits.roundPause, "take_back_retry")
            }
        }
    }
}
