internal import Events
internal import Workflows

/// What one run does in one append: activations, and everything that commits with them.
struct RunTurn {
    /// The run as the log knows it.
    let base: OpenRun
    /// The run as it will be after the append.
    var open: OpenRun
    let chain: EngineState.Chain
    let machine: RunMachine
    var additional: [Command]
    var activations: [Activation] = []
    var bytes = 0
    var mailThrough: Int
    /// Letters beyond `mailThrough` that were handled before their turn.
    var handledEarly: Set<Int> = []
    /// Letters that came after the code had ended and that nothing would read.
    var passedOver: [Int] = []
    var plan: RequestPlan
    var staged = LogSession.Staged()
    /// Intents of `staged` that are in the plan already.
    var plannedIntents = 0
    /// Whose events a staged stream holds: the key of the activity.
    var stagedBy: [StreamName: String] = [:]
    var endsTaken: Set<String> = []
    var problem: Problem?

    init(_ open: OpenRun, _ chain: EngineState.Chain, _ live: EngineCore.Live, _ make: EventMaker) {
        (base, self.open, self.chain) = (open, open, chain)
        (machine, additional) = (live.machine, live.additional)
        mailThrough = open.mailThrough
        plan = RequestPlan(make)
    }

    /// Whether the append is large enough.
    var isFull: Bool {
        activations.count >= Limits.recordActivationsMax || bytes >= Limits.recordBytesSoftMax
            || staged.streams.count + plan.streamsMax >= Limits.recordStreamsMax
    }

    var isDone: Bool { machine.onLane { $0.isDone } }

    /// The identity of the run towards those that it starts and writes to.
    func parent(_ key: String) -> WorkflowExecution.Parent {
        WorkflowExecution.Parent(workflow: open.workflow, run: open.run, key: key)
    }
}

extension RunMachine {
    /// Uses the machine in a turn of the lane of its own.
    nonisolated func onLane<Result>(
        _ body: @WorkflowActor (RunMachine) throws -> Result
    ) rethrows -> Result {
        try Lane.shared.turn { try WorkflowActor.assume { try body(self) } }
    }
}

// MARK: - One activation

extension RunTurn {
    /// Lets the run handle one event; decisions about other workflows are planned at once.
    mutating func step(
        _ trigger: Trigger, _ letters: [RunMachine.Delivery], at now: Timestamp,
        _ state: EngineState, _ make: EventMaker
    ) {
        let moment = max(now, open.lastAt)
        let length = open.lastEvent
        let (decided, problem) = machine.onLane { machine in
            let commands = machine.step(
                trigger, letters, at: moment, historyLength: length, recorded: nil)
            return (commands, machine.problem)
        }
        guard problem == nil else {
            self.problem = problem
            return
        }
        let commands = (additional + decided).map { settled($0, at: moment, state, make) }
        additional = []
        append(Activation(at: moment, trigger: trigger, commands: commands), letters)
    }

    private mutating func append(_ activation: Activation, _ letters: [RunMachine.Delivery]) {
        activations.append(activation)
        bytes += activation.json.bytes().count
        open.apply([activation])
        open.lastEvent += activation.viewEvents { offset in
            letters.first { $0.offset == offset }?.mail.isVisible ?? false
        }
    }

    /// Plans what a command does to other workflows, and notes in the command what becomes of it.
    private mutating func settled(
        _ command: Command, at moment: Timestamp, _ state: EngineState, _ make: EventMaker
    ) -> Command {
        switch command {
        case .child(var child):
            child.run = try? plan.start(child, of: parent(child.key)) { state.draft($0) }
            return .child(child)
        case .signalExternal(var target, let signal, let payload):
            target.fate = deliver(.signal(name: signal, payload: payload), target, moment, state)
            return .signalExternal(target, signal: signal, payload: payload)
        case .cancelExternal(var target):
            target.fate = deliver(
                .cancel(reason: "requested by \(open.workflow)"), target, moment, state)
            return .cancelExternal(target)
        default: return command
        }
    }

    private mutating func deliver(
        _ content: MailRecord.Content, _ target: ExternalCommand, _ moment: Timestamp,
        _ state: EngineState
    ) -> ExternalCommand.Fate {
        let mail = MailRecord(at: moment, identity: open.workflow, content)
        do {
            let delivered = try plan.deliver(mail, to: target.workflow) { state.draft($0) }
            return delivered ? .delivered : .notFound
        } catch .mailboxFull {
            return .full
        } catch {
            return .notFound
        }
    }
}

// MARK: - What comes next

