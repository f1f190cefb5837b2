package import Events
internal import Workflows

/// Reads the history of one run out of the log.
package struct HistoryReader: Sendable {
    let store: any EventLog

    package init(store: any EventLog) { self.store = store }

    /// The start of a run at a revision of its chain.
    func started(_ workflow: String, at revision: Revision) async throws -> RunStarted {
        let chain = WorkflowStreams.chain(workflow)
        let page = try await store.read(chain, from: revision, .forward, limit: 1)
        guard let event = try await store.whole(page.events).first,
            case .started(let started) = try StoredRecord(event)?.content
        else { throw RecordError("\(chain) holds no start at revision \(revision)") }
        return started
    }

    /// The recorded activations of a run in order, each with its letters.
    func activations(
        of started: RunStarted, place: EngineState.Place?
    ) async throws -> [RecordedActivation] {
        var parts = [(started.activations, started.build, started.firstEvent)]
        let events = try await events(of: WorkflowStreams.run(started.run))
        for event in try await store.whole(events) {
            guard case .advanced(let record) = try StoredRecord(event)?.content else { continue }
            parts.append((record.activations, record.build, record.firstEvent - 1))
        }
        if let place, let end = place.end {
            let chain = WorkflowStreams.chain(place.workflow)
            let page = try await store.read(chain, from: end, .forward, limit: 1)
            if let event = try await store.whole(page.events).first,
                case .closed(let record) = try StoredRecord(event)?.content
            {
                parts.append((record.activations, record.build, record.firstEvent - 1))
            }
        }
        let letters = try await letters(parts.flatMap(\.0), of: started.workflow)
        return assembled(parts, letters)
    }

    private func assembled(
        _ parts: [([Activation], String, Int)], _ letters: [Int: MailRecord]
    ) -> [RecordedActivation] {
        var history: [RecordedActivation] = []
        for (activations, build, first) in parts {
            var length = first
            for activation in activations {
                let mail = activation.trigger.letters.compactMap { offset in
                    letters[offset].map { RunMachine.Delivery(offset: offset, mail: $0) }
                }
                history.append(
                    RecordedActivation(
                        activation, letters: mail, historyLength: length, build: build))
                length += activation.viewEvents { letters[$0]?.isVisible ?? false }
            }
        }
        return history
    }

    private func letters(
        _ activations: [Activation], of workflow: String
    ) async throws -> [Int: MailRecord] {
        let offsets = Set(activations.flatMap(\.trigger.letters))
        guard let first = offsets.min(), let last = offsets.max() else { return [:] }
        var letters: [Int: MailRecord] = [:]
        let stream = WorkflowStreams.mailbox(workflow)
        for event in try await events(of: stream, from: first, through: last) {
            guard offsets.contains(Int(event.revision.value)),
                case .letter(let mail) = try StoredRecord(event)?.content
            else { continue }
            letters[Int(event.revision.value)] = mail
        }
        return letters
    }

    /// All events of a stream between two revisions.
    package func events(
        of stream: StreamName, from first: Int = 0, through last: Int = .max
    ) async throws -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        var next = first
        while next <= last {
            let page = try await store.read(
                stream, from: Revision(Int64(next)), .forward, limit: Limits.followPageEvents)
            events += page.events.filter { Int($0.revision.value) <= last }
            guard let reached = page.events.last?.revision else { break }
            next = Int(reached.value) + 1
        }
        return events
    }
}

extension Trigger {
    /// The letters that the trigger brings.
    package var letters: [Int] {
        switch self {
        case .start(let mail): mail
        case .mail(let offset): [offset]
        default: []
        }
    }
}
