package import Events
private import Synchronization

/// Which code stands behind which name; everything is built at its first use, never at the start.
public final class WorkflowRegistry: Sendable {
    fileprivate struct State {
        var queues: [String: Int] = [:]
        var workflows: [String: any BoundWorkflow] = [:]
        var activities: [String: BoundActivity] = [:]
        var locals: [String: BoundLocal] = [:]
        var made: [String: any Sendable] = [:]
        var built: [String] = []
        var refusals: [RegistrationRefusal] = []
    }

    private let state = Mutex(State())

    /// A registry that knows nothing.
    public init() {}

    /// Declares a queue and how many of its activities run at a time.
    ///
    /// - Precondition: There is at least one slot.
    public func queue(_ name: String, slots: Int = Limits.queueSlots) {
        precondition(slots > 0, "a queue has at least one slot")
        state.withLock { $0.queues[Name.checked(name)] = slots }
    }

    /// Binds a workflow to the name of its reference.
    public func workflow<W: Workflow>(_ type: W.Type) {
        let bound = Binding<W>()
        state.withLock { state in
            let name = bound.type.name
            if state.workflows.updateValue(bound, forKey: name) != nil {
                state.refusals.append(.nameTaken(name, kind: "workflow"))
            }
            state.check(bound.type)
        }
    }

    /// Binds an activity; `make` is called at the first attempt, once.
    public func activity<Input, Output>(
        _ reference: ActivityReference<Input, Output>,
        _ make: @escaping @Sendable () -> some Activity<Input, Output>
    ) {
        let bound = BoundActivity(type: reference.type) { registry, input, context in
            let activity = registry.made(reference.name, make)
            return try await .of(activity.run(try input.decode(), context))
        }
        state.withLock { state in
            if state.activities.updateValue(bound, forKey: reference.name) != nil
                || state.locals[reference.name] != nil
            {
                state.refusals.append(.nameTaken(reference.name, kind: "activity"))
            }
            state.check(reference.type)
        }
    }

    /// Binds a local activity; `make` is called at the first attempt, once.
    public func local<Input, Output>(
        _ reference: LocalActivityReference<Input, Output>,
        _ make: @escaping @Sendable () -> some LocalActivity<Input, Output>
    ) {
        let bound = BoundLocal(name: reference.name) { registry, input, log in
            let activity = registry.made(reference.name, make)
            return try await .of(activity.run(try input.decode(), log))
        }
        state.withLock { state in
            if state.locals.updateValue(bound, forKey: reference.name) != nil
                || state.activities[reference.name] != nil
            {
                state.refusals.append(.nameTaken(reference.name, kind: "local activity"))
            }
            state.check(reference.name, local: reference.limit)
        }
    }

    /// The names whose code was built, in order.
    public var built: [String] { state.withLock(\.built) }

    /// What was wrong with the registrations, undeclared queues included.
    public var refusals: [RegistrationRefusal] {
        state.withLock { $0.refusals + $0.undeclaredQueues }
    }

    private func made<Made: Sendable>(_ name: String, _ make: () -> Made) -> Made {
        if let known = state.withLock({ $0.made[name] as? Made }) { return known }
        let made = make()
        return state.withLock { state in
            if let known = state.made[name] as? Made { return known }
            state.made[name] = made
            state.built.append(name)
            return made
        }
    }
}

// MARK: - What the engine asks

extension WorkflowRegistry {
    package func bound(workflow name: String) -> (any BoundWorkflow)? {
        state.withLock { $0.workflows[name] }
    }

    package func bound(activity name: String) -> BoundActivity? {
        state.withLock { $0.activities[name] }
    }

    package func bound(local name: String) -> BoundLocal? { state.withLock { $0.locals[name] } }

    package var workflowNames: [String] { state.withLock { $0.workflows.keys.sorted() } }

    package func slots(of queue: String) -> Int {
        state.withLock { $0.queues[queue] ?? Limits.queueSlots }
    }

    package func noteBuilt(_ name: String) {
        state.withLock { state in
            if !state.built.contains(name) { state.built.append(name) }
        }
    }

    /// Puts other code behind an activity's name; tests do this.
    package func replace(
        activity name: String,
        with run:
            @escaping @Sendable (JSONValue, ActivityContext) async throws -> JSONValue
    ) {
        state.withLock { state in
            guard let bound = state.activities[name] else { return }
            state.activities[name] = BoundActivity(type: bound.type) { registry, input, context in
                registry.noteBuilt(name)
                return try await run(input, context)
            }
        }
    }
}

extension WorkflowRegistry.State {
    mutating func check(_ type: WorkflowType) {
        refuse(
            type.name, ("runTimeout", type.runTimeout), ("executionTimeout", type.executionTimeout))
    }

    mutating func check(_ type: ActivityType) {
        let options = type.options
        let attempt = ("startToClose", Optional(options.startToClose))
        if let heartbeat = options.heartbeat, heartbeat >= options.startToClose {
            refuse(type.name, ("heartbeat", heartbeat + .microseconds(1)), attempt)
        }
        refuse(type.name, attempt, ("scheduleToClose", options.scheduleToClose))
    }

    mutating func check(_ name: String, local limit: Duration) {
        refuse(name, ("limit", limit), ("the workflow task timeout", Limits.workflowTaskTime))
    }

    private mutating func refuse(
        _ name: String, _ inner: (String, Duration?), _ outer: (String, Duration?)
    ) {
        guard let innerTime = inner.1, let outerTime = outer.1, innerTime > outerTime else {
            return
        }
        refusals.append(
            .limitsDoNotNest(
                name, inner: .init(name: inner.0, time: innerTime),
                outer: .init(name: outer.0, time: outerTime)))
    }

    var undeclaredQueues: [RegistrationRefusal] {
        let ofWorkflows = workflows.values.map { ($0.type.queue, $0.type.name) }
        let ofActivities = activities.values.compactMap { bound in
            bound.type.options.queue.map { ($0, bound.type.name) }
        }
        return (ofWorkflows + ofActivities).sorted { $0 < $1 }
            .filter { queues[$0.0] == nil }
            .map { .undeclaredQueue($0.0, by: $0.1) }
    }
}
