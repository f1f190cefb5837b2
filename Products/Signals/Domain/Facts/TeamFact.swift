package import Events
package import SignalsContracts

/// What may happen to a team.
package enum TeamFact: StreamFact {
    case configured(TeamConfigured)
    case sourceConfigured(SourceConfigured)
    case repositoryConnected(RepositoryConnected)
    case repositoryRemoved(RepositoryRemoved)
    case recordsImported(RecordsImported)
    case groupingPaused(GroupingPaused)
    case groupingResumed(GroupingResumed)
    case signalsClearing(TeamSignalsClearing)
    case signalsCleared(TeamSignalsCleared)

    package static let readers = Dictionary(uniqueKeysWithValues: [
        reader(TeamFact.configured),
        reader(TeamFact.sourceConfigured),
        reader(TeamFact.repositoryConnected),
        reader(TeamFact.repositoryRemoved),
        reader(TeamFact.recordsImported),
        reader(TeamFact.groupingPaused),
        reader(TeamFact.groupingResumed),
        reader(TeamFact.signalsClearing),
        reader(TeamFact.signalsCleared),
    ])

    package var payload: any EventPayload {
        switch self {
        case .configured(let payload): payload
        case .sourceConfigured(let payload): payload
        case .repositoryConnected(let payload): payload
        case .repositoryRemoved(let payload): payload
        case .recordsImported(let payload): payload
        case .groupingPaused(let payload): payload
        case .groupingResumed(let payload): payload
        case .signalsClearing(let payload): payload
        case .signalsCleared(let payload): payload
        }
    }
}
