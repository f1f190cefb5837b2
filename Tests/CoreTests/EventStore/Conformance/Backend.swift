import EventStore
import Events
import Simulation
import TestSupport
import Testing

/// The implementations of the store; each passes the same tests.
enum Backend: String, CaseIterable, CustomTestStringConvertible {
    case memory = "in memory"
    case disk = "on disk"

    var testDescription: String { rawValue }
}

/// A store under test that can be closed and opened again.
final class Subject {
    let backend: Backend
    let time = VirtualTime()
    let folder: TemporaryFolder
    private(set) var store: any EventStore

    init(_ backend: Backend) async throws {
        self.backend = backend
        folder = try TemporaryFolder()
        switch backend {
        case .memory: store = MemoryStore(time: time)
        case .disk: store = try await SQLiteEventStore.open(folder.path, time: time)
        }
    }

    /// Closes the store and opens the same log again.
    func restart() async throws {
        switch store {
        case let memory as MemoryStore: store = memory.reopened()
        case let disk as SQLiteEventStore:
            await disk.close()
            store = try await SQLiteEventStore.open(folder.path, time: time)
        default: break
        }
    }

    /// Lets go of everything.
    func end() async {
        switch store {
        case let memory as MemoryStore: memory.close()
        case let disk as SQLiteEventStore: await disk.close()
        default: break
        }
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
