private import Synchronization

/// Counts calls.
final class Counter: Sendable {
    private let calls = Atomic(0)

    func next() -> Int { calls.wrappingAdd(1, ordering: .relaxed).oldValue }
}
