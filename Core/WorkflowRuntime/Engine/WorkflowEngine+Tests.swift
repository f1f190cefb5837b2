package import Events

/// What virtual time needs of an engine.
extension WorkflowEngine {
    /// Returns when nothing happens any more without a change of the clock or an input from outside.
    package func settled() async { await core.settled() }

    /// The next moment at which something is due; a clock must not jump over it.
    package var nextDue: Timestamp? { get async { await core.nextDue } }

    /// Drops every live instance.
    package func evictAll() async { await core.evictAll() }

    /// Whether the log failed the engine.
    package var isFailed: Bool { get async { await core.failure != nil } }
}

extension EngineCore {
    var nextDue: Timestamp? {
        let parked = attempts.values.compactMap { $0.port?.parkedUntil }.min()
        return [wakes.next, parked].compactMap(\.self).min()
    }

    func evictAll() {
        for run in live.keys.sorted() {
            guard let workflow = state.places[run]?.workflow, !busy.contains(workflow) else {
                continue
            }
            drop(run)
        }
    }
}
