private import Synchronization

/// One counter or gauge at one moment.
public struct Meter: Hashable, Sendable {
    /// What a meter does over time.
    public enum Kind: Hashable, Sendable {
        /// It only grows.
        case counter
        /// It has the value of this moment.
        case gauge
    }

    /// The dotted name: `views.events-applied`.
    public let name: String
    /// What tells meters of one name apart.
    public let labels: [String: String]
    /// What it does over time.
    public let kind: Kind
    /// Its value.
    public let value: Int
}

/// A name and its labels, comparable so that a snapshot has one order.
struct MeterName: Hashable, Comparable {
    let name: String
    let labels: [String: String]
    private let text: String

    init(_ name: String, _ labels: [String: String]) {
        (self.name, self.labels) = (name, labels)
        let sorted = labels.sorted { $0.key < $1.key }
        text = name + sorted.map { "\u{0}\($0.key)\u{1}\($0.value)" }.joined()
    }

    static func < (left: MeterName, right: MeterName) -> Bool { left.text < right.text }
}

/// Counters and gauges in memory, bounded in number.
final class Meters: Sendable {
    private struct State {
        var counters: [MeterName: Int] = [:]
        var gauges: [MeterName: Int] = [:]
        var dropped = 0

        var isFull: Bool { counters.count + gauges.count >= Limits.metersMax }
    }

    private let state = Mutex(State())

    func count(_ name: MeterName, by amount: Int) {
        precondition(amount >= 0, "a counter only grows: \(name.name) by \(amount)")
        state.withLock { state in
            guard state.counters[name] != nil || !state.isFull else { return state.dropped += 1 }
            state.counters[name, default: 0] += amount
        }
    }

    func set(_ name: MeterName, to value: Int) {
        state.withLock { state in
            guard state.gauges[name] != nil || !state.isFull else { return state.dropped += 1 }
            state.gauges[name] = value
        }
    }

    var snapshot: [Meter] {
        let state = state.withLock { $0 }
        var all = state.counters.map { ($0, Meter.Kind.counter, $1) }
        all += state.gauges.map { ($0, Meter.Kind.gauge, $1) }
        if state.dropped > 0 {
            all.append((MeterName("telemetry.meters-dropped", [:]), .counter, state.dropped))
        }
        return all.sorted { $0.0 < $1.0 }.map { name, kind, value in
            Meter(name: name.name, labels: name.labels, kind: kind, value: value)
        }
    }
}
