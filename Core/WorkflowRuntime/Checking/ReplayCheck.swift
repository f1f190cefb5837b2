public import EventStore
internal import Events
internal import Synchronization
public import Workflows

/// Replays recorded histories against the code of a registry, without any effect.
public struct ReplayCheck: Sendable {
    private let registry: WorkflowRegistry
    private let build: String?

    /// A check of the code in `registry`.
    ///
    /// With a `build` the histories that it recorded must be matched exactly; without one every
    /// history is compared as strictly as if the same build had recorded it.
    public init(registry: WorkflowRegistry, build: String? = nil) {
        (self.registry, self.build) = (registry, build)
    }

    /// Replays every run of a log; each type at most `limit` times, the newest first.
    ///
    /// - Throws: `ReadError` or `RecordError` when the log cannot be read.
    public func run(
        _ store: any EventStore, limit: Int = .max
    ) async throws -> ReplayReport {
        var state = EngineState()
        var more = true
        while more {
            let page = try await store.read(
                after: state.position, through: nil, .workflowRecords, .forward,
                limit: Limits.followPageEvents)
            for event in try await store.whole(page.events) {
                if let record = try StoredRecord(event) { _ = state.apply(record) }
            }
            state.reached(page.next ?? page.head)
            more = page.next != nil
        }
        return try await run(store, state, limit)
    }

    private func run(
        _ log: any EventLog, _ state: EngineState, _ limit: Int
    ) async throws -> ReplayReport {
        var report = ReplayReport()
        var counts: [String: Int] = [:]
        let reader = HistoryReader(store: log)
        for (run, place) in state.places.sorted(by: { $0.key > $1.key }) {
            let started = try await reader.started(place.workflow, at: place.start)
            guard counts[started.type, default: 0] < limit else { continue }
            counts[started.type, default: 0] += 1
            guard let bound = registry.bound(workflow: started.type) else {
                report.unknown.append("\(started.workflow) \(run) (\(started.type))")
                continue
            }
            let history = try await reader.activations(of: started, place: place)
            let items = history.reduce(0) { $0 + 1 + $1.activation.commands.count }
            report.count(started.type, items: items)
            if let problem = replay(started, bound, history) {
                report.differences.append(
                    ReplayDifference(
                        workflow: started.workflow, run: run, description: problem.description))
            }
        }
        return report
    }

    private func replay(
        _ started: RunStarted, _ bound: any BoundWorkflow, _ history: [RecordedActivation]
    ) -> Problem? {
        var setup = RunMachine.Setup(execution: WorkflowExecution(started), input: started.input)
        for command in history.flatMap(\.activation.commands) {
            if case .patch(let id, _) = command { setup.patches.insert(id) }
        }
        let made = setup
        var compared = history
        if build == nil {
            for index in compared.indices { compared[index].build = "recorded" }
        }
        let (steps, name) = (compared, build ?? "recorded")
        return Lane.shared.turn {
            WorkflowActor.assume {
                let machine = RunMachine(made, bound)
                defer { machine.evict() }
                var replay = Replay(machine, build: name)
                return replay.run(steps)
            }
        }
    }
}
