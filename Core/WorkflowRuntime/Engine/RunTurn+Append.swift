internal import Events
internal import Workflows

/// How a run stands after its turn.
enum TurnResult {
    case open
    case closed
    /// It goes on as another run, whose first activation may be part of the append.
    case continued(next: UniqueID, EngineCore.Live?)
}

extension RunTurn {
    /// Puts the append of a run together that stays open.
    func advanced(
        _ inputs: EngineCore.Inputs, _ held: Problem?, _ who: WorkerIdentity, _ make: EventMaker
    )
        -> Append
    {
        var events = inputs.failures.map { make.event(.attemptFailed, $0) }
        events += inputs.beats.map { make.event(.heartbeatRecorded, $0) }
        if !activations.isEmpty || mailThrough != base.mailThrough {
            let record = RunAdvanced(
                run: open.run, build: who.build, mailThrough: mailThrough, unread: unread,
                activations: activations, firstEvent: base.lastEvent + 1,
                lastEvent: open.lastEvent)
            events.append(make.event(.runAdvanced, record))
        }
        if let held {
            let record = RunHeld(
                run: open.run, build: who.build, at: make.time.now(), problem: held)
            events.append(make.event(.runHeld, record))
        }
        var append = Append(
            [StreamAppend(WorkflowStreams.run(open.run), expected: runExpectation, events)],
            checks: [
                StreamCheck(
                    WorkflowStreams.chain(open.workflow),
                    expected: chain.head.map { .exact($0) } ?? .noStream)
            ])
        add(to: &append)
        return append
    }

    /// Puts the append of a run together whose code has ended.
    mutating func closed(
        _ inputs: EngineCore.Inputs, _ state: EngineState, _ who: WorkerIdentity,
        _ make: EventMaker, _ begin: (RunStarted) -> (RunStarted, EngineCore.Live?)
    ) -> (Append, TurnResult) {
        let ending = Ending(self, make)
        activations[activations.count - 1].commands.append(ending.command)
        open.lastEvent += 1
        var closed = RunClosed(
            workflow: open.workflow, type: open.started.type, run: open.run,
            status: ending.status, build: who.build, at: open.lastAt, mailThrough: mailThrough,
            unread: unread, undelivered: OffsetRanges(), reason: "", identity: who.worker,
            newRun: ending.next?.run, activations: activations, firstEvent: base.lastEvent + 1,
            lastEvent: open.lastEvent)
        leaveChildren(state)
        var result = TurnResult.closed
        var events: [Event] = []
        if let next = ending.next {
            let (started, live) = begin(next)
            events = [
                make.event(.runClosed, closed), make.event(.runStarted, started),
            ]
            result = .continued(next: started.run, live)
        } else {
            closed.undelivered = OffsetRanges(unread.offsets + passedOver)
            closed.unread = OffsetRanges()
            tellParent(ending, state)
            events = [make.event(.runClosed, closed)]
        }
        var append = Append([
            StreamAppend(
                WorkflowStreams.chain(open.workflow),
                expected: chain.head.map { .exact($0) } ?? .noStream, events)
        ])
        if ending.next == nil { append.checks.append(mailCheck) }
        let attempts =
            inputs.failures.map { make.event(.attemptFailed, $0) }
            + inputs.beats.map { make.event(.heartbeatRecorded, $0) }
        let run = WorkflowStreams.run(open.run)
        if attempts.isEmpty {
            append.checks.append(StreamCheck(run, expected: runExpectation))
        } else {
            append.streams.append(StreamAppend(run, expected: runExpectation, attempts))
        }
        add(to: &append)
        return (append, result)
    }

    private var unread: OffsetRanges { machine.onLane { $0.unread } }

    private var runExpectation: ExpectedRevision {
        base.runHead.map { .exact($0) } ?? .noStream
    }

    /// A close cannot overtake mail: it expects the mailbox as the run has seen it.
    private var mailCheck: StreamCheck {
        StreamCheck(
            WorkflowStreams.mailbox(open.workflow),
            expected: chain.mailNext > 0
                ? .exact(Revision(Int64(chain.mailNext - 1))) : .noStream)
    }

    private func add(to append: inout Append) {
        append.streams += staged.streams
        append.checks += staged.checks
        plan.write(to: &append)
        append.join()
    }

    private mutating func leaveChildren(_ state: EngineState) {
        for child in open.children.values.sorted(by: { $0.order < $1.order }) {
            guard let run = child.command.run else { continue }
            // A child that cannot be reached now is looked at again when this close is seen.
            try? plan.leave(
                child.command.workflow, run: run, child.command.parentClose, open.run
            ) { state.draft($0) }
        }
    }

