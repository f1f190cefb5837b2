package import Events
internal import SQLite

/// What became of one append of a group.
package typealias Outcome = Result<AppendResult, AppendError>

extension LogWriter {
    /// Commits a group: one transaction, one sync, an outcome for each.
    ///
    /// Appends see each other's effects in order, and a refused one refuses itself only.
    ///
    /// - Returns: The outcomes, and whether the writer can go on.
    func commit(_ appends: [Append]) -> (outcomes: [Outcome], isUsable: Bool) {
        let before = end
        do {
            try begin()
        } catch let error as AppendError {
            restore(before)
            return (appends.map { _ in .failure(error) }, true)
        } catch {
            return give(up: error, on: appends, before)
        }
        var outcomes: [Outcome] = []
        for append in appends {
            do {
                outcomes.append(.success(try decideAndInsert(append)))
            } catch let error as AppendError {
                outcomes.append(.failure(error))
            } catch {
                restore(before)
                // Who caused it is not known: alone, each answers for itself.
                return appends.count == 1
                    ? give(up: error, on: appends, before) : separately(appends)
            }
        }
        guard end.position > before.position else {
            // Nothing new: what is rolled back are the locks.
            connection.rollback()
            return (outcomes, true)
        }
        do {
            try connection.run("COMMIT")
            return (outcomes, true)
        } catch {
            return give(up: error, on: appends, before)
        }
    }

    /// Begins a transaction and makes sure that the log is still this writer's.
    private func begin() throws {
        try connection.run("BEGIN IMMEDIATE")
        let log = try connection.first("SELECT epoch, owner FROM log") { row in
            (Int(row.integer(0)), row.text(1))
        }
        guard log?.0 == identity.epoch else {
            throw AppendError.notWriter(owner: log?.1 ?? "unknown")
        }
    }

    private func decideAndInsert(_ append: Append) throws -> AppendResult {
        switch try AppendDecision(append, self) {
        case .known(let placed): result(placed, wasDuplicate: true)
        case .write: result(try insert(append), wasDuplicate: false)
        }
    }

    private func result(_ placed: [Placed], wasDuplicate: Bool) -> AppendResult {
        let last = placed.map(\.position).max() ?? .start
        let token = ConsistencyToken(
            log: identity.log, generation: identity.generation, position: last)
        return AppendResult(events: placed, token: token, wasDuplicate: wasDuplicate)
    }

    private func separately(_ appends: [Append]) -> (outcomes: [Outcome], isUsable: Bool) {
        var outcomes: [Outcome] = []
        for (index, append) in appends.enumerated() {
            let (outcome, isUsable) = commit([append])
            outcomes += outcome
            guard isUsable else {
                let rest = appends[(index + 1)...].map { _ in Outcome.failure(.closed) }
                return (outcomes + rest, false)
            }
        }
        return (outcomes, true)
    }

    /// Rolls back and says what is certain: after a full disk nothing was written; after any other
    /// failure of the disk only a new start can tell, so this writer ends.
    private func give(
        up error: any Error, on appends: [Append], _ before: LogEnd
    ) -> (outcomes: [Outcome], isUsable: Bool) {
        restore(before)
        let isRolledBack = !connection.isInTransaction
        switch (error as? SQLiteError)?.primary {
        case .full where isRolledBack:
            return (appends.map { _ in .failure(.diskFull) }, true)
        case .busy where isRolledBack, .locked where isRolledBack:
            return (appends.map { _ in .failure(.busy(retryAfter: .milliseconds(100))) }, true)
        default:
            let unknown = appends.map { Outcome.failure(.unknownOutcome($0.eventIDs)) }
            return (unknown, false)
        }
    }
}

extension Append {
    /// The ids of everything that is to be written, in order.
    var eventIDs: [EventID] { streams.flatMap { $0.events.map(\.id) } }
}

// MARK: - Checkpoints

extension LogWriter {
    /// Moves the write-ahead log into the file once it has grown past `pages`; never waits.
    func checkpoint(over pages: Int) {
        guard connection.walPages > pages else { return }
        // A checkpoint that fails loses nothing: the next occasion tries again.
        _ = try? connection.checkpoint(.passive)
    }
}
