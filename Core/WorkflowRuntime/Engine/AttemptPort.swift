internal import Events
internal import Synchronization
internal import Workflows

/// One running attempt as its code sees it, and what the engine learns of it.
final class AttemptPort: ActivityPort {
    private struct State {
        var lastBeat: Timestamp
        var beat: JSONValue?
        var parked: Timestamp?
    }

    let details: JSONValue?
    private let key: AttemptKey
    private let time: any TimeSource
    private let doorbell: Doorbell
    private let state: Mutex<State>

    init(_ key: AttemptKey, details: JSONValue?, time: any TimeSource, doorbell: Doorbell) {
        (self.key, self.details, self.time, self.doorbell) = (key, details, time, doorbell)
        state = Mutex(State(lastBeat: time.now()))
    }

    var now: Timestamp { time.now() }

    func heartbeat(_ details: JSONValue) throws {
        let now = time.now()
        state.withLock { ($0.lastBeat, $0.beat) = (now, details) }
        doorbell.ring(.beat(key))
    }

    func sleep(until moment: Timestamp) async throws {
        state.withLock { $0.parked = moment }
        doorbell.ring(.parked)
        defer { state.withLock { $0.parked = nil } }
        try await time.wait(until: moment)
    }

    var lastBeat: Timestamp { state.withLock(\.lastBeat) }

    /// Details that are not recorded yet; they count as recorded from now on.
    func takeBeat() -> JSONValue? {
        state.withLock { state in
            defer { state.beat = nil }
            return state.beat
        }
    }

    /// Whether details wait to be recorded.
    var hasBeat: Bool { state.withLock { $0.beat != nil } }

    /// Until when the code waits for the clock; nil while it works.
    var parkedUntil: Timestamp? { state.withLock(\.parked) }
}
