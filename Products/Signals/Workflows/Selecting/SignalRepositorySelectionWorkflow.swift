import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Workflows

/// Chooses a repository for whoever asks; the choice is its result.
final class SignalRepositorySelectionWorkflow: Workflow {
    static let reference = SignalFlows.selection

    private let input: SelectionInput

    init(_ input: SelectionInput) { self.input = input }

    func run(_ context: WorkflowContext) async throws -> RepositorySelection {
        try await context.activity(SelectingSteps.choose, input)
    }
}

/// What a choice outside of research asks to be done, by the name that histories show.
enum SelectingSteps {
    static let choose = ActivityReference<SelectionInput, RepositorySelection>(
        "choose_repository_activity", startToClose: .seconds(300),
        retry: RetryPolicy(attempts: 2), queue: SignalFlows.researchQueue)
}

/// Asks the judge of research, with the repositories that were named or all of the team's.
struct ChooseRepository: Activity {
    let desk: SignalsDesk

    func run(
        _ input: SelectionInput, _ context: ActivityContext
    ) async throws -> RepositorySelection {
        let request = input.request
        let team = try await desk.decisions.team(input.team).state
        let question = RepositoryStep.Question(
            signals: try await signals(input, context.now),
            repositories: request.repositories.isEmpty
                ? team.repositories.map(\.name) : request.repositories)
        return try await ConnectedCheckouts.$team.withValue(input.team) {
            try await desk.judges.answer(question, as: RepositoryStep.self).answer
        }
    }

    private func signals(
        _ input: SelectionInput, _ now: Timestamp
    ) async throws -> [JudgedSignal] {
        if let report = input.request.report {
            return try await desk.decisions.members(of: report, team: input.team)
                .compactMap(desk.judged)
        }
        let text = input.request.text ?? ""
        // No signal has this id: it stands for a text that nobody has handed in.
        let id = SignalsIdentity.signal(team: input.team, epoch: 0, key: text)
        return [JudgedSignal(id: id, source: "text", text: text, weight: .full, occurredAt: now)]
    }
}
