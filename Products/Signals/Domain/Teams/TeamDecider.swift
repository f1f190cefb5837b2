package import Events
package import SignalsContracts

/// Keeps the settings of a team, and the fence that closes an epoch.
package enum TeamDecider: Decider {
    package enum Command: Hashable, Sendable {
        case configure(TeamSettings)
        case configureSource(SourceSetting)
        case connectRepository(name: String, path: String?)
        case removeRepository(name: String)
        case recordImport(RecordsImported)
        case pause(until: Timestamp)
        case resume(why: String?)
        case beginClearing
        case finishClearing
    }

    package static let initial = TeamState()

    package static func evolve(_ state: TeamState, _ fact: TeamFact) -> TeamState {
        var next = state
        next.apply(fact)
        return next
    }

    package static func decide(
        _ command: Command, _ state: TeamState
    ) throws(SignalsError) -> [TeamFact] {
        if case .configure(let settings) = command {
            return state.settings == settings
                ? [] : [.configured(TeamConfigured(settings: settings))]
        }
        guard state.settings != nil else { throw .refused(.teamUnknown) }
        switch command {
        case .configure: return []
        case .configureSource(let setting): return try configure(setting, state)
        case .connectRepository, .removeRepository: return try changeRepositories(command, state)
        case .recordImport(let fact):
            guard fact.counts.remainder == 0 else {
                throw .invalidArgument("counts", "the numbers of an import have to add up")
            }
            return [.recordsImported(fact)]
        case .pause(let until):
            return state.pausedUntil == until ? [] : [.groupingPaused(GroupingPaused(until: until))]
        case .resume(let why):
            return state.pausedUntil == nil ? [] : [.groupingResumed(GroupingResumed(why: why))]
        case .beginClearing:
            return state.isFenced
                ? [] : [.signalsClearing(TeamSignalsClearing(epoch: state.epoch))]
        case .finishClearing:
            return state.isFenced
                ? [.signalsCleared(TeamSignalsCleared(epoch: state.epoch + 1))] : []
        }
    }

    private static func configure(
        _ setting: SourceSetting, _ state: TeamState
    ) throws(SignalsError) -> [TeamFact] {
        guard SourceRule.of(setting.source) != nil else { throw .unknownSource(setting.source) }
        let limit = SignalsLimits.steeringCharactersMax
        guard setting.config.steering?.count ?? 0 <= limit else {
            throw .invalidArgument("steering", "it has more than \(limit) characters")
        }
        guard state.setting(of: setting.source) != setting else { return [] }
        return [.sourceConfigured(SourceConfigured(source: setting))]
    }

    private static func changeRepositories(
        _ command: Command, _ state: TeamState
    ) throws(SignalsError) -> [TeamFact] {
        switch command {
        case .connectRepository(let name, let path):
            try check(repository: name)
            let repository = ConnectedRepository(name: name, path: path)
            guard !state.repositories.contains(repository) else { return [] }
            guard state.repositories.count < SignalsLimits.repositoriesMax else {
                throw .invalidArgument(
                    "name", "the team has \(SignalsLimits.repositoriesMax) repositories already")
            }
            return [.repositoryConnected(RepositoryConnected(name: name, path: path))]
        case .removeRepository(let name):
            guard state.repositories.contains(where: { $0.name == name }) else { return [] }
            return [.repositoryRemoved(RepositoryRemoved(name: name))]
        default: return []
        }
    }

    private static func check(repository name: String) throws(SignalsError) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let isPlain = name.utf8.allSatisfy { byte in
            (97...122).contains(byte) || (48...57).contains(byte)
                || [45, 46, 47, 95].contains(byte)
        }
        guard parts.count == 2, isPlain, parts.allSatisfy({ !$0.isEmpty }), name.count <= 200 else {
            throw .invalidArgument(
                "name",
                "'\(name.prefix(80))' is not an owner and a repository in lower case, "
                    + "such as acme/web")
        }
    }
}