    private mutating func tellParent(_ ending: Ending, _ state: EngineState) {
        guard let parent = open.started.waitingParent else { return }
        let end = ChildEnd(
            status: ending.status, run: open.run, result: ending.result, failure: ending.failure)
        let mail = MailRecord(
            at: open.lastAt, identity: open.workflow,
            .childEnded(key: parent.key, run: parent.run, end))
        // Letters of the engine are not bounded; a parent that has closed is not told.
        _ = try? plan.deliver(mail, to: parent.workflow, onlyTo: parent.run) { state.draft($0) }
    }
}

/// How a run's code ended, as commands and records.
struct Ending {
    let command: Command
    let status: RunStatus
    var result: JSONValue?
    var failure: Failure?
    var next: RunStarted?

    init(_ turn: RunTurn, _ make: EventMaker) {
        let run = turn.open.started
        switch turn.machine.onLane({ $0.outcome }) {
        case .returned(let value):
            (command, status, result) = (.complete(value), .completed, value)
        case .canceled, nil:
            (command, status) = (.cancel, .canceled)
        case .failed(let failure):
            command = .fail(FailCommand(activity: turn.failedActivity(failure), failure: failure))
            (status, self.failure) = (.failed, failure)
            next = run.retried(after: failure, turn, make)
        case .continued(let order):
            let started = run.continued(order, turn, make)
            command = .continueAsNew(
                ContinueCommand(
                    newRun: started.run, input: order.input, runTimeout: order.options.runTimeout,
                    delay: order.options.delay))
            (status, next) = (.continuedAsNew, started)
        }
    }
}

extension RunTurn {
    /// The key of the activity whose failure is the run's, where the record shows it already.
    fileprivate func failedActivity(_ failure: Failure) -> String? {
        guard case .activity(let type, let key, _) = failure.kind,
            case .activity(let end) = activations.last?.trigger, end.key == key,
            key.prefix(while: { $0 != "~" && $0 != "@" }) == type
        else { return nil }
        return key
    }
}

extension RunStarted {
    fileprivate func following(_ turn: RunTurn, _ make: EventMaker) -> RunStarted {
        var next = self
        next.run = make.newID()
        next.continuedFrom = run
        next.at = turn.open.lastAt
        next.mailThrough = turn.mailThrough
        next.mailAtStart = turn.chain.mailNext
        next.unread = turn.machine.onLane { $0.unread }
        (next.memo, next.attributes) = turn.valuesNow
        (next.activations, next.firstEvent, next.lastEvent) = ([], 1, 1)
        next.delay = nil
        return next
    }

    fileprivate func continued(
        _ order: ContinueOrder, _ turn: RunTurn, _ make: EventMaker
    ) -> RunStarted {
        var next = following(turn, make)
        next.input = order.input
        next.initiator = "workflow"
        next.attempt = 1
        if let timeout = order.options.runTimeout { next.runTimeout = timeout }
        next.delay = order.options.delay
        return next
    }

    /// The next attempt under the workflow's own retry policy; nil when there is none.
    fileprivate func retried(
        after failure: Failure, _ turn: RunTurn, _ make: EventMaker
    ) -> RunStarted? {
        guard let retry, retry.attempts.map({ attempt < $0 }) ?? true else { return nil }
        for cause in failure.chain {
            guard case .application(let type, let nonRetryable) = cause.kind else { continue }
            if nonRetryable || retry.nonRetryable.contains(type) { return nil }
        }
        var next = following(turn, make)
        next.attempt = attempt + 1
        next.initiator = "retry"
        next.delay = retry.pause(after: attempt)
        return next
    }
}

extension RunTurn {
    /// Memo and attributes as the run leaves them.
    fileprivate var valuesNow: (JSONObject, JSONObject) {
        var (memo, attributes) = (open.memo, open.attributes)
        for member in memo.members where member.value.isNull { memo[member.key] = nil }
        for member in attributes.members where member.value.isNull {
            attributes[member.key] = nil
        }
        return (memo, attributes)
    }
}

extension Append {
    /// Makes one part of each stream, and drops checks of streams that are written.
    mutating func join() {
        var parts: [StreamAppend] = []
        for part in streams {
            guard let index = parts.firstIndex(where: { $0.stream == part.stream }) else {
                parts.append(part)
                continue
            }
            parts[index].events += part.events
            if parts[index].expected == .any { parts[index].expected = part.expected }
        }
        var left: [StreamCheck] = []
        for check in checks where check.expected != .any {
            if let index = parts.firstIndex(where: { $0.stream == check.stream }) {
                if parts[index].expected == .any { parts[index].expected = check.expected }
            } else if !left.contains(where: { $0.stream == check.stream }) {
                left.append(check)
            }
        }
        (streams, checks) = (parts.filter { !$0.events.isEmpty }, left)
    }
}
