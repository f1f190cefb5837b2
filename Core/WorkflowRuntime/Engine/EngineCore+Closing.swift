internal import EventStore
internal import Events
internal import Workflows

/// Ends that come without the run's code: its time is over, or its parent has closed.
extension EngineCore {
    /// Closes the run where that is due; true when nothing is left to do for it now.
    func closedFromOutside(_ open: OpenRun) async throws -> Bool {
        if let expiry = open.expiresAt, expiry <= time.now() {
            try await close(open, .timedOut, reason: "the run's time is over")
            return true
        }
        guard open.started.parentIsGone(state), let parent = open.started.parent else {
            return false
        }
        var plan = RequestPlan(make)
        try plan.leave(
            open.workflow, run: open.started.firstRun, open.started.parentClose, parent.run
        ) { [state] in state.draft($0) }
        try await commit(plan)
        return true
    }

    private func close(_ open: OpenRun, _ status: RunStatus, reason: String) async throws {
        var plan = RequestPlan(make)
        try plan.end(open.workflow, status, reason: reason) { [state] in state.draft($0) }
        try await commit(plan)
    }

    private func commit(_ plan: RequestPlan) async throws {
        var append = Append([])
        plan.write(to: &append)
        append.join()
        guard !append.streams.isEmpty else { return }
        do {
            let placed = try await commit(append)
            await folded(placed.position)
        } catch {
            switch error {
            case .conflict, .idReused: await catchUp()
            default: throw error
            }
        }
    }
}
