internal import Events
internal import Synchronization

/// What reaches the engine from places that cannot wait for it.
final class Doorbell: Sendable {
    enum Ring: Sendable {
        /// A job came back to the lane from outside.
        case stray
        /// A call of this run came from outside of the lane.
        case strayed(UniqueID)
        /// An activity gave a sign of life.
        case beat(AttemptKey)
        /// An activity waits for the clock.
        case parked
        /// Work that the engine's task group is to own.
        case work(@Sendable () async -> Void)
        /// The engine is to stop.
        case stop
    }

    let rings: AsyncStream<Ring>
    private let continuation: AsyncStream<Ring>.Continuation
    private let open = Atomic(0)

    init() { (rings, continuation) = AsyncStream.makeStream(of: Ring.self) }

    func ring(_ ring: Ring) {
        open.wrappingAdd(1, ordering: .sequentiallyConsistent)
        continuation.yield(ring)
    }

    /// Says that a ring was answered.
    func answered() { open.wrappingSubtract(1, ordering: .sequentiallyConsistent) }

    /// Whether nothing rang that was not answered.
    var isQuiet: Bool { open.load(ordering: .sequentiallyConsistent) == 0 }

    func close() { continuation.finish() }
}

/// One activity of one run.
struct AttemptKey: Hashable, Sendable {
    let run: UniqueID
    let key: String
}
