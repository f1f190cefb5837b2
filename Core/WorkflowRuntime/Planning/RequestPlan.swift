package import Events
package import Workflows

/// A request turned into one append: the product's events, then letters, starts and checks.
package struct RequestPlan: Sendable {
    package private(set) var outcomes: [IntentOutcome] = []
    private var drafts: [ChainDraft] = []
    private let make: EventMaker

    package init(_ make: EventMaker) { self.make = make }

    /// Plans one intent; chains that it touches are loaded at their first use.
    package mutating func add(
        _ intent: Intent, parent: WorkflowExecution.Parent? = nil,
        load: (String) async throws(WorkflowError) -> ChainDraft
    ) async throws(WorkflowError) {
        let index = try await place(intent.workflow, load)
        let identity = intent.identity
        switch intent.action {
        case .start(let start):
            outcomes.append(
                try drafts[index].start(
                    start, as: intent.requestID, parent: parent, conflict: start.options.conflict,
                    make))
        case .signal(let signal):
            outcomes.append(
                try drafts[index].deliver(
                    mail(signal, identity, intent.requestID), mailbox: signal.mailbox, make))
        case .signalWithStart(let start, let signal):
            let outcome = try drafts[index].start(
                start, as: intent.requestID, parent: parent, conflict: .useExisting, make)
            _ = try drafts[index].deliver(
                mail(signal, identity, intent.requestID), mailbox: signal.mailbox, make)
            outcomes.append(outcome)
        case .requestCancel(let reason):
            let letter = MailRecord(
                at: make.time.now(), identity: identity, requestID: intent.requestID,
                .cancel(reason: reason))
            outcomes.append(try drafts[index].deliver(letter, mailbox: nil, make))
        case .requestCancelIfOpen(let reason):
            let letter = MailRecord(
                at: make.time.now(), identity: identity, .cancel(reason: reason))
            if let outcome = try drafts[index].deliver(whereOpen: letter, make) {
                outcomes.append(outcome)
            }
        case .update(let update):
            let letter = MailRecord(
                at: make.time.now(), identity: identity, requestID: intent.requestID,
                .update(name: update.name, update: update.update, argument: update.argument))
            outcomes.append(try drafts[index].deliver(letter, mailbox: nil, make))
        case .terminate(let reason):
            try await terminate(index, reason, load)
        }
    }

    /// Adds a letter that the engine itself sends; false when nobody runs under the id.
    package mutating func deliver(
        _ mail: MailRecord, to workflow: String, onlyTo run: UniqueID? = nil,
        load: (String) throws(WorkflowError) -> ChainDraft
    ) throws(WorkflowError) -> Bool {
        let index = try place(workflow, load)
        guard let open = drafts[index].open, run == nil || open.started.run == run else {
            return false
        }
        _ = try drafts[index].deliver(mail, mailbox: nil, make)
        return true
    }

    /// Starts a child; nil when its id is taken.
    package mutating func start(
        _ child: ChildCommand, of parent: WorkflowExecution.Parent,
        load: (String) throws(WorkflowError) -> ChainDraft
    ) throws(WorkflowError) -> UniqueID? {
        let index = try place(child.workflow, load)
        let type = WorkflowType(
            name: child.type, queue: child.queue, mailbox: child.mailbox,
            executionTimeout: nil, runTimeout: nil, taskTimeout: Workflows.Limits.workflowTaskTime)
        let intent = StartIntent(type: type, input: child.input, options: child.start)
        do {
            let outcome = try drafts[index].start(
                intent, as: nil, parent: parent, parentClose: child.parentClose, conflict: .fail,
                make)
            return outcome.run
        } catch .alreadyStarted {
            return nil
        }
    }

    /// How many streams the plan may touch.
    package var streamsMax: Int { 2 * drafts.count }

    /// Ends a run without its code and tells its parent.
    package mutating func end(
        _ workflow: String, _ status: RunStatus, reason: String,
        load: (String) throws(WorkflowError) -> ChainDraft
    ) throws(WorkflowError) {
        let index = try place(workflow, load)
        let told = try drafts[index].terminate(
            reason: reason, identity: "", status: status, make)
        guard let (parent, end) = told else { return }
        let mail = MailRecord(
            at: make.time.now(), identity: workflow,
            .childEnded(key: parent.key, run: parent.run, end))
        _ = try deliver(mail, to: parent.workflow, onlyTo: parent.run, load: load)
    }

    /// Ends a child or asks it to stop, as its parent closes.
    package mutating func leave(
        _ workflow: String, run: UniqueID, _ policy: ParentClosePolicy, _ parent: UniqueID,
        load: (String) throws(WorkflowError) -> ChainDraft
    ) throws(WorkflowError) {
        let index = try place(workflow, load)
        guard drafts[index].open?.started.firstRun == run else { return }
        switch policy {
        case .abandon: break
        case .terminate:
            _ = try drafts[index].terminate(reason: "by parent close policy", identity: "", make)
        case .requestCancel:
            let mail = MailRecord(
                at: make.time.now(), identity: "", requestID: "parent-close \(parent)",
                .cancel(reason: "by parent close policy"))
            _ = try drafts[index].deliver(mail, mailbox: nil, make)
        }
    }

    private mutating func place(
        _ workflow: String, _ load: (String) throws(WorkflowError) -> ChainDraft
    ) throws(WorkflowError) -> Int {
        if let index = drafts.firstIndex(where: { $0.workflow == workflow }) { return index }
        drafts.append(try load(workflow))
        return drafts.count - 1
    }

    /// Puts what was planned behind what the append holds already.
    package func write(to append: inout Append) {
        for draft in drafts { draft.write(to: &append, make) }
    }

    private mutating func terminate(
        _ index: Int, _ reason: String,
        _ load: (String) async throws(WorkflowError) -> ChainDraft
    ) async throws(WorkflowError) {
        guard let run = drafts[index].open?.started else {
            _ = try drafts[index].terminate(reason: reason, identity: "", make)
            return
        }
        outcomes.append(IntentOutcome(run: run.run, firstRun: run.firstRun, started: false))
        guard
            let (parent, end) = try drafts[index].terminate(reason: reason, identity: "", make)
        else { return }
        let above = try await place(parent.workflow, load)
        guard drafts[above].open?.started.run == parent.run else { return }
        let letter = MailRecord(
            at: make.time.now(), identity: "",
            .childEnded(key: parent.key, run: parent.run, end))
        _ = try drafts[above].deliver(letter, mailbox: nil, make)
    }

    private mutating func place(
        _ workflow: String, _ load: (String) async throws(WorkflowError) -> ChainDraft
    ) async throws(WorkflowError) -> Int {
        if let index = drafts.firstIndex(where: { $0.workflow == workflow }) { return index }
        guard (1...Workflows.Limits.idCharactersMax).contains(workflow.count) else {
            throw .invalid(
                "a workflow id has 1 to \(Workflows.Limits.idCharactersMax) characters, this one "
                    + "has \(workflow.count)")
        }
        drafts.append(try await load(workflow))
        return drafts.count - 1
    }

    private func mail(
        _ signal: SignalIntent, _ identity: String, _ requestID: String?
    ) -> MailRecord {
        MailRecord(
            at: make.time.now(), identity: identity, requestID: requestID,
            .signal(name: signal.name, payload: signal.payload))
    }
}

extension Intent {
    /// Who sends it, as far as the intent says so.
    fileprivate var identity: String {
        switch action {
        case .start(let start), .signalWithStart(let start, _): start.options.identity
        default: ""
        }
    }
}
