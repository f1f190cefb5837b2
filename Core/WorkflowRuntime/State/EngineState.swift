package import Events
internal import Workflows

/// Everything that the engine knows, folded from the log alone: chains, mailboxes and open runs.
package struct EngineState: Sendable {
    /// One workflow id.
    package struct Chain: Sendable {
        /// The last event of the chain; nil where none is.
        package var head: Revision?
        package var open: OpenRun?
        package var lastClosed: RunClosed?
        /// The offset of the next letter.
        package var mailNext = 0
        /// Letters that the open run has not consumed, and those that nobody has seen.
        package var letters: [Int: MailRecord] = [:]
        package var runs: [UniqueID] = []

        package init() {}

        /// Letters that wait, seen or not.
        package var unreadCount: Int {
            guard let open else { return 0 }
            return open.unread.count + max(0, mailNext - open.mailThrough)
        }
    }

    /// Where a run's start and end are in its chain.
    package struct Place: Sendable {
        package var workflow: String
        package var start: Revision
        package var end: Revision?
        package var next: UniqueID?
    }

    /// Everything up to here is contained.
    package private(set) var position = Position.start
    package private(set) var chains: [String: Chain] = [:]
    package private(set) var places: [UniqueID: Place] = [:]
    /// Which children were asked to stop because their parent closed: the parent's run and the child's id.
    package private(set) var partings: Set<String> = []
    /// Outcomes of updates by workflow id and update id.
    package private(set) var updates: [String: [String: UpdateEnd]] = [:]

    package init() {}

    /// The open runs in the order of their workflow ids.
    package var openWorkflows: [String] {
        chains.filter { $0.value.open != nil }.map(\.key).sorted()
    }

    /// Takes a record and returns the workflow id that it concerns.
    package mutating func apply(_ record: StoredRecord) -> String? {
        position = max(position, record.position)
        switch record.content {
        case .started(let started): return start(started, record)
        case .closed(let closed): return close(closed, record)
        case .advanced(let advanced):
            noteUpdates(advanced.activations, of: places[advanced.run]?.workflow)
            return change(advanced.run, record) { $0.apply(advanced) }
        case .attemptFailed(let failed): return change(failed.run, record) { $0.apply(failed) }
        case .heartbeat(let beat): return change(beat.run, record) { $0.apply(beat) }
        case .held(let held): return change(held.run, record) { $0.held = held }
        case .released(let run): return change(run, record) { $0.held = nil }
        case .letter(let mail):
            guard let workflow = record.workflow else { return nil }
            let offset = Int(record.revision.value)
            chains[workflow, default: Chain()].mailNext = offset + 1
            chains[workflow, default: Chain()].letters[offset] = mail
            if let request = mail.requestID, request.hasPrefix("parent-close ") {
                partings.insert("\(request.dropFirst(13)) \(workflow)")
            }
            return workflow
        }
    }

    /// Notes that the log was looked through up to `position`.
    package mutating func reached(_ position: Position) {
        self.position = max(self.position, position)
    }

    private mutating func start(_ started: RunStarted, _ record: StoredRecord) -> String {
        var chain = chains[started.workflow, default: Chain()]
        chain.head = record.revision
        chain.open = OpenRun(started, at: record.revision)
        chain.open?.historyBytes = record.bytes
        chain.runs.append(started.run)
        chain.forgetConsumed()
        chains[started.workflow] = chain
        places[started.run] = Place(workflow: started.workflow, start: record.revision)
        noteUpdates(started.activations, of: started.workflow)
        return started.workflow
    }

    private mutating func close(_ closed: RunClosed, _ record: StoredRecord) -> String {
        var chain = chains[closed.workflow, default: Chain()]
        chain.head = record.revision
        chain.open = nil
        chain.lastClosed = closed
        if closed.newRun == nil { chain.letters = [:] }
        chains[closed.workflow] = chain
        places[closed.run]?.end = record.revision
        places[closed.run]?.next = closed.newRun
        noteUpdates(closed.activations, of: closed.workflow)
        return closed.workflow
    }

    private mutating func change(
        _ run: UniqueID, _ record: StoredRecord, _ body: (inout OpenRun) -> Void
    ) -> String? {
        guard let workflow = places[run]?.workflow,
            var chain = chains[workflow], var open = chain.open, open.run == run
        else { return nil }
        // The run is taken out while it changes, so that its tables are not copied.
        chain.open = nil
        chains[workflow] = nil
        body(&open)
        open.runHead = record.revision
        open.historyBytes += record.bytes
        chain.open = open
        chain.forgetConsumed()
        chains[workflow] = chain
        return workflow
    }

    private mutating func noteUpdates(_ activations: [Activation], of workflow: String?) {
        guard let workflow else { return }
        for command in activations.flatMap(\.commands) {
            switch command {
            case .updateCompleted(let update, let end):
                updates[workflow, default: [:]][update] = end
            case .updateRejected(let update, _, let failure):
                updates[workflow, default: [:]][update] = .failure(failure)
            default: break
            }
        }
    }
}

extension EngineState.Chain {
    /// Keeps only letters that somebody may still read.
    mutating func forgetConsumed() {
        guard let open, letters.count > open.unread.count else { return }
        let unread = Set(open.unread.offsets)
        letters = letters.filter { $0.key >= open.mailThrough || unread.contains($0.key) }
    }
}
