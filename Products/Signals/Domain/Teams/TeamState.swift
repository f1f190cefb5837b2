package import Events
package import SignalsContracts

/// A repository that a team has.
package struct ConnectedRepository: Codable, Hashable, Sendable {
    package var name: String
    package var path: String?

    package init(name: String, path: String?) {
        (self.name, self.path) = (name, path)
    }
}

/// What the events of a team amount to.
package struct TeamState: Codable, StreamState {
    /// Nil for a team that does not exist.
    package private(set) var settings: TeamSettings?
    /// Rises with each cleanup.
    package private(set) var epoch = 1
    /// Whether a cleanup is on its way.
    package private(set) var isFenced = false
    /// The configured sources, in their order.
    package private(set) var sources: [SourceSetting] = []
    /// The repositories, by name.
    package private(set) var repositories: [ConnectedRepository] = []
    /// Until when grouping rests, as last asked for.
    package private(set) var pausedUntil: Timestamp?

    package init() {}

    package mutating func apply(_ fact: TeamFact) {
        switch fact {
        case .configured(let fact): settings = fact.settings
        case .sourceConfigured(let fact):
            sources.removeAll { $0.source == fact.source.source }
            sources.append(fact.source)
            sources.sort { $0.source < $1.source }
        case .repositoryConnected(let fact):
            repositories.removeAll { $0.name == fact.name }
            repositories.append(ConnectedRepository(name: fact.name, path: fact.path))
            repositories.sort { $0.name < $1.name }
        case .repositoryRemoved(let fact): repositories.removeAll { $0.name == fact.name }
        case .recordsImported: break
        case .groupingPaused(let fact): pausedUntil = fact.until
        case .groupingResumed: pausedUntil = nil
        case .signalsClearing: isFenced = true
        case .signalsCleared(let fact): (isFenced, epoch) = (false, fact.epoch)
        }
    }

    /// The row of a source; nil where none was configured.
    package func setting(of pair: SourcePair) -> SourceSetting? {
        sources.first { $0.source == pair }
    }

    /// Whether the team listens to a source; a pair that does not exist is not for this gate.
    package func hears(_ pair: SourcePair) -> Bool {
        guard let rule = SourceRule.of(pair) else { return true }
        return switch rule.hearing {
        case .always: true
        case .unlessDisabled: setting(of: pair)?.enabled ?? true
        case .whenEnabled(let gate): setting(of: gate)?.enabled ?? false
        }
    }

    /// Whether texts of the team may be processed by its judges.
    package var hasConsent: Bool {
        switch settings?.consent {
        case .yes: true
        case .no, nil: false
        case .unset: settings?.hasRemoteJudge == false
        }
    }

    /// How long the team's signals wait for each other: its preset, what the process was told, and
    /// what the team has set for itself, which counts most.
    package func pacing(over environment: PacingOverrides) -> Pacing {
        let settings = settings ?? TeamSettings()
        return settings.preset.pacing
            .overridden(by: environment).overridden(by: settings.overrides)
    }
}
