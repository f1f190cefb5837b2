public import EventStore
public import Events
internal import Synchronization
public import Telemetry

/// The read models of one log: folded by one process at a time, read by many.
///
/// Rows reflect each event exactly once: they change in one transaction with the position up to
/// which they were folded. `views.db` may be deleted at any time; it is folded again from the log.
///
/// Somebody folds either by `run()`, for ever, or by `catchUp()`, once. Where nobody does and the
/// role allows it, a read that needs more than is there folds what it needs itself.
public final class Views: Sendable {
    /// What a process does with the views.
    public enum Role: Sendable {
        /// Folds where no other process does.
        case automatic
        /// Never folds, only reads.
        case reader
    }

    let store: any EventStore
    let definitions: [ViewDefinition]
    let role: Role
    let time: any TimeSource
    let telemetry: Instruments
    let file: ViewsFile
    let folder: Folder
    let readers: ReaderPool
    /// Told whenever something was folded.
    let changes = Changes()
    /// Told whenever a reader misses something, to `run()`.
    let nudges = Changes()
    /// How many `run()` hold the right to fold in this process.
    let running = Mutex(0)

    private init(
        _ store: any EventStore, _ definitions: [ViewDefinition], _ file: ViewsFile, _ role: Role,
        _ time: any TimeSource, _ telemetry: Instruments
    ) {
        (self.store, self.definitions, self.role) = (store, definitions, role)
        (self.time, self.telemetry, self.file) = (time, telemetry, file)
        folder = Folder(file, definitions, time, telemetry)
        readers = ReaderPool(file)
    }

    /// Opens the views of a log, in its data directory or, where that is nil, in memory.
    ///
    /// - Throws: `ViewError.invalid` for a definition that breaks a rule, `changedDefinition` where
    ///   the rows that are there were made by another definition of the same version.
    public static func open(
        _ directory: String?, over store: any EventStore, _ projections: [any Projection],
        role: Role = .automatic, time: any TimeSource, telemetry: Instruments = .silent
    ) async throws(ViewError) -> Views {
        guard projections.count <= Limits.projectionsMax else {
            throw .invalid(
                "\(projections.count) projections are more than \(Limits.projectionsMax)")
        }
        var definitions: [ViewDefinition] = []
        for projection in projections { definitions.append(try ViewDefinition(projection)) }
        guard Set(definitions.map(\.key)).count == definitions.count else {
            throw .invalid("two projections have the same name and version")
        }
        let file = ViewsFile(directory: directory)
        let views = Views(store, definitions, file, role, time, telemetry)
        try await views.checkFingerprints()
        return views
    }

    /// Whether `run()` has the right to fold, in this process.
    package var isFolding: Bool { running.withLock { $0 > 0 } }

    /// A definition that changed under its version is refused before anything is folded or read.
    private func checkFingerprints() async throws(ViewError) {
        guard file.directory != nil else { return }
        let log = try await identity().log
        for checkpoint in try await checkpoints() where checkpoint.belongs(to: log) {
            let changed = definitions.first {
                $0.key == checkpoint.key && $0.fingerprint != checkpoint.fingerprint
            }
            if let changed {
                throw .changedDefinition(changed.name, version: changed.version)
            }
        }
    }

    /// The history of the log and its head.
    func identity() async throws(ViewError) -> (log: LogIdentity, head: LogHead) {
        do {
            let head = try await store.head()
            return (LogIdentity(log: head.log, generation: head.generation), head)
        } catch {
            throw .log(error)
        }
    }
}
