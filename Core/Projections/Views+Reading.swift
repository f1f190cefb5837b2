internal import EventStore
public import Events
internal import SQLite
internal import Synchronization
internal import Telemetry

extension Views {
    /// Answers from the rows of a projection, all of one moment.
    ///
    /// - Parameters:
    ///   - projection: Its name.
    ///   - position: How far the rows must be; the position of an append gives read-your-writes.
    ///   - timeout: How long to wait for that.
    ///   - body: Asks for rows; it may run more than once.
    /// - Returns: What `body` returns.
    /// - Throws: `ViewError.timedOut` or `stopped` where the rows are not that far; what `body` throws.
    public func read<Value: Sendable>(
        _ projection: String, atLeast position: Position = .start,
        timeout: Duration = Limits.readTimeout, _ body: @Sendable (any ViewReader) throws -> Value
    ) async throws -> Value {
        let question = try await question(projection, position)
        let deadline = time.now() + timeout
        var folded: Position?
        while true {
            let serial = changes.serial
            switch try await attempt(question, body) {
            case .value(let value, let reached):
                if try await isOfThisLog(reached, question) { return value }
                try await refold(until: deadline, after: serial)
            case .notYet(let error, let isFinal):
                if try await fold(unlessAt: &folded) { continue }
                guard !isFinal, time.now() < deadline else { throw error }
                try await pause(after: serial, until: deadline)
            }
        }
    }

    /// Answers from rows that are at least as far as a token says.
    ///
    /// - Throws: `ViewError.otherGeneration` for a token of another log or an earlier history.
    public func read<Value: Sendable>(
        _ projection: String, atLeast token: ConsistencyToken,
        timeout: Duration = Limits.readTimeout, _ body: @Sendable (any ViewReader) throws -> Value
    ) async throws -> Value {
        try await read(
            projection, atLeast: try await position(of: token), timeout: timeout, body)
    }

    /// Returns once everything up to a position is in the rows of a projection.
    public func wait(
        for projection: String, atLeast position: Position,
        timeout: Duration = Limits.readTimeout
    ) async throws(ViewError) {
        do {
            try await read(projection, atLeast: position, timeout: timeout) { _ in }
        } catch let error as ViewError {
            throw error
        } catch {
            throw .database("\(error)")
        }
    }

    /// Returns once everything up to a token is in the rows of a projection.
    public func wait(
        for projection: String, atLeast token: ConsistencyToken,
        timeout: Duration = Limits.readTimeout
    ) async throws(ViewError) {
        try await wait(for: projection, atLeast: position(of: token), timeout: timeout)
    }

    /// How far every version is that has rows or was given, in the order of name and version.
    public func status() async throws(ViewError) -> [ProjectionStatus] {
        let (log, head) = try await identity()
        var known = try await checkpoints()
        for definition in definitions where !known.contains(where: { $0.key == definition.key }) {
            known.append(
                Checkpoint(
                    key: definition.key, state: .building, position: .start, log: log.log,
                    generation: log.generation, fingerprint: definition.fingerprint,
                    updated: time.now()))
        }
        return known.sorted { $0.key < $1.key }.map { checkpoint in
            ProjectionStatus(
                name: checkpoint.key.name, version: checkpoint.key.version,
                state: checkpoint.shownState, position: checkpoint.position,
                lag: Int(max(0, head.position.value - checkpoint.position.value)),
                unknown: checkpoint.unknown, error: checkpoint.failure?.reason)
        }
    }
}

// MARK: - One attempt

extension Views {
    private func question(
        _ projection: String, _ position: Position
    ) async throws(ViewError) -> Question {
        let known = definitions.filter { $0.name == projection }
        guard !known.isEmpty else { throw .unknown(projection) }
        let (log, head) = try await identity()
        return Question(
            name: projection, definitions: known, atLeast: position, log: log,
            head: head.position)
    }

    private func position(of token: ConsistencyToken) async throws(ViewError) -> Position {
        let current = try await identity().head.token
        guard token.log == current.log, token.generation == current.generation else {
            throw .otherGeneration(token, current: current)
        }
        return token.position
    }

    /// Rows that are further than the log were folded from something that the log has lost.
    private func isOfThisLog(
        _ reached: Position, _ question: Question
    ) async throws(ViewError) -> Bool {
        guard reached > question.head else { return true }
        return try await reached <= identity().head.position
    }

    /// Lets the rows be dropped and folded again, here or where the folder is.
    private func refold(
        until deadline: Timestamp, after serial: Int
    ) async throws(ViewError) {
        if role == .automatic, running.withLock({ $0 == 0 }), try await foldOnce() { return }
        nudges.tell()
        guard time.now() < deadline else {
            throw .database("its rows are ahead of the log")
        }
        try await pause(after: serial, until: deadline)
    }

    private func attempt<Value: Sendable>(
        _ question: Question, _ body: @Sendable (any ViewReader) throws -> Value
    ) async throws -> Answer<Value> {
        do {
            guard file.directory != nil else { return try await folder.attempt(question, body) }
            return try await readers.reader.attempt(question, body)
        } catch let error as SQLiteError {
            if error.isDamage, role == .automatic { try await examine() }
            return .notYet(ViewError(error), isFinal: false)
        }
    }

    /// Folds what is there where nobody else does; false when there was nothing new to fold.
    private func fold(unlessAt folded: inout Position?) async throws(ViewError) -> Bool {
        guard role == .automatic else { return false }
        guard running.withLock({ $0 == 0 }) else {
            nudges.tell()
            return false
        }
        let head = try await identity().head.position
        guard folded != head else { return false }
        folded = head
        do {
            return try await foldOnce()
        } catch .diskFull, .notWritable {
            // What is there can be read all the same; only who needs more waits in vain.
            return false
        }
    }

    /// Waits for the folder of this process, or looks again soon where it is in another one.
    func pause(after serial: Int, until deadline: Timestamp) async throws(ViewError) {
        let isFoldedHere = running.withLock { $0 > 0 }
        let (time, changes) = (time, changes)
        let next = isFoldedHere ? deadline : min(deadline, time.now() + Limits.pollInterval)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await changes.wait(after: serial) }
            group.addTask {
                // A cancelled wait only ends the pause.
                try? await time.wait(until: next)
            }
            await group.next()
            group.cancelAll()
        }
        guard !Task.isCancelled else { throw .cancelled }
    }

    func checkpoints() async throws(ViewError) -> [Checkpoint] {
        guard file.directory != nil else { return try await folder.checkpoints() }
        do {
            return try await readers.reader.checkpoints()
        } catch {
            guard let damage = error as? SQLiteError, damage.isDamage else {
                throw .database("\(error)")
            }
            // A damaged file says nothing; whoever folds next puts it aside.
            return []
        }
    }
}

extension Checkpoint {
    fileprivate var shownState: ProjectionStatus.State {
        switch state {
        case .retired: .retired
        case .live: failure == nil ? .live : .stopped
        case .building: failure == nil ? .building : .stopped
        }
    }
}
