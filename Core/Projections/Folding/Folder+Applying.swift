internal import EventStore
internal import Events
internal import SQLite
internal import Telemetry

extension Folder {
    /// What is to be read next; nil when every projection has stopped.
    func plan() throws(ViewError) -> FoldPlan? {
        let opened = try current()
        return FoldPlan(Array(opened.checkpoints.values), head: head, definitions)
    }

    /// Where the projections that go on have all arrived.
    func arrived() throws(ViewError) -> Position {
        let running = try current().checkpoints.values.filter { $0.failure == nil }
        return running.map(\.position).min() ?? head
    }

    /// Applies a page in one transaction with the checkpoints; false when there was nothing to do.
    func apply(_ page: Page, _ plan: FoldPlan) throws(ViewError) -> Bool {
        let opened = try current()
        let ready = plan.cohort.allSatisfy { key in
            opened.checkpoints[key].map { $0.position == plan.after && $0.failure == nil } == true
        }
        guard ready else { return true }
        head = max(head, page.head)
        let before = opened.checkpoints
        let after = try applied(page, plan, opened)
        self.opened?.checkpoints = before.merging(after) { $1 }.filter { $1.state != .retired }
        tidy()
        report(after)
        return !after.isEmpty
    }

    /// Tries until everybody who met an event that it cannot apply is stopped before it.
    private func applied(
        _ page: Page, _ plan: FoldPlan, _ opened: Opened
    ) throws(ViewError) -> [ViewKey: Checkpoint] {
        let chosen = definitions.filter { plan.cohort.contains($0.key) }
        var batch = FoldBatch(page, plan, chosen, opened.checkpoints, skips, opened.connection)
        while true {
            switch try attempt(batch, in: opened.connection) {
            case .success(let checkpoints):
                return checkpoints
            case .failure(let poison):
                batch.stop(poison)
                telemetry.error(
                    "a projection stopped at an event that it cannot apply",
                    [
                        "projection": .of(poison.key), "position": .of(poison.failure.position),
                        "reason": .text(poison.failure.reason),
                    ])
            }
        }
    }

    private func attempt(
        _ batch: FoldBatch, in connection: Connection
    ) throws(ViewError) -> Result<[ViewKey: Checkpoint], FoldBatch.Poison> {
        do {
            return .success(try connection.transaction { try batch.run(time) })
        } catch let poison as FoldBatch.Poison {
            return .failure(poison)
        } catch {
            throw fail(error)
        }
    }

    private func report(_ checkpoints: [ViewKey: Checkpoint]) {
        for (key, checkpoint) in checkpoints {
            let labels = ["projection": key.name, "version": String(key.version)]
            telemetry.set("views.lag", to: Int(head.value - checkpoint.position.value), labels)
            telemetry.set("views.stopped", to: checkpoint.failure == nil ? 0 : 1, labels)
        }
    }
}

/// One page for one cohort: rows and checkpoints that are committed together.
struct FoldBatch {
    /// A projection that cannot apply an event; the transaction is rolled back and tried without it.
    struct Poison: Error {
        let key: ViewKey
        let failure: Checkpoint.Failure
    }

    private let page: Page
    private let plan: FoldPlan
    private let definitions: [ViewDefinition]
    private let checkpoints: [ViewKey: Checkpoint]
    private let skips: Skips
    private let connection: Connection
    private var stopped: [ViewKey: Checkpoint.Failure] = [:]

    init(
        _ page: Page, _ plan: FoldPlan, _ definitions: [ViewDefinition],
        _ checkpoints: [ViewKey: Checkpoint], _ skips: Skips, _ connection: Connection
    ) {
        (self.page, self.plan, self.definitions) = (page, plan, definitions)
        (self.checkpoints, self.skips, self.connection) = (checkpoints, skips, connection)
    }

    mutating func stop(_ poison: Poison) { stopped[poison.key] = poison.failure }

    /// Applies the events and writes the checkpoints, inside the transaction of the caller.
    func run(_ time: any TimeSource) throws -> [ViewKey: Checkpoint] {
        let sessions = definitions.map { ($0, ViewSession($0, connection)) }
        defer { for (_, session) in sessions { session.end() } }
        let reached = try applyEvents(sessions, time)
        return try save(sessions, reached, at: time.now())
    }

    /// The position up to which events were applied.
    private func applyEvents(
        _ sessions: [(ViewDefinition, ViewSession)], _ time: any TimeSource
    ) throws -> Position {
        let end = page.next ?? plan.through.map { min($0, page.head) } ?? page.head
        let begun = time.now()
        for event in page.events {
            for (definition, session) in sessions
            where definition.filter.keeps(event.stream, event.type) {
                if let failure = stopped[definition.key], failure.position <= event.position {
                    continue
                }
                if skips.contains(definition.key, event.position) { continue }
                try apply(event, definition, session)
            }
            // A second try goes to the end: it must get to where the first one stopped.
            if stopped.isEmpty, let longest = plan.longest, time.now() - begun > longest {
                return event == page.events.last ? end : event.position
            }
        }
        return end
    }

    private func apply(
        _ event: RecordedEvent, _ definition: ViewDefinition, _ session: ViewSession
    ) throws {
        do {
            try definition.projection.apply(event, to: session)
        } catch {
            if let failure = session.failure { throw failure }
            let reason = String(
                decoding: "\(error)".utf8.prefix(Limits.errorBytesMax), as: UTF8.self)
            throw Poison(
                key: definition.key, failure: .init(position: event.position, reason: reason))
        }
        // What is wrong with the file is nobody's poison, even where `apply` caught it.
        if let failure = session.failure { throw failure }
    }

    private func save(
        _ sessions: [(ViewDefinition, ViewSession)], _ reached: Position, at now: Timestamp
    ) throws -> [ViewKey: Checkpoint] {
        var saved: [ViewKey: Checkpoint] = [:]
        for (definition, session) in sessions {
            guard var checkpoint = checkpoints[definition.key] else { continue }
            let failure = stopped[definition.key]
            checkpoint.position = max(
                checkpoint.position, failure.map { Position($0.position.value - 1) } ?? reached)
            checkpoint.failure = failure
            checkpoint.unknown += session.unknown
            let others = checkpoints.merging(saved) { $1 }
            if let replaced = try switchOver(&checkpoint, others, at: now) {
                saved[replaced.key] = replaced
            }
            guard checkpoint != checkpoints[definition.key] else { continue }
            checkpoint.updated = now
            try checkpoint.save(in: connection)
            saved[definition.key] = checkpoint
        }
        return saved
    }

    /// Makes a version live that has caught up, and answers the one whose place it took.
    private func switchOver(
        _ checkpoint: inout Checkpoint, _ others: [ViewKey: Checkpoint], at now: Timestamp
    ) throws -> Checkpoint? {
        guard checkpoint.state == .building, checkpoint.failure == nil else { return nil }
        let live = try Checkpoint.all(checkpoint.key.name, in: connection).filter {
            $0.state == .live && $0.key != checkpoint.key
        }
        let target = live.map(\.position).max() ?? page.head
        guard checkpoint.position >= target else { return nil }
        checkpoint.state = .live
        var replaced: Checkpoint?
        for var old in live {
            (old.state, old.updated) = (.retired, now)
            try old.save(in: connection)
            replaced = others[old.key] == nil ? replaced : old
        }
        return replaced
    }
}
