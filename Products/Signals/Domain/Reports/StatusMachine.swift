package import SignalsContracts

/// The steps that a report may take; what is not listed is refused.
package enum StatusMachine {
    /// What leads from one status to another.
    package enum Step: String, CaseIterable, Hashable, Sendable {
        case promote, startResearch, finish, requestInput, reset, giveBack, fail
        case retry, snooze, suppress, restore, resolve, remove
    }

    /// The statuses from which a step may be taken.
    package static func sources(of step: Step) -> [ReportStatus] {
        switch step {
        case .promote: [.potential, .ready]
        case .startResearch: [.candidate]
        case .finish, .requestInput, .reset, .giveBack: [.inProgress]
        case .fail: [.candidate, .inProgress, .pendingInput, .ready]
        case .retry: [.failed, .pendingInput]
        case .snooze: [.ready, .pendingInput, .failed, .suppressed]
        case .suppress: ReportStatus.allCases.filter { $0 != .suppressed && $0 != .deleted }
        case .restore: [.suppressed]
        case .resolve: [.ready, .pendingInput]
        case .remove: ReportStatus.allCases.filter { $0 != .deleted }
        }
    }

    /// Where a step leads; a restored report goes back to where it came from.
    package static func target(of step: Step, _ state: ReportStanding) -> ReportStatus {
        switch step {
        case .promote, .giveBack, .retry: .candidate
        case .startResearch: .inProgress
        case .finish: .ready
        case .requestInput: .pendingInput
        case .reset, .snooze: .potential
        case .fail: .failed
        case .suppress: .suppressed
        case .restore: state.statusAfterRestoring
        case .resolve: .resolved
        case .remove: .deleted
        }
    }

    /// Whether the step is to be taken; a step against its own target is not, and is no error.
    package static func takes(_ step: Step, _ state: ReportStanding) throws(SignalsError) -> Bool {
        let target = target(of: step, state)
        if sources(of: step).contains(state.status) { return true }
        if state.status == target, step != .restore { return false }
        guard let id = state.id else { throw .unreadable("the report was never opened") }
        throw .invalidStatusTransition(id, from: state.status, to: target)
    }
}
