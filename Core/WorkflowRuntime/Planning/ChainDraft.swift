package import Events
package import Workflows

/// What one append does to one workflow id, decided on what is known of it.
///
/// Start, signal and close never race: a letter expects the chain as it was read, and a start expects
/// the mailbox too; one of two is refused and decides again.
package struct ChainDraft: Sendable {
    /// What is known of the run that is open.
    package struct OpenPicture: Sendable {
        package var started: RunStarted
        package var runHead: StreamHead
        package var mailThrough: Int
        package var unread: OffsetRanges
        package var lastEvent: Int

        package init(
            started: RunStarted, runHead: StreamHead, mailThrough: Int, unread: OffsetRanges,
            lastEvent: Int
        ) {
            (self.started, self.runHead, self.mailThrough) = (started, runHead, mailThrough)
            (self.unread, self.lastEvent) = (unread, lastEvent)
        }
    }

    package let workflow: String
    package let chainHead: StreamHead
    package let mailHead: StreamHead
    package private(set) var open: OpenPicture?
    package private(set) var lastClosed: (run: UniqueID, status: RunStatus)?

    private var chainEvents: [Event] = []
    private var newRun: (record: RunStarted, id: UniqueID?)?
    private var letters: [Event] = []
    private var runCheck: StreamCheck?
    private var needsChain = false
    private var needsMailHead = false

    package init(
        workflow: String, chainHead: StreamHead, mailHead: StreamHead, open: OpenPicture?,
        lastClosed: (run: UniqueID, status: RunStatus)?
    ) {
        (self.workflow, self.chainHead, self.mailHead) = (workflow, chainHead, mailHead)
        (self.open, self.lastClosed) = (open, lastClosed)
    }

    package var mailNext: Int {
        (mailHead.revision.map { Int($0.value) + 1 } ?? 0) + letters.count
    }

    private var unreadCount: Int {
        guard let open else { return 0 }
        return open.unread.count + max(0, mailNext - open.mailThrough)
    }
}

// MARK: - Decisions

extension ChainDraft {
    /// Adds a letter for the run that is open.
    package mutating func deliver(
        _ mail: MailRecord, mailbox: Mailbox?, _ make: EventMaker
    ) throws(WorkflowError) -> IntentOutcome {
        guard let open else {
            throw lastClosed == nil
                ? .notFound(workflow: workflow) : .alreadyClosed(workflow: workflow)
        }
        let limit = mailbox?.unreadMax ?? open.started.mailboxMax
        if mail.isBounded {
            guard unreadCount < limit else {
                throw .mailboxFull(
                    workflow: workflow, limit: limit, retryAfter: Limits.mailboxRetryAfter)
            }
            if limit - unreadCount <= Limits.mailboxMargin { needsMailHead = true }
        }
        let letter = make.event(mail, to: workflow)
        guard letter.data.count <= Limits.letterBytesMax else {
            throw .invalid(
                "a letter has at most \(Limits.letterBytesMax) bytes, this one to \(workflow) has "
                    + "\(letter.data.count): send a reference to its contents")
        }
        letters.append(letter)
        needsChain = true
        return IntentOutcome(
            run: open.started.run, firstRun: open.started.firstRun, started: newRun != nil)
    }

    /// Adds a letter where a run is open; where none is, the append expects that it stays so.
    package mutating func deliver(
        whereOpen mail: MailRecord, _ make: EventMaker
    ) throws(WorkflowError) -> IntentOutcome? {
        guard open == nil else { return try deliver(mail, mailbox: nil, make) }
        needsChain = true
        return nil
    }

    /// Starts a run by the policies of the start, or finds the one that is open.
    package mutating func start(
        _ intent: StartIntent, as requestID: String?, parent: WorkflowExecution.Parent?,
        parentClose: ParentClosePolicy = .abandon, conflict: StartOptions.ConflictPolicy,
        _ make: EventMaker
    ) throws(WorkflowError) -> IntentOutcome {
        if let open {
            let run = open.started.run
            switch conflict {
            case .fail: throw .alreadyStarted(workflow: workflow, run: run)
            case .useExisting:
                return IntentOutcome(run: run, firstRun: open.started.firstRun, started: false)
            case .terminateExisting:
                _ = try terminate(reason: "terminated by a new start", identity: "", make)
            }
        } else if let lastClosed, !intent.options.reuse.allows(lastClosed.status) {
            throw .alreadyStarted(workflow: workflow, run: lastClosed.run)
        }
        let run = make.newID()
        let record = RunStarted(
            intent, workflow: workflow, run: run, at: make.time.now(), mailNext: mailNext,
            parent: parent, parentClose: parentClose)
        begin(record, id: requestID.map { EventMaker.requestID($0, of: workflow, "start") })
        return IntentOutcome(run: run, firstRun: run, started: true)
    }

