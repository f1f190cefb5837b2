import Events
package import SignalsContracts

/// Settles a signal once: a step that is repeated, or comes too late, changes nothing.
package enum SignalDecider: Decider {
    package enum Command: Hashable, Sendable {
        case accept(SignalAccepted)
        case summarize(String, judge: String?)
        case filter(FilterReason, explanation: String, judge: String?)
        case clear(judge: String?)
        case block(threatType: String, fragment: String, explanation: String, judge: String?)
        case assign(ReportID, isNew: Bool, promoted: Bool, MatchMetadata)
        case release(ReleaseReason, note: String?)
        case drop(DropReason, attempts: Int, error: String)
    }

    package static let initial = SignalState()

    package static func evolve(_ state: SignalState, _ fact: SignalFact) -> SignalState {
        var next = state
        next.apply(fact)
        return next
    }

    package static func decide(
        _ command: Command, _ state: SignalState
    ) throws(SignalsError) -> [SignalFact] {
        if case .accept(let signal) = command {
            return state.accepted == nil ? [.accepted(signal)] : []
        }
        guard let id = state.id else {
            throw .unreadable("the signal was never accepted: emit it first")
        }
        if case .release(let why, let note) = command {
            return try release(id, why, note, state)
        }
        guard case .inFlight(let stage) = state.place else { return [] }
        return step(command, state, stage).map { [$0] } ?? []
    }

    /// The fact that a step of the pipeline leads to for a signal in flight; nil when it was taken.
    private static func step(
        _ command: Command, _ state: SignalState, _ stage: FlightStage
    ) -> SignalFact? {
        switch command {
        case .accept, .release: nil
        case .summarize(let summary, let judge):
            state.summary == nil
                ? .summarized(SignalSummarized(summary: summary, judge: judge)) : nil
        case .filter(let reason, let explanation, let judge):
            .filtered(SignalFiltered(reason: reason, explanation: explanation, judge: judge))
        case .clear(let judge):
            state.isCleared ? nil : .cleared(SignalCleared(judge: judge))
        case .block(let threat, let fragment, let explanation, let judge):
            // A person who let it pass has the last word.
            state.isCleared
                ? nil
                : .blocked(
                    SignalBlocked(
                        threatType: threat, fragment: fragment, explanation: explanation,
                        judge: judge))
        case .assign(let report, let isNew, let promoted, let match):
            .assigned(
                SignalAssigned(
                    reportID: report, isNew: isNew, promoted: promoted,
                    generation: state.generation, matchMetadata: match))
        case .drop(let reason, let attempts, let error):
            .dropped(SignalDropped(reason: reason, attempts: attempts, error: error))
        }
    }

    private static func release(
        _ id: SignalID, _ why: ReleaseReason, _ note: String?, _ state: SignalState
    ) throws(SignalsError) -> [SignalFact] {
        switch (why, state.place) {
        case (_, .inFlight): return []
        case (.reviewed, .settled(.blocked)), (.reviewed, .settled(.filtered)),
            (.redo, .settled(.dropped)), (.reingested, .settled(.assigned)):
            let fact = SignalReleased(
                why: why, generation: state.generation + 1, stage: state.stageAfterRelease(why),
                note: note)
            return [.released(fact)]
        case (.reviewed, _):
            throw .signalElsewhere(id, is: "\(state.place)", needed: "blocked or filtered")
        case (.redo, _): throw .signalElsewhere(id, is: "\(state.place)", needed: "dropped")
        case (.reingested, _): throw .signalElsewhere(id, is: "\(state.place)", needed: "assigned")
        }
    }
}
