internal import EventStore
internal import Events
internal import Synchronization
internal import Telemetry

extension Views {
    /// Folds for ever, one pass over the log for all projections; returns when cancelled or the log is closed.
    ///
    /// It waits for another process that folds, and goes on after failures of the disk.
    ///
    /// - Throws: `ViewError` for what somebody has to put right first, like a changed definition.
    public func run() async throws(ViewError) {
        precondition(role != .reader, "a reader of the views does not fold")
        var pause = Limits.firstPause
        while !Task.isCancelled {
            do {
                try await session { () async throws(ViewError) in
                    try await follow { pause = Limits.firstPause }
                }
                return
            } catch {
                guard let reason = error.passing else {
                    if error.isEnd { return }
                    throw error
                }
                telemetry.error("the views cannot be folded", ["reason": .text(reason)])
            }
            do {
                try await time.wait(until: time.now() + pause)
            } catch {
                return
            }
            pause = min(pause * 2, Limits.longestPause)
        }
    }

    /// Folds up to the present head and returns; where another process folds, waits for it.
    public func catchUp(timeout: Duration = .seconds(60)) async throws(ViewError) {
        let head = try await identity().head.position
        let names = Set(definitions.map(\.name)).sorted()
        if role == .automatic, running.withLock({ $0 == 0 }), try await foldOnce() { return }
        for name in names {
            do {
                try await wait(for: name, atLeast: head, timeout: timeout)
            } catch .stopped {
                continue
            }
        }
    }

    /// Forgets the rows of a projection and folds them again from the start of the log.
    ///
    /// - Throws: `notWriter` where another process folds; readers wait meanwhile.
    public func rebuild(_ name: String) async throws(ViewError) {
        guard definitions.contains(where: { $0.name == name }) else { throw .unknown(name) }
        guard role == .automatic, try await begin() else {
            throw .notWriter("it holds views.lock")
        }
        do throws(ViewError) {
            try await folder.rebuild(name)
            while try await step() {}
        } catch {
            await folder.end()
            throw error
        }
        await folder.end()
    }
}

// MARK: - Driving the folder

extension Views {
    /// Folds to the head now; false where another process has the right to.
    func foldOnce() async throws(ViewError) -> Bool {
        guard try await begin() else { return false }
        var failures = 0
        while true {
            do {
                while try await step() {}
                await folder.end()
                return true
            } catch {
                failures += 1
                // A damaged file was put aside by now, so the second try begins a new one.
                guard case .database = error, failures < 3 else {
                    await folder.end()
                    throw error
                }
            }
        }
    }

    private func begin() async throws(ViewError) -> Bool {
        try await folder.begin(identity().head, allSkips())
    }

    /// Holds the right to fold as long as `body` runs.
    private func session(
        _ body: () async throws(ViewError) -> Void
    ) async throws(ViewError) {
        while try await !begin() {
            do {
                try await time.wait(until: time.now() + Limits.lockInterval)
            } catch {
                throw .cancelled
            }
        }
        running.withLock { $0 += 1 }
        let result: Result<Void, ViewError>
        do {
            result = .success(try await body())
        } catch {
            result = .failure(error)
        }
        running.withLock { $0 -= 1 }
        changes.tell()
        await folder.end()
        try result.get()
    }

    /// Folds whatever comes; `onProgress` is told that folding works.
    private func follow(_ onProgress: () -> Void) async throws(ViewError) {
        while !Task.isCancelled {
            while try await step() { onProgress() }
            try await rest(after: try await folder.arrived())
            if await folder.isStopped { await folder.take(try await allSkips()) }
        }
    }

    /// Waits until the log grows, a reader misses something or, on disk, a moment has passed.
    private func rest(after position: Position) async throws(ViewError) {
        let (store, time, nudges) = (store, time, nudges)
        let (serial, isOnDisk) = (nudges.serial, file.directory != nil)
        let end = await withTaskGroup(of: ReadError?.self) { group in
            group.addTask {
                do throws(ReadError) {
                    _ = try await store.changed(after: position)
                    return nil
                } catch {
                    return error
                }
            }
            group.addTask {
                await nudges.wait(after: serial)
                return nil
            }
            if isOnDisk {
                group.addTask {
                    // A cancelled wait only ends the rest.
                    try? await time.wait(until: time.now() + Limits.lookInterval)
                    return nil
                }
            }
            let end = await group.next() ?? nil
            group.cancelAll()
            return end
        }
        if let end { throw .log(end) }
    }

    /// Looks whether the file is damaged, where this process may put it aside.
    func examine() async throws(ViewError) {
        guard try await begin() else { return }
        do throws(ViewError) {
            try await folder.examine()
        } catch {
            // It was put aside, which is what was to be found out.
            guard case .database = error else {
                await folder.end()
                throw error
            }
        }
        await folder.end()
        nudges.tell()
    }

    /// Reads one page and applies it; false when nothing is left to do.
    private func step() async throws(ViewError) -> Bool {
        guard !Task.isCancelled else { throw .cancelled }
        guard let plan = try await folder.plan() else { return false }
        let page: Page
        do {
            page = try await store.read(
                after: plan.after, through: plan.through, plan.filter, .forward,
                limit: plan.limit)
        } catch {
            throw .log(error)
        }
        let moved = try await folder.apply(page, plan)
        if moved { changes.tell() }
        return moved
    }
}

extension ViewError {
    /// Why folding pauses, for what passes by itself or with somebody's help at the machine.
    fileprivate var passing: String? {
        switch self {
        case .database, .diskFull, .notWritable, .log(.busy): description
        default: nil
        }
    }

    /// Whether it only says that the work is over.
    fileprivate var isEnd: Bool { self == .cancelled || self == .log(.closed) }
}
