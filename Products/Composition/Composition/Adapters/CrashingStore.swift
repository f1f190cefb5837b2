import EventStore
import Events
private import Foundation
private import Synchronization

/// A log whose process is killed right after the n-th append that it acknowledged.
///
/// The kill tests set `SIGNALBOX_CRASH_AFTER_APPENDS` to n, run a command as a child process, start
/// it again without the variable, and compare what became of every signal. SIGKILL leaves no chance
/// to tidy up, which is what is to be tested.
struct CrashingStore: EventStore {
    /// The environment's name for n.
    static let variable = "SIGNALBOX_CRASH_AFTER_APPENDS"

    private let store: any EventStore
    private let countdown: Countdown

    private final class Countdown: Sendable {
        let left: Mutex<Int>
        init(_ count: Int) { left = Mutex(count) }
    }

    /// The store as it is, or one that ends the process where the environment says so.
    static func wrapping(
        _ store: any EventStore, environment: [String: String]
    ) -> any EventStore {
        guard let count = environment[variable].flatMap(Int.init), count > 0 else { return store }
        return CrashingStore(store: store, countdown: Countdown(count))
    }

    func append(_ append: Append) async throws(AppendError) -> AppendResult {
        let result = try await store.append(append)
        let isLast = countdown.left.withLock { left in
            left -= 1
            return left == 0
        }
        if isLast { kill(getpid(), SIGKILL) }
        return result
    }

    func read(
        _ stream: StreamName, from: Revision?, _ direction: Direction, limit: Int
    ) async throws(ReadError) -> Page {
        try await store.read(stream, from: from, direction, limit: limit)
    }

    func head(of stream: StreamName) async throws(ReadError) -> StreamHead {
        try await store.head(of: stream)
    }

    func read(
        after: Position, through: Position?, _ filter: EventFilter, _ direction: Direction,
        limit: Int
    ) async throws(ReadError) -> Page {
        try await store.read(after: after, through: through, filter, direction, limit: limit)
    }

    func event(_ id: EventID) async throws(ReadError) -> RecordedEvent? {
        try await store.event(id)
    }

    func last(
        in stream: StreamName, of types: Set<EventType>?
    ) async throws(ReadError) -> RecordedEvent? {
        try await store.last(in: stream, of: types)
    }

    func head() async throws(ReadError) -> LogHead { try await store.head() }

    func changed(after position: Position) async throws(ReadError) -> Position {
        try await store.changed(after: position)
    }
}
