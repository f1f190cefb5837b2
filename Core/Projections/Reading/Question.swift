internal import Events
internal import SQLite

/// What a reader asks for: a projection, and how far it must be.
struct Question: Sendable {
    let name: String
    /// The versions of the projection that this build knows.
    let definitions: [ViewDefinition]
    let atLeast: Position
    /// The history that the rows must have been folded from.
    let log: LogIdentity
    let head: Position
}

/// What a reader got.
enum Answer<Value: Sendable>: Sendable {
    /// The value, and how far the rows were that it was read from.
    case value(Value, at: Position)
    /// Not now; the error is what is said when the time is up. What is final stays so until somebody folds.
    case notYet(ViewError, isFinal: Bool)
}

extension Question {
    /// The view has no rows that may be read.
    var nothingThere: ViewError {
        .timedOut(name, behind: Int(max(atLeast, head).value))
    }

    /// Reads checkpoint and rows in one snapshot, so that what is answered is as far as it says.
    func ask<Value: Sendable>(
        _ connection: Connection, _ body: @Sendable (any ViewReader) throws -> Value
    ) throws -> Answer<Value> {
        try connection.transaction(.deferred) {
            let checkpoints = try Checkpoint.all(name, in: connection)
            switch choose(checkpoints) {
            case .notYet(let error, let isFinal): return .notYet(error, isFinal: isFinal)
            case .value(let definition, let position):
                let session = ViewSession(definition, connection)
                defer { session.end() }
                do {
                    return .value(try body(session), at: position)
                } catch {
                    // The closure sees `ViewError`; whoever repairs the file needs the cause.
                    throw session.failure ?? error
                }
            }
        }
    }

    /// The version whose rows may be read.
    private func choose(_ checkpoints: [Checkpoint]) -> Answer<ViewDefinition> {
        guard let live = checkpoints.first(where: { $0.state == .live }) else {
            let building = checkpoints.last { checkpoint in
                definitions.contains { $0.key == checkpoint.key }
            }
            guard let building else { return .notYet(nothingThere, isFinal: false) }
            return .notYet(error(of: building, reaching: max(atLeast, head)), isFinal: false)
        }
        let token = ConsistencyToken(log: log.log, generation: log.generation, position: head)
        guard live.belongs(to: log) else {
            return .notYet(.otherGeneration(live.token, current: token), isFinal: false)
        }
        guard let definition = definitions.first(where: { $0.key == live.key }) else {
            return .notYet(.otherVersion(name, live: live.key.version), isFinal: false)
        }
        guard definition.fingerprint == live.fingerprint else {
            return .notYet(
                .changedDefinition(name, version: definition.version), isFinal: true)
        }
        guard live.position >= atLeast else {
            return .notYet(error(of: live, reaching: atLeast), isFinal: live.failure != nil)
        }
        return .value(definition, at: live.position)
    }

    private func error(of checkpoint: Checkpoint, reaching target: Position) -> ViewError {
        if let failure = checkpoint.failure {
            return .stopped(name, at: failure.position, reason: failure.reason)
        }
        return .timedOut(name, behind: Int(max(0, target.value - checkpoint.position.value)))
    }
}
