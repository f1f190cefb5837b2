internal import Events
internal import SQLite
internal import Telemetry

/// What happens to the checkpoints of a file when it is opened for folding.
///
/// Those that fit the log and a definition are taken over, those of another history are dropped,
/// those of replaced versions are dropped after a day, and what is missing begins at the start.
struct Adoption {
    private let definitions: [ViewDefinition]
    private let log: LogIdentity
    private let head: Position
    private let now: Timestamp
    private let telemetry: Instruments

    init(
        _ definitions: [ViewDefinition], _ log: LogIdentity, _ head: Position, at now: Timestamp,
        _ telemetry: Instruments
    ) {
        (self.definitions, self.log, self.head) = (definitions, log, head)
        (self.now, self.telemetry) = (now, telemetry)
    }

    /// The checkpoints of every version to be folded.
    func run(in connection: Connection) throws -> [ViewKey: Checkpoint] {
        var kept: [ViewKey: Checkpoint] = [:]
        for checkpoint in try Checkpoint.all(in: connection) {
            if let reason = reasonToDrop(checkpoint) {
                try Checkpoint.drop(checkpoint.key, in: connection)
                telemetry.info(
                    "rows of a projection are dropped",
                    ["projection": .of(checkpoint.key), "reason": .text(reason)])
            } else {
                kept[checkpoint.key] = checkpoint
            }
        }
        return try begin(kept, in: connection)
    }

    private func reasonToDrop(_ checkpoint: Checkpoint) -> String? {
        guard definitions.contains(where: { $0.name == checkpoint.key.name }) else { return nil }
        if !checkpoint.belongs(to: log) { return "of another log or an earlier history" }
        if checkpoint.position > head { return "ahead of the log" }
        let isOld = checkpoint.updated + Limits.retiredKept < now
        return checkpoint.state == .retired && isOld ? "replaced a day ago" : nil
    }

    /// Of each name the highest version is folded, and the live one until it is replaced.
    private func begin(
        _ kept: [ViewKey: Checkpoint], in connection: Connection
    ) throws -> [ViewKey: Checkpoint] {
        var needed: [ViewKey: Checkpoint] = [:]
        for definition in definitions {
            let known = kept[definition.key]
            let isNewest = !definitions.contains {
                $0.name == definition.name && $0.version > definition.version
            }
            guard isNewest || known?.state == .live else { continue }
            if let known {
                needed[definition.key] = try adopt(known, definition)
            } else {
                needed[definition.key] = try create(definition, in: connection)
            }
        }
        return needed
    }

    private func adopt(
        _ checkpoint: Checkpoint, _ definition: ViewDefinition
    ) throws(ViewError) -> Checkpoint {
        guard checkpoint.fingerprint == definition.fingerprint else {
            throw .changedDefinition(definition.name, version: definition.version)
        }
        var checkpoint = checkpoint
        if checkpoint.state == .retired { checkpoint.state = .building }
        // This build may be able to apply what the last one was not.
        checkpoint.failure = nil
        return checkpoint
    }

    private func create(
        _ definition: ViewDefinition, in connection: Connection
    ) throws -> Checkpoint {
        do {
            for statement in definition.creation { try connection.run(statement) }
        } catch {
            guard !error.isOfTheDatabase else { throw error }
            throw ViewError.invalid(
                "the tables of projection '\(definition.name)' cannot be made: \(error.message)")
        }
        let checkpoint = Checkpoint(
            key: definition.key, state: .building, position: .start, log: log.log,
            generation: log.generation, fingerprint: definition.fingerprint, updated: now)
        try checkpoint.save(in: connection)
        return checkpoint
    }
}
