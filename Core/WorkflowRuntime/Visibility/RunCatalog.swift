import EventStore
import Events
internal import Workflows

/// The runs of a log as of the moment of each question: it reads what was appended since the last one,
/// so that every acknowledged write is seen and nothing is paid for at the time of the write.
actor RunCatalog {
    private let store: any EventStore
    private var table = RunTable()
    private var position = Position.start

    private static let filter = EventFilter(categories: [
        WorkflowStreams.chains, WorkflowStreams.mailboxes, WorkflowStreams.runs,
    ])

    init(store: any EventStore) { self.store = store }

    /// Answers from the table as of now.
    func read<Answer: Sendable>(
        _ body: @Sendable (RunTable) throws(APIError) -> Answer
    ) async throws(APIError) -> Answer {
        do {
            try await catchUp()
        } catch {
            throw .unreadable(error)
        }
        return try body(table)
    }

    private func catchUp() async throws {
        var hasMore = true
        while hasMore {
            let start = position
            let page = try await store.read(
                after: start, through: nil, Self.filter, .forward,
                limit: Limits.followPageEvents)
            let events = try await store.whole(page.events)
            // Another question may have read the same page meanwhile.
            guard position == start else { continue }
            for event in events {
                if let record = try StoredRecord(event) { table.apply(record) }
            }
            position = page.next ?? max(page.head, start)
            hasMore = page.next != nil
        }
    }

    /// The records of a run and the letters that it has seen.
    func records(
        of row: RunRow
    ) async throws(APIError) -> (records: [StoredRecord], letters: [Int: MailRecord]) {
        do {
            let records = try await runEvents(of: row).compactMap(StoredRecord.init)
            return (records, try await letters(for: records, of: row.workflow))
        } catch {
            throw .unreadable(error)
        }
    }

    /// The events that hold a run and the letters that it has seen, in the order of the log.
    func events(of row: RunRow) async throws -> [RecordedEvent] {
        let events = try await runEvents(of: row)
        let records = try events.compactMap(StoredRecord.init)
        let letters = try await letterEvents(for: records, of: row.workflow)
        return (events + letters).sorted { $0.position < $1.position }
    }

    private func runEvents(of row: RunRow) async throws -> [RecordedEvent] {
        let chain = WorkflowStreams.chain(row.workflow)
        var events = try await store.read(
            chain, from: row.startRevision, .forward, limit: 1
        ).events
        events += try await all(WorkflowStreams.run(row.run), from: .first)
        if let closed = row.closeRevision {
            events += try await store.read(chain, from: closed, .forward, limit: 1).events
        }
        return try await store.whole(events)
    }

    private func letters(
        for records: [StoredRecord], of workflow: String
    ) async throws -> [Int: MailRecord] {
        var letters: [Int: MailRecord] = [:]
        for event in try await letterEvents(for: records, of: workflow) {
            guard case .letter(let letter)? = try StoredRecord(event)?.content else { continue }
            letters[Int(event.revision.value)] = letter
        }
        return letters
    }

    private func letterEvents(
        for records: [StoredRecord], of workflow: String
    ) async throws -> [RecordedEvent] {
        let offsets = Set(records.flatMap(\.content.offsets))
        guard let first = offsets.min(), let last = offsets.max() else { return [] }
        let mailbox = WorkflowStreams.mailbox(workflow)
        let events = try await all(mailbox, from: Revision(Int64(first)), through: last)
        return events.filter { offsets.contains(Int($0.revision.value)) }
    }

    private func all(
        _ stream: StreamName, from revision: Revision, through last: Int = .max
    ) async throws -> [RecordedEvent] {
        var (events, next): ([RecordedEvent], Revision?) = ([], revision)
        while let from = next {
            let page = try await store.read(
                stream, from: from, .forward, limit: Limits.followPageEvents)
            events += page.events
            guard let end = page.events.last?.revision, end.value < last,
                page.events.count > 0
            else { break }
            next = Revision(end.value + 1)
        }
        return events
    }
}

extension StoredRecord.Content {
    /// The letters that a record refers to.
    fileprivate var offsets: [Int] {
        switch self {
        case .started(let record): record.activations.flatMap(\.offsets)
        case .advanced(let record): record.activations.flatMap(\.offsets)
        case .closed(let record): record.activations.flatMap(\.offsets)
        case .attemptFailed, .heartbeat, .held, .released, .letter: []
        }
    }
}

extension Activation {
    fileprivate var offsets: [Int] {
        let commanded = commands.compactMap { command -> Int? in
            guard case .updateAccepted(_, let offset) = command else { return nil }
            return offset
        }
        switch trigger {
        case .start(let mail): return mail + commanded
        case .mail(let offset): return [offset] + commanded
        case .activity, .local, .timer, .childStarted, .childClosed, .externalDone:
            return commanded
        }
    }
}
