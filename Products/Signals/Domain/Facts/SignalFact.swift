package import Events
package import SignalsContracts

/// What may happen to a signal.
package enum SignalFact: StreamFact {
    case accepted(SignalAccepted)
    case summarized(SignalSummarized)
    case filtered(SignalFiltered)
    case cleared(SignalCleared)
    case blocked(SignalBlocked)
    case assigned(SignalAssigned)
    case released(SignalReleased)
    case dropped(SignalDropped)

    package static let readers = Dictionary(uniqueKeysWithValues: [
        reader(SignalFact.accepted),
        reader(SignalFact.summarized),
        reader(SignalFact.filtered),
        reader(SignalFact.cleared),
        reader(SignalFact.blocked),
        reader(SignalFact.assigned),
        reader(SignalFact.released),
        reader(SignalFact.dropped),
    ])

    package var payload: any EventPayload {
        switch self {
        case .accepted(let payload): payload
        case .summarized(let payload): payload
        case .filtered(let payload): payload
        case .cleared(let payload): payload
        case .blocked(let payload): payload
        case .assigned(let payload): payload
        case .released(let payload): payload
        case .dropped(let payload): payload
        }
    }
}
