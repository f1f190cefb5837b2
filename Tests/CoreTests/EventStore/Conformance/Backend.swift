import EventStore
import Events
import Simulation
import TestSupport
import Testing

/// The implementations of the store; each passes the same tests.
enum Backend: String, CaseIterable, CustomTestStringConvertible {
    case memory = "in memory"
    case disk = "on disk"
    case forwarded = "through another process's writer"

    var testDescription: String { rawValue }
}

/// A store under test that can be closed and opened again.
final class Subject {
    let backend: Backend
    let time = VirtualTime()
    let folder: TemporaryFolder
    private(set) var store: any EventStore
    /// Writes for a store that forwards.
    private var writer: SQLiteEventStore?

    init(_ backend: Backend) async throws {
        self.backend = backend
        folder = try TemporaryFolder()
        switch backend {
        case .memory: store = MemoryStore(time: time)
        case .disk: store = try await SQLiteEventStore.open(folder.path, time: time)
        case .forwarded:
            writer = try await SQLiteEventStore.open(folder.path, role: .writer, time: time)
            store = try await SQLiteEventStore.open(folder.path)
        }
    }

    /// Closes the store and opens the same log again.
    func restart() async throws {
        if let memory = store as? MemoryStore {
            store = memory.reopened()
            return
        }
        await end()
        if writer != nil {
            writer = try await SQLiteEventStore.open(folder.path, role: .writer, time: time)
            store = try await SQLiteEventStore.open(folder.path)
        } else {
            store = try await SQLiteEventStore.open(folder.path, time: time)
        }
    }

    /// Lets go of everything.
    func end() async {
        if let memory = store as? MemoryStore { memory.close() }
        if let disk = store as? SQLiteEventStore { await disk.close() }
        await writer?.close()
    }
}

/// Runs a test against a fresh log.
func with(_ backend: Backend, _ body: (Subject) async throws -> Void) async throws {
    let subject = try await Subject(backend)
    do {
        try await body(subject)
    } catch {
        await subject.end()
        throw error
    }
    await subject.end()
}
