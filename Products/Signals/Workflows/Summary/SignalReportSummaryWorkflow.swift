import Events
import SignalsContracts
import Workflows

/// Researches one report until somebody can act on it, somebody is asked, or nothing is to be done.
///
/// There is no time limit for the whole: limits are per activity. An infrastructure error gives the
/// report back and tries again after the pauses of `FlowLimits.researchPauses`.
final class SignalReportSummaryWorkflow: Workflow {
    static let reference = SignalFlows.summary

    /// How one pass over the report ended.
    private enum Pass {
        case done, again, superseded
        case failed(String)
        case wait(until: Timestamp)
    }

    private let input: ReportInput
    private var setbacks = 0
    /// Passes over the report that ended because it had grown.
    private var iterations = 0
    /// Whether a result was written and nothing is missing should the report need no more.
    private var hasWritten = false

    init(_ input: ReportInput) { self.input = input }

    func run(_ context: WorkflowContext) async throws -> NoValue {
        let mail = context.mail(SignalFlows.signalsAdded)
        repeat {
            try mail.claimNow(upTo: Int.max).acknowledge()
            switch try await pass(context) {
            case .done:
                // A letter that came after the report was written may have promoted it again.
                if mail.count == 0 { return NoValue() }
                (iterations, setbacks, hasWritten) = (0, 0, true)
            case .again: iterations += 1
            case .superseded:
                guard mail.count == 0 else { continue }
                if hasWritten { return NoValue() }
                try await stop(context)
            case .failed(let error):
                guard try await recover(from: error, context) else { return NoValue() }
            case .wait(let moment): try await context.sleep(until: moment, "quota")
            }
        } while iterations > 0 || setbacks > 0 || !context.isDue(for: .bySize)
        try context.continueAsNew(input)
    }

    /// Waits for the request to stop that the report's end led to, or that the run makes itself.
    private func stop(_ context: WorkflowContext) async throws -> Never {
        _ = try await context.local(SummarySteps.stop, input)
        try await context.wait { false }
        throw CancellationError()
    }

    private func pass(_ context: WorkflowContext) async throws -> Pass {
        let fetched: FetchedSignals
        do {
            fetched = try await context.activity(SummarySteps.fetch, input)
        } catch let failure as ActivityFailure {
            return .failed(failure.cause.message)
        }
        let run = ResearchRun(
            team: input.team, report: input.report, run: "\(context.execution.run)")
        switch try await context.local(SummarySteps.markInProgress, run) {
        case .superseded: return .superseded
        case .overQuota(let until): return .wait(until: until)
        case .started: break
        }
        guard !fetched.signals.isEmpty else {
            return try await fail(.infrastructure, "no_signals_found", [], context)
        }
        var research = ResearchInput(
            team: input.team, report: input.report, signals: fetched.signals, repository: nil)
        do {
            let safety = try await context.activity(SummarySteps.judgeSafety, research)
            guard safety.choice else {
                return try await fail(
                    .judged, "safety_judge_rejected: \(safety.explanation)",
                    [.safetyJudgment(safety)], context)
            }
            let selection = try await select(research, safety, context)
            guard let repository = selection.repository else {
                return try await ask(selection, research, safety, context)
            }
            research.repository = repository
            let result = try await context.activity(SummarySteps.research, research)
            let artefacts: [Artefact] = [
                .safetyJudgment(safety), .repositorySelection(selection),
            ]
            return try await write(result, after: artefacts, research, context)
        } catch let failure as ActivityFailure {
            return .failed(failure.cause.message)
        }
    }

    /// The signals that were looked at; in the last pass those that came since wait for another run.
    private func seen(_ research: ResearchInput) -> Int? {
        iterations + 1 < FlowLimits.researchRoundsMax ? research.signals.count : nil
    }

    /// A selection that fails for good asks a person, with the cause.
    private func select(
        _ research: ResearchInput, _ safety: SafetyJudgment, _ context: WorkflowContext
    ) async throws -> RepositorySelection {
        do {
            return try await context.activity(SummarySteps.selectRepository, research)
        } catch let failure as ActivityFailure {
            let word = failure.timeout == nil ? "failed" : "timed_out"
            return RepositorySelection(
                reason: "repository_selection_\(word): \(failure.cause.message)")
        }
    }

    private func ask(
        _ selection: RepositorySelection, _ research: ResearchInput, _ safety: SafetyJudgment,
        _ context: WorkflowContext
    ) async throws -> Pass {
        let isRefusal = selection.reason.hasPrefix("repository_selection_")
        let end = ResearchEnd(
            team: input.team, report: input.report, seen: seen(research), title: "",
            summary: "",
            reason: isRefusal ? selection.reason : "repository_required: \(selection.reason)",
            artefacts: [.safetyJudgment(safety), .repositorySelection(selection)])
        return try await finish(SummarySteps.markPendingInput, end, context)
    }

    private func write(
        _ result: ResearchResult, after artefacts: [Artefact], _ research: ResearchInput,
        _ context: WorkflowContext
    ) async throws -> Pass {
        let end = ResearchEnd(
            team: input.team, report: input.report, seen: seen(research),
            title: result.title, summary: result.summary, reason: result.explanation,
            artefacts: artefacts + result.artefacts)
        let step =
            switch result.actionability {
            case .immediatelyActionable: SummarySteps.markReady
            case .requiresHumanInput: SummarySteps.markPendingInput
            case .notActionable: SummarySteps.reset
            }
        return try await finish(step, end, context)
    }

    private func finish(
        _ step: LocalActivityReference<ResearchEnd, ReportReception>, _ end: ResearchEnd,
        _ context: WorkflowContext
    ) async throws -> Pass {
        switch try await context.local(step, end) {
        case .lateSignals: return .again
        case .superseded: return .superseded
        case .written: break
        }
        do {
            _ = try await context.activity(SummarySteps.publish, input)
        } catch is ActivityFailure {
            context.log("report \(input.report) was completed, and nobody was told")
        }
        return .done
    }

    private func fail(
        _ kind: FailureKind, _ error: String, _ artefacts: [Artefact], _ context: WorkflowContext
    ) async throws -> Pass {
        let setback = ResearchSetback(
            team: input.team, report: input.report, kind: kind, error: error,
            artefacts: artefacts)
        let step = try await context.local(SummarySteps.markFailed, setback)
        return step == .superseded ? .superseded : .done
    }

    /// Gives the report back and waits for the next try; false when there is none left.
    private func recover(from error: String, _ context: WorkflowContext) async throws -> Bool {
        guard setbacks < FlowLimits.researchPauses.count else {
            _ = try await fail(.infrastructure, error, [], context)
            return false
        }
        let setback = ResearchSetback(
            team: input.team, report: input.report, kind: .infrastructure, error: error,
            artefacts: [])
        if try await context.local(SummarySteps.giveBack, setback) == .superseded {
            try await stop(context)
        }
        try await context.sleep(for: FlowLimits.researchPauses[setbacks], "research_retry")
        setbacks += 1
        return true
    }
}
