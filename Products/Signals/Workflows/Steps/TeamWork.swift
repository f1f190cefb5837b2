import SignalsContracts
import Workflows

/// What an activity is given when it works for one team.
protocol TeamWork: WorkflowValue {
    var team: TeamID { get }
}

extension WorkflowContext {
    /// Runs an activity in its team's turn.
    ///
    /// Workers go round over teams, not over workflows: a team with many runs that wait has no more
    /// turns than one with a single run.
    func activity<Input: TeamWork, Output: WorkflowValue>(
        _ reference: ActivityReference<Input, Output>, _ input: Input
    ) async throws -> Output {
        var options = reference.type.options
        options.fairnessKey = "team-\(input.team)"
        return try await activity(reference, input, id: nil, options: options)
    }
}

extension TeamInput: TeamWork {}
extension ReportInput: TeamWork {}
extension SignalStep: TeamWork {}
extension FlushInput: TeamWork {}
extension BatchStep: TeamWork {}
extension RoundStep: TeamWork {}
extension SearchInput: TeamWork {}
extension MatchInput: TeamWork {}
extension SpecificityInput: TeamWork {}
extension ResearchInput: TeamWork {}
