import EventStore
import Events
import SignalsContracts
import SignalsDomain

/// The live signals of every team, folded from the log as far as somebody has asked.
///
/// Nothing here is stored: deleting it, or starting anew, gives the same index at the same position.
/// The cursor of each team stops at the position asked for, so that a round sees the same signals
/// whatever other teams do meanwhile.
actor SignalIndexes {
    private let store: any EventStore
    private let vectors: VectorCache
    private var position = Position.start
    private var reader = MembershipReader()
    private var teams: [TeamID: TeamIndex] = [:]

    init(over store: any EventStore, _ vectors: VectorCache) {
        (self.store, self.vectors) = (store, vectors)
    }

    /// The index of a team at `wanted`, or at the furthest position that was asked for before.
    func index(of team: TeamID, at wanted: Position) async throws -> TeamIndex {
        try await read(through: wanted)
        try await apply(to: team, through: wanted)
        return teams[team] ?? TeamIndex()
    }

    /// Reads the log into the queues of the teams; several callers share what one of them has read.
    private func read(through wanted: Position) async throws {
        while position < wanted {
            let start = position
            let page = try await store.read(
                after: start, through: wanted, MembershipReader.filter, .forward,
                limit: FlowLimits.indexPageMax)
            guard position == start else { continue }
            for event in page.events {
                guard let (team, change) = try reader.read(event) else { continue }
                teams[team, default: TeamIndex()].queue(change, at: event.position)
            }
            position = page.next ?? max(wanted, start)
        }
    }

    private func apply(to team: TeamID, through wanted: Position) async throws {
        while let text = teams[team]?.textToEmbed(through: wanted) {
            let vector = try await vectors.vector(of: text)
            teams[team]?.applyNext(through: wanted, vector: vector)
        }
    }
}

/// The index of one team, and what has happened since that nobody has asked for yet.
struct TeamIndex: Sendable {
    private(set) var signals = SignalIndex()
    /// The newest live signal of each source.
    private(set) var newest: [String: SignalID] = [:]
    /// When each live signal came through the door.
    private(set) var accepted: [SignalID: Timestamp] = [:]
    private var waiting: [(position: Position, change: MembershipChange)] = []
    private var next = 0

    mutating func queue(_ change: MembershipChange, at position: Position) {
        if next == waiting.count {
            waiting.removeAll(keepingCapacity: true)
            next = 0
        }
        waiting.append((position, change))
    }

    /// Applies what needs no vector; the text that the next change needs one for, nil at the end.
    mutating func textToEmbed(through wanted: Position) -> String? {
        while next < waiting.count, waiting[next].position <= wanted {
            if case .placed(let placed) = waiting[next].change { return placed.text }
            apply(waiting[next].change)
            next += 1
        }
        return nil
    }

    /// Applies the change whose text was embedded, unless another caller has done so.
    mutating func applyNext(through wanted: Position, vector: [Float]) {
        guard next < waiting.count, waiting[next].position <= wanted,
            case .placed(let placed) = waiting[next].change
        else { return }
        signals.place(
            placed.signal, source: placed.source, text: placed.text, vector: vector,
            in: placed.report)
        newest[placed.source] = placed.signal
        accepted[placed.signal] = placed.accepted
        next += 1
    }

    private mutating func apply(_ change: MembershipChange) {
        switch change {
        case .placed: break
        case .titled(let report, let title): signals.entitle(report, title)
        case .merged(let report, let target): signals.merge(report, into: target)
        case .moved(let moved, let target): signals.move(moved, to: target)
        case .closed(let report): close(report)
        case .cleared:
            signals = SignalIndex()
            (newest, accepted) = ([:], [:])
        }
    }

    /// Takes a report out; where it held the newest signal of a source, the one before is newest.
    private mutating func close(_ report: ReportID) {
        for signal in signals.members(of: report) { accepted[signal] = nil }
        signals.remove(report: report)
        let gone = newest.filter { signals.report(of: $0.value) == nil }
        for source in gone.keys.sorted() { newest[source] = signals.newest(of: source) }
    }
}
