import BlobStore
import EventStore
public import Events
private import Foundation
import Projections
public import SignalsFacade
import SignalsWorkflows
import Telemetry
import WorkflowRuntime
import Workflows

/// Everything of one process over one log: the store, its views, the engine, and the facades.
///
/// Facades are made first and bindings afterwards, so products that call each other form no cycle.
public struct Platform: Sendable {
    /// How a process comes to the log.
    public enum Access: Hashable, Sendable {
        /// It only reads, and writes nothing but views.
        case reading
        /// It appends, through whoever is the writer; where nobody is, it becomes the writer.
        case appending
        /// It appends, and a folder without a log gets one with its first team.
        case creating
        /// It is the writer for as long as it runs, and waits a little for one that is about to end.
        case serving
    }

    /// The folder of the log.
    public let directory: DataDirectory
    /// The id of the log.
    public let logID: UniqueID
    /// The door to Signals.
    public let signals: Signals
    /// The clock.
    public let time: any TimeSource
    let files: SQLiteEventStore
    let log: any EventStore
    let views: Views
    let engine: WorkflowEngine
    let registry: WorkflowRegistry
    let random: any RandomSource
    let telemetry: Instruments
    /// What runs beside the workers.
    private let watch: @Sendable () async -> Void

    /// Whether this process commits what is appended.
    public var isWriter: Bool { files.isWriter }

    /// Opens the log of a folder with everything that works on it; nothing runs yet.
    ///
    /// - Throws: `NoLog` where the access may not create one; why something cannot be opened.
    public static func open(
        _ directory: DataDirectory, _ access: Access, _ settings: PlatformSettings
    ) async throws -> Platform {
        guard directory.hasLog || access == .creating || access == .serving else {
            throw NoLog(directory: directory)
        }
        let isNew = !directory.hasLog
        let files = try await SQLiteEventStore.open(directory.path, role: access.role)
        do {
            let platform = try await Platform(directory, files, access, settings)
            if access == .creating || access == .serving {
                try await platform.makeFirstTeam(isNew: isNew)
            }
            return platform
        } catch {
            await files.close()
            throw error
        }
    }

    private init(
        _ directory: DataDirectory, _ files: SQLiteEventStore, _ access: Access,
        _ settings: PlatformSettings
    ) async throws {
        let (time, random) = (SystemTime(), SystemRandom())
        let telemetry = Instruments(to: StandardErrorSink(), time: time, level: settings.level)
        let log = CrashingStore.wrapping(files, environment: settings.environment)
        let blobs = DirectoryBlobStore(directory.path + "/blobs")
        let views = try await Views.open(
            directory.path, over: log,
            Signals.projections + Platform.products.flatMap(\.projections), time: time,
            telemetry: telemetry)
        let registry = WorkflowRegistry()
        let engine = WorkflowEngine(
            store: log, registry: registry, time: time, random: random,
            worker: "\(ProcessInfo.processInfo.processIdentifier)", build: Build.version,
            log: { telemetry.warning($0) })
        let signals = Signals(
            store: log, client: engine.client, views: views, time: time, random: random,
            refused: { refusal, _ in telemetry.count("signals.refused", ["reason": refusal.code]) })
        watch = try bindSignals(
            registry, signals, store: log, blobs: blobs, time: time, settings: settings.signals,
            say: { telemetry.warning($0) })
        (self.directory, self.files, self.log, self.views) = (directory, files, log, views)
        (self.signals, self.time, self.telemetry) = (signals, time, telemetry)
        (self.engine, self.registry, self.random) = (engine, registry, random)
        logID = try await log.head().log
        for product in Platform.products { try product.bind(self) }
    }

    /// A log that was just made begins with team 1, as its settings are by default.
    private func makeFirstTeam(isNew: Bool) async throws {
        if !isNew {
            do {
                _ = try await signals.team(.first)
                return
            } catch SignalsError.refused(.teamUnknown) {
                // A process that made the log may have been killed before it made the team.
                guard try await log.head().position == .start else { return }
            }
        }
        _ = try await signals.setUp(team: .first)
    }

    /// Runs the views and the engine until the task is cancelled, then drains and returns.
    public func runWorkers() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await views.run() }
            group.addTask { try await engine.run() }
            group.addTask { await watch() }
            group.addTask { await answerQuestions() }
            try await group.next()
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    /// Lets go of the log; what was appended is on the disk.
    public func close() async { await files.close() }
}

extension Platform.Access {
    var role: SQLiteEventStore.Role {
        switch self {
        case .reading: .reader
        case .appending, .creating: .automatic
        case .serving: .writer
        }
    }
}
