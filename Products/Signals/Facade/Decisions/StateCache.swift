import Events
private import Synchronization
private import SignalsContracts

/// The states of streams as committed, so that a long stream is not read again for each decision.
///
/// It only ever holds what was read from the log: a wrong guess costs a conflict, never a wrong event.
package final class StateCache: Sendable {
    private let states = Mutex<[StreamName: any Sendable]>([:])

    package init() {}

    func state<State>(of stream: StreamName, _ type: State.Type) -> State? {
        states.withLock { $0[stream] as? State }
    }

    func keep(_ state: some Sendable, of stream: StreamName) {
        states.withLock { states in
            if states.count >= SignalsLimits.cachedStatesMax { states.removeAll() }
            states[stream] = state
        }
    }
}