    /// Opens a run that was decided elsewhere.
    package mutating func begin(_ record: RunStarted, id: UniqueID? = nil) {
        newRun = (record, id)
        open = OpenPicture(
            started: record, runHead: .none, mailThrough: record.mailThrough,
            unread: record.unread, lastEvent: record.lastEvent)
        (needsChain, needsMailHead) = (true, true)
    }

    /// Ends the run that is open without its code; returns what its parent is to be told.
    package mutating func terminate(
        reason: String, identity: String, status: RunStatus = .terminated, _ make: EventMaker
    ) throws(WorkflowError) -> (WorkflowExecution.Parent, ChildEnd)? {
        guard let open else {
            throw lastClosed == nil
                ? .notFound(workflow: workflow) : .alreadyClosed(workflow: workflow)
        }
        let started = open.started
        let seen = max(open.mailThrough, mailNext)
        let lost = OffsetRanges(open.unread.offsets + Array(open.mailThrough..<seen))
        let closed = RunClosed(
            workflow: workflow, type: started.type, run: started.run, status: status,
            build: started.build, at: make.time.now(), mailThrough: seen, unread: OffsetRanges(),
            undelivered: lost, reason: reason, identity: identity, newRun: nil, activations: [],
            firstEvent: open.lastEvent + 1, lastEvent: open.lastEvent + 1)
        chainEvents.append(make.event(.runClosed, closed))
        runCheck = StreamCheck(
            WorkflowStreams.run(started.run), expected: open.runHead.expectation)
        lastClosed = (started.run, status)
        self.open = nil
        (needsChain, needsMailHead) = (true, true)
        return started.waitingParent.map { ($0, ChildEnd(status: status, run: started.run)) }
    }

    /// What the append writes and checks for this workflow id.
    package func write(to append: inout Append, _ make: EventMaker) {
        let chain = WorkflowStreams.chain(workflow)
        let mailbox = WorkflowStreams.mailbox(workflow)
        var events = chainEvents
        if var started = newRun {
            if started.record.activations.isEmpty { started.record.mailAtStart = mailNext }
            events.append(make.event(.runStarted, started.record, id: started.id))
        }
        if !events.isEmpty {
            append.streams.append(
                StreamAppend(chain, expected: chainHead.expectation, events))
        } else if needsChain {
            append.checks.append(StreamCheck(chain, expected: chainHead.expectation))
        }
        if !letters.isEmpty {
            let expected = needsMailHead ? mailHead.expectation : .any
            append.streams.append(StreamAppend(mailbox, expected: expected, letters))
        } else if needsMailHead {
            append.checks.append(StreamCheck(mailbox, expected: mailHead.expectation))
        }
        if let runCheck { append.checks.append(runCheck) }
    }
}

extension MailRecord {
    /// Whether it counts against the mailbox's bound: what the engine must deliver does not.
    fileprivate var isBounded: Bool {
        switch content {
        case .signal, .update: true
        case .cancel, .childEnded, .activity: false
        }
    }
}

extension StartOptions.ReusePolicy {
    fileprivate func allows(_ last: RunStatus) -> Bool {
        switch self {
        case .allow: true
        case .allowIfFailed: last != .completed
        case .reject: false
        }
    }
}

extension RunStarted {
    /// Who is to be told how the chain ends; nobody for a run that an activity started.
    package var waitingParent: WorkflowExecution.Parent? {
        parent.flatMap { $0.key.isEmpty ? nil : $0 }
    }

    /// The first run of an execution.
    package init(
        _ intent: StartIntent, workflow: String, run: UniqueID, at moment: Timestamp,
        mailNext: Int, parent: WorkflowExecution.Parent?, parentClose: ParentClosePolicy
    ) {
        let (type, options) = (intent.type, intent.options)
        self.init(
            queue: type.queue,
            executionTimeout: options.executionTimeout ?? type.executionTimeout,
            runTimeout: options.runTimeout ?? type.runTimeout, taskTimeout: type.taskTimeout,
            attempt: 1, worker: "", build: "", workflow: workflow, run: run, firstRun: run,
            type: type.name, input: intent.input, identity: options.identity, at: moment,
            executionStarted: moment, mailThrough: mailNext, mailAtStart: mailNext,
            unread: OffsetRanges(), continuedFrom: nil, initiator: nil, parent: parent,
            parentClose: parentClose,
            mailboxMax: type.mailbox.unreadMax, retry: options.retry, delay: options.delay,
            memo: options.memo,
            attributes: JSONObject(options.attributes.map { (key: $0.name, value: $0.value) }),
            activations: [], firstEvent: 1, lastEvent: 1)
    }
}
