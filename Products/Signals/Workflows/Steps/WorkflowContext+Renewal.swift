import Events
import SignalsContracts
import Workflows

extension WorkflowContext {
    /// Whether an endless workflow hands over to its next run after the round that has just ended.
    func isDue(for renewal: Pacing.Renewal) -> Bool {
        switch renewal {
        case .everyRound: true
        case .bySize:
            execution.historyLength >= FlowLimits.historyEventsMax
                || execution.continueAsNewSuggested
                || now - execution.started >= FlowLimits.runAgeMax
        }
    }
}
