package import SignalsContracts

/// What the events of a report amount to, with the signals that it holds.
package struct ReportState: StreamState {
    /// A signal of the report, and whether its weight counts since the last reset.
    package struct Member: Hashable, Sendable {
        package var weight: Weight
        package var counts: Bool
    }

    /// Everything but the list of signals.
    package private(set) var standing = ReportStanding()
    /// The report that signals were split off to.
    package private(set) var movedTo: [SignalID: ReportID] = [:]
    private var held: [SignalID: HeldWeight] = [:]
    private var round = 0

    private struct HeldWeight: Hashable, Sendable {
        var weight: Weight
        var round: Int
    }

    package init() {}

    package mutating func apply(_ fact: ReportFact) {
        switch fact {
        case .signalAdded(let fact):
            held[fact.signalID] = HeldWeight(weight: fact.weight, round: round)
            movedTo[fact.signalID] = nil
        case .reset: round += 1
        case .split(let fact):
            for signal in fact.signals {
                held[signal] = nil
                movedTo[signal] = fact.into
            }
        default: break
        }
        standing.apply(fact)
    }

    /// Takes over the signals of a report that was merged into this one.
    package mutating func absorb(_ other: ReportState) {
        for signal in other.held.keys { movedTo[signal] = nil }
        held.merge(
            other.held.mapValues { member in
                let counts = member.round == other.round
                return HeldWeight(weight: member.weight, round: counts ? round : -1)
            }
        ) { own, _ in own }
    }

    /// The signal as a member; nil when the report does not hold it.
    package func member(_ signal: SignalID) -> Member? {
        held[signal].map { Member(weight: $0.weight, counts: $0.round == round) }
    }

    /// The signals that it holds, in the order of their ids.
    package var members: [SignalID] { held.keys.sorted() }
}
