internal import EventStore
internal import Events
internal import SQLite
internal import Telemetry

/// The one that writes `views.db`: it knows how far every projection is and applies pages.
///
/// It reads no log itself. Whoever drives it asks for a plan, reads the page and hands it in; a
/// page that no longer fits, because another driver was faster, changes nothing.
actor Folder {
    let file: ViewsFile
    let definitions: [ViewDefinition]
    let time: any TimeSource
    let telemetry: Instruments

    /// The open database with what is known of it; nil while nobody folds, and after a failure.
    var opened: Opened?
    /// The log that is folded and the newest head that was told of it.
    var log: LogIdentity?
    var head = Position.start
    /// What somebody decided to go on without.
    var skips = Skips()
    private var lock: FolderLock?
    private var sessions = 0

    struct Opened {
        let connection: Connection
        let file: ViewsFile.Identity?
        let log: LogIdentity
        /// Every version that this process folds.
        var checkpoints: [ViewKey: Checkpoint]
    }

    init(
        _ file: ViewsFile, _ definitions: [ViewDefinition], _ time: any TimeSource,
        _ telemetry: Instruments
    ) {
        (self.file, self.definitions) = (file, definitions)
        (self.time, self.telemetry) = (time, telemetry)
    }

    /// Begins to fold; false where another process has the right to.
    func begin(_ head: LogHead, _ skips: Skips) throws(ViewError) -> Bool {
        if lock == nil, let directory = file.directory {
            lock = try FolderLock(directory)
            guard lock != nil else { return false }
        }
        log = LogIdentity(log: head.log, generation: head.generation)
        self.head = head.position
        take(skips)
        sessions += 1
        return true
    }

    /// Whether a projection waits for somebody's decision.
    var isStopped: Bool { opened?.checkpoints.values.contains { $0.failure != nil } == true }

    /// Lets those go on whose event may be skipped by now.
    func take(_ skips: Skips) {
        self.skips = skips
        for (key, checkpoint) in opened?.checkpoints ?? [:] {
            guard let failure = checkpoint.failure, skips.contains(key, failure.position) else {
                continue
            }
            opened?.checkpoints[key]?.failure = nil
        }
    }

    /// Ends what `begin` began; the last one to end lets other processes fold.
    func end() {
        sessions -= 1
        guard sessions == 0, file.directory != nil else { return }
        opened = nil
        lock = nil
    }

    // MARK: Opening

    /// The open database: opened anew where the file was deleted or put aside, or the log changed.
    func current() throws(ViewError) -> Opened {
        guard let log else { throw .database("the views are not open here") }
        if let opened, opened.log == log, opened.file == file.identity { return opened }
        let kept = file.directory == nil ? opened?.connection : nil
        opened = nil
        do {
            let connection = try kept ?? file.openForWriting(telemetry)
            return try adopt(log, connection)
        } catch {
            throw fail(error)
        }
    }

    /// Takes over the checkpoints that fit the log and the definitions; drops and begins the others.
    private func adopt(_ log: LogIdentity, _ connection: Connection) throws -> Opened {
        let adoption = Adoption(definitions, log, head, at: time.now(), telemetry)
        let checkpoints = try connection.transaction { try adoption.run(in: connection) }
        let opened = Opened(
            connection: connection, file: file.identity, log: log, checkpoints: checkpoints)
        self.opened = opened
        return opened
    }

    /// After a failure of the file nothing in memory is trusted: the next use opens it again.
    func fail(_ error: any Error) -> ViewError {
        if let error = error as? ViewError { return error }
        if let error = error as? SQLiteError {
            if file.directory != nil { opened = nil }
            if error.isDamage { file.putAside(because: error.description, telemetry) }
            return ViewError(error)
        }
        return .database("\(error)")
    }
}

// MARK: - Upkeep

extension Folder {
    /// Puts the file aside if it is damaged; a reader met something that looked like it.
    func examine() throws(ViewError) {
        guard file.directory != nil else { return }
        let opened = try current()
        do {
            let verdict = try opened.connection.first("PRAGMA quick_check(1)") { $0.text(0) }
            guard verdict != "ok" else { return }
            self.opened = nil
            file.putAside(because: verdict ?? "no answer", telemetry)
        } catch {
            throw fail(error)
        }
    }

    /// Forgets the rows of a projection's versions, so that they are folded again from the start.
    func rebuild(_ name: String) throws(ViewError) {
        let opened = try current()
        do {
            try opened.connection.transaction {
                for key in opened.checkpoints.keys.sorted() where key.name == name {
                    try Checkpoint.drop(key, in: opened.connection)
                }
            }
        } catch {
            throw fail(error)
        }
        telemetry.info("a projection is rebuilt", ["projection": .text(name)])
        do {
            _ = try adopt(opened.log, opened.connection)
        } catch {
            throw fail(error)
        }
    }

    /// Moves the write-ahead log into the file when it has grown.
    func tidy() {
        guard let opened, file.walBytes > Limits.walBytesMax else { return }
        // A failed checkpoint loses nothing; the next transaction tries again.
        _ = try? opened.connection.checkpoint(.passive)
    }
}

// MARK: - Reading in memory

extension Folder {
    /// Answers from the folder's own connection: a database in memory has no other.
    func attempt<Value: Sendable>(
        _ question: Question, _ body: @Sendable (any ViewReader) throws -> Value
    ) throws -> Answer<Value> {
        guard let opened else { return .notYet(question.nothingThere, isFinal: false) }
        return try question.ask(opened.connection, body)
    }

    /// All checkpoints in memory.
    func checkpoints() throws(ViewError) -> [Checkpoint] {
        guard let opened else { return [] }
        do {
            return try Checkpoint.all(in: opened.connection)
        } catch {
            throw ViewError(error)
        }
    }
}
