/// What virtual time needs of an engine.
extension WorkflowEngine {
    /// Returns when nothing happens any more without a change of the clock or an input from outside.
    package func settled() async { await core.settled() }

    /// Drops every live instance.
    package func evictAll() async { await core.evictAll() }

    /// Whether the log failed the engine.
    package var isFailed: Bool { get async { await core.failure != nil } }
}

extension EngineCore {
    func evictAll() {
        for run in live.keys.sorted() {
            guard let workflow = state.places[run]?.workflow, !busy.contains(workflow) else {
                continue
            }
            drop(run)
        }
    }
}