extension RunTurn {
    /// The next event for the run, and the letters that belong to it; nil when there is none.
    mutating func next(
        _ inputs: EngineCore.Inputs, at now: Timestamp, _ state: EngineState
    ) -> (Trigger, [RunMachine.Delivery])? {
        guard open.isBegun else { return begin() }
        // A child may have ended already; its start is heard of first.
        if !isDone, let start = nextChildStart() { return (start, []) }
        if let letter = nextLetter() { return letter }
        guard !isDone, !isFull || activations.isEmpty else { return nil }
        if let timer = nextTimer(now) { return (.timer(key: timer), []) }
        if let done = nextExternal(now, state) { return (done, []) }
        return nextEnd(inputs).map { ($0, []) }
    }

    private mutating func begin() -> (Trigger, [RunMachine.Delivery]) {
        let started = open.started
        let through = max(started.mailAtStart, mailThrough)
        let offsets = started.unread.offsets + Array(mailThrough..<through)
        mailThrough = through
        let letters = offsets.compactMap(delivery)
        return (.start(mail: letters.map(\.offset)), letters)
    }

    private func delivery(_ offset: Int) -> RunMachine.Delivery? {
        chain.letters[offset].map { RunMachine.Delivery(offset: offset, mail: $0) }
    }

    private func nextChildStart() -> Trigger? {
        let waiting = base.children.values.sorted { $0.order < $1.order }
        for child in waiting where open.children[child.command.key]?.isStartKnown == false {
            return .childStarted(key: child.command.key, run: child.command.run)
        }
        return nil
    }

    private func nextTimer(_ now: Timestamp) -> String? {
        open.timers.filter { $0.value.due <= now }
            .min { ($0.value.due, $0.value.order) < ($1.value.due, $1.value.order) }?.key
    }

    private mutating func nextExternal(_ now: Timestamp, _ state: EngineState) -> Trigger? {
        for external in base.externals where open.externals.contains(external) {
            var fate = external.target.fate
            if fate == .full { fate = deliver(external.content, external.target, now, state) }
            guard fate != .full else { continue }
            return .externalDone(key: external.target.key, delivered: fate == .delivered)
        }
        return nil
    }

    private mutating func nextEnd(_ inputs: EngineCore.Inputs) -> Trigger? {
        for (end, added) in inputs.ends where !endsTaken.contains(end.key) {
            guard open.activities[end.key] != nil else {
                endsTaken.insert(end.key)
                continue
            }
            let streams = Set(staged.streams.map(\.stream))
            guard added.streams.allSatisfy({ !streams.contains($0.stream) }) else { return nil }
            endsTaken.insert(end.key)
            staged.streams += added.streams
            staged.checks += added.checks
            staged.intents += added.intents
            for part in added.streams { stagedBy[part.stream] = end.key }
            for check in added.checks { stagedBy[check.stream] = end.key }
            return .activity(end)
        }
        return nil
    }
}

// MARK: - Mail

extension RunTurn {
    private mutating func nextLetter() -> (Trigger, [RunMachine.Delivery])? {
        if isFull, handledEarly.isEmpty, !isDone { return nil }
        if !isFull, let offset = nextCancel(), let letter = delivery(offset) {
            handledEarly.insert(offset)
            return (.mail(offset: offset), [letter])
        }
        while mailThrough < chain.mailNext {
            let offset = mailThrough
            mailThrough += 1
            guard handledEarly.remove(offset) == nil, let letter = delivery(offset) else {
                continue
            }
            if let trigger = trigger(of: letter) { return (trigger, [letter]) }
        }
        return nil
    }

    /// A request to stop is handled before other mail.
    private func nextCancel() -> Int? {
        let budget = Limits.recordActivationsMax - activations.count
        guard !isDone, chain.mailNext - mailThrough < budget else { return nil }
        return (mailThrough..<chain.mailNext).first { offset in
            guard case .cancel = chain.letters[offset]?.content else { return false }
            return !handledEarly.contains(offset)
        }
    }

    /// The event that a letter is for the run; nil when it is none any more.
    private mutating func trigger(of letter: RunMachine.Delivery) -> Trigger? {
        switch letter.mail.content {
        case .signal(let name, _):
            if isDone, !machine.onLane({ $0.handles(signal: name) }) {
                passedOver.append(letter.offset)
                return nil
            }
            return .mail(offset: letter.offset)
        case .update, .cancel:
            return isDone ? nil : .mail(offset: letter.offset)
        case .childEnded(let key, let run, let end):
            guard run == open.run, open.children[key] != nil, !isDone else { return nil }
            return .childClosed(key: key, offset: letter.offset, end)
        case .activity(let run, let end):
            guard run == open.run, open.activities[end.key] != nil, !isDone else { return nil }
            var end = end
            end.offset = letter.offset
            return .activity(end)
        }
    }
}
