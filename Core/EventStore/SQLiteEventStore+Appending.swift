public import Events
internal import Synchronization

extension SQLiteEventStore {
    /// Appends in one commit with whatever else waits, and returns once that is durable.
    ///
    /// Where another process is the writer the append goes there; when that process ends, it goes
    /// to the next one under the same ids, and this process may be the next one.
    public func append(_ append: Append) async throws(AppendError) -> AppendResult {
        try AppendRules.check(append)
        var mayBeWritten = false
        var deadline: Timestamp?
        while true {
            let backend = backend.withLock { $0 }
            switch try await backend.append(append, in: directory) {
            case .answered(.failure(.closed)): break
            case .answered(let outcome): return try outcome.get()
            case .lost(let wasSent): mayBeWritten = mayBeWritten || wasSent
            }
            let until = deadline ?? settings.time.now() + Limits.writerWait
            deadline = until
            guard let failure = await reattach(insteadOf: backend, until: until) else { continue }
            throw mayBeWritten ? .unknownOutcome(append.eventIDs) : failure
        }
    }

    /// Finds the next writer, which this process may become; nil once there is one.
    func reattach(insteadOf lost: Backend, until deadline: Timestamp) async -> AppendError? {
        guard case .client = lost else { return .closed }
        while true {
            do throws(OpenError) {
                if try replace(lost) { return nil }
            } catch {
                return .notWriter(owner: error.description)
            }
            guard settings.time.now() < deadline else { break }
            do {
                try await settings.time.wait(until: settings.time.now() + Limits.attachPause)
            } catch {
                break
            }
        }
        return .notWriter(owner: WriterLock.owner(directory))
    }

    /// One attempt, made by one task at a time; true when there is another backend than `lost`.
    func replace(_ lost: Backend) throws(OpenError) -> Bool {
        let result: Result<Bool, OpenError> = backend.withLock { backend in
            guard backend.isSame(as: lost) else { return .success(true) }
            do throws(OpenError) {
                guard let next = try Self.attach(directory, settings) else {
                    return .success(false)
                }
                backend = next
                return .success(true)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

extension SQLiteEventStore.Backend {
    fileprivate func append(
        _ append: Append, in directory: LogDirectory
    ) async throws(AppendError) -> WriterClient.Answer {
        switch self {
        case .writer(let writer): return .answered(.success(try await writer.queue.append(append)))
        case .client(let client): return await client.append(append)
        case .reader: throw .notWriter(owner: WriterLock.owner(directory))
        case .closed: throw .closed
        }
    }

    fileprivate func isSame(as other: Self) -> Bool {
        switch (self, other) {
        case (.client(let one), .client(let other)): one === other
        case (.writer(let one), .writer(let other)): one === other
        default: false
        }
    }
}
