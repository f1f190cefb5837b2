import SignalsContracts
import Workflows

/// Brings the accepted records of one import to the buffer: shortened, judged, submitted.
///
/// In doubt a record is actionable: a judge that fails filters nothing.
final class EmitSignalsWorkflow: Workflow {
    static let reference = SignalFlows.importing

    private let input: ImportInput
    private var read = 0
    private var emitted = 0

    init(_ input: ImportInput) { self.input = input }

    func run(_ context: WorkflowContext) async throws -> ImportOutcome {
        let mail = context.mail(SignalFlows.submitRecords)
        var isOver = false
        while !isOver {
            let claim = try await mail.claim(upTo: 1)
            for letter in claim.letters.map(\.payload) {
                try await bring(letter.records, context)
                isOver = letter.isLast
            }
            claim.acknowledge()
        }
        let reason: String? =
            emitted > 0 ? nil : read > 0 ? "no_actionable_records" : "no_new_records"
        return ImportOutcome(
            status: emitted > 0 ? "emitted" : "nothing", reason: reason, signalsEmitted: emitted)
    }

    private func bring(_ records: [SubmittedRecord], _ context: WorkflowContext) async throws {
        let team = input.team
        let verdicts = try await context.map(records, atMost: FlowLimits.recordsJudgedAtOnce) {
            record -> ActionabilityVerdict in
            let step = SignalStep(team: team, signal: record.signal)
            try await Self.shorten(record, step, context)
            do {
                return try await context.activity(ImportingSteps.checkActionability, step)
            } catch is ActivityFailure {
                return .actionable
            }
        }
        let kept = zip(records, verdicts).filter { $1 == .actionable }.map(\.0.signal)
        _ = try await context.map(kept, atMost: FlowLimits.submissionsAtOnce) { signal in
            try await context.local(
                ImportingSteps.submit, SignalStep(team: team, signal: signal))
        }
        read += records.count
        emitted += kept.count
    }

    /// A long description is summarised; where that fails for good, it is cut at a sentence's end.
    private static func shorten(
        _ record: SubmittedRecord, _ step: SignalStep, _ context: WorkflowContext
    ) async throws {
        guard record.descriptionCharacters > SignalsLimits.unsummarisedCharactersMax else { return }
        do {
            _ = try await context.activity(ImportingSteps.summarize, step)
        } catch is ActivityFailure {
            _ = try await context.local(ImportingSteps.shorten, step)
        }
    }
}
