internal import EventStore
internal import Events
internal import Workflows

/// Instances: built at first use, rebuilt from the log, dropped at any time.
extension EngineCore {
    /// The run's instance, rebuilt where none is live; nil when nobody knows its code.
    func instance(of open: OpenRun) async throws -> Result<Live?, Problem> {
        if let known = live[open.run] { return .success(known) }
        guard let bound = registry.bound(workflow: open.started.type) else {
            unbound[open.run] = Problem(
                .unknownType, "workflow type '\(open.started.type)' is not registered")
            return .success(nil)
        }
        let history = try await recorded(open.started)
        return rebuilt(open.started, bound, history)
    }

    /// Applies a recorded history to a new instance.
    func rebuilt(
        _ started: RunStarted, _ bound: any BoundWorkflow, _ history: [RecordedActivation]
    ) -> Result<Live?, Problem> {
        let machine = newMachine(started, bound, history)
        let build = identity.build
        let (problem, additional) = machine.onLane { machine in
            var replay = Replay(machine, build: build)
            let problem = replay.run(history)
            return (problem, replay.additional)
        }
        if let problem {
            machine.onLane { $0.evict() }
            return .failure(problem)
        }
        let made = Live(machine: machine, additional: additional)
        return .success(made)
    }

    private func newMachine(
        _ started: RunStarted, _ bound: any BoundWorkflow, _ history: [RecordedActivation]
    ) -> RunMachine {
        registry.noteBuilt(started.type)
        var setup = RunMachine.Setup(execution: WorkflowExecution(started), input: started.input)
        for command in history.flatMap(\.activation.commands) {
            if case .patch(let id, _) = command { setup.patches.insert(id) }
        }
        let (log, doorbell, workflow) = (log, doorbell, started.workflow)
        setup.log = { log("\(workflow): \($0)") }
        setup.strayed = { doorbell.ring(.strayed($0)) }
        let made = setup
        return Lane.shared.turn { WorkflowActor.assume { RunMachine(made, bound) } }
    }

    /// Runs the first activation of a run that continues another, for the commit of its start.
    func firstActivation(_ started: RunStarted) -> (RunStarted, Live?) {
        guard started.delay == nil, let bound = registry.bound(workflow: started.type),
            let chain = state.chains[started.workflow]
        else { return (started, nil) }
        let offsets =
            started.unread.offsets + Array(started.mailThrough..<started.mailAtStart)
        let letters = offsets.compactMap { offset in
            chain.letters[offset].map { RunMachine.Delivery(offset: offset, mail: $0) }
        }
        let machine = newMachine(started, bound, [])
        let trigger = Trigger.start(mail: letters.map(\.offset))
        let (commands, isClean, unread) = machine.onLane { machine in
            let commands = machine.step(
                trigger, letters, at: started.at, historyLength: 1, recorded: nil)
            return (commands, machine.problem == nil && !machine.isDone, machine.unread)
        }
        // What touches other workflows or ends the run takes a turn of its own.
        guard isClean, commands.allSatisfy(\.isAlone) else {
            machine.onLane { $0.evict() }
            return (started, nil)
        }
        var begun = started
        let activation = Activation(at: started.at, trigger: trigger, commands: commands)
        begun.activations = [activation]
        (begun.mailThrough, begun.unread) = (started.mailAtStart, unread)
        (begun.worker, begun.build) = (identity.worker, identity.build)
        begun.lastEvent =
            1
            + activation.viewEvents { offset in
                chain.letters[offset]?.isVisible ?? false
            }
        return (begun, Live(machine: machine, additional: []))
    }

    // MARK: - Histories

    /// The activations of a run as the log holds them, with their letters.
    func recorded(_ started: RunStarted) async throws -> [RecordedActivation] {
        let reader = HistoryReader(store: store)
        return try await reader.activations(of: started, place: state.places[started.run])
    }
}

extension Command {
    /// Whether it concerns no other workflow.
    fileprivate var isAlone: Bool {
        switch self {
        case .child, .signalExternal, .cancelExternal: false
        default: !isClosing
        }
    }
}

extension WorkflowExecution {
    init(_ started: RunStarted) {
        self.init(
            workflow: started.workflow, run: started.run, firstRun: started.firstRun,
            continuedFrom: started.continuedFrom, type: started.type, queue: started.queue,
            attempt: started.attempt, started: started.at, parent: started.parent)
    }
}
