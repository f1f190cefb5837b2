import EventStore
import Events
import Simulation
import Testing

/// The implementations of the store; each passes the same tests.
enum Backend: String, CaseIterable, CustomTestStringConvertible {
    case memory = "in memory"

    var testDescription: String { rawValue }
}

/// A store under test that can be closed and opened again.
final class Subject {
    let backend: Backend
    let time = VirtualTime()
    private(set) var store: any EventStore

    init(_ backend: Backend) async throws {
        self.backend = backend
        switch backend {
        case .memory: store = MemoryStore(time: time)
        }
    }

    /// Closes the store and opens the same log again.
    func restart() async throws {
        switch store {
        case let memory as MemoryStore: store = memory.reopened()
        default: break
        }
    }

    /// Lets go of everything.
    func end() async {
        switch store {
        case let memory as MemoryStore: memory.close()
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
