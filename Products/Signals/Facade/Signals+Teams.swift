public import Events
public import SignalsContracts
import SignalsDomain
import Workflows

extension Signals {
    /// Creates a team that listens to the sources that can be imported, or changes its settings.
    public func setUp(
        _ change: ConfigureTeam = ConfigureTeam(), team: TeamID
    ) async throws(SignalsError) -> TeamChange {
        try check(change)
        return try await decisions.steps(team) { (state) throws(SignalsError) in
            let settings = try change.applied(to: state.settings ?? TeamSettings())
            guard state.settings == nil else { return [.configure(settings)] }
            return [.configure(settings)]
                + SourcePair.imported.map { pair in
                    .configureSource(SourceSetting(source: pair, enabled: true))
                }
        }
    }

    /// Changes the settings of a team that exists.
    public func configureTeam(
        _ change: ConfigureTeam, team: TeamID
    ) async throws(SignalsError) -> TeamChange {
        try check(change)
        return try await decisions.steps(team) { (state) throws(SignalsError) in
            guard let settings = state.settings else { throw .refused(.teamUnknown) }
            return [.configure(try change.applied(to: settings))]
        }
    }

    /// The steps that a judge of their own can be chosen for.
    public static var judgedSteps: [String] { StepName.allCases.map(\.rawValue) }

    private func check(_ change: ConfigureTeam) throws(SignalsError) {
        for step in (change.stepJudges ?? [:]).keys.sorted() where StepName(rawValue: step) == nil {
            throw .invalidArgument(
                "step_judges",
                "'\(step.prefix(40))' is none of \(Self.judgedSteps.joined(separator: ", "))")
        }
    }

    /// Sets the row of a source, of which a team has one each.
    public func configureSource(
        _ setting: SourceSetting, team: TeamID
    ) async throws(SignalsError) -> TeamChange {
        try await decisions.step(team, .configureSource(setting))
    }

    /// Gives a team a repository, or another path to one that it has.
    public func connectRepository(
        _ name: String, path: String?, team: TeamID
    ) async throws(SignalsError) -> TeamChange {
        try await decisions.step(team, .connectRepository(name: name, path: path))
    }

    /// Takes a repository away from a team.
    public func removeRepository(
        _ name: String, team: TeamID
    ) async throws(SignalsError) -> TeamChange {
        try await decisions.step(team, .removeRepository(name: name))
    }

    /// A team with all that is configured for it.
    public func team(_ id: TeamID) async throws(SignalsError) -> TeamOverview {
        let state = try await decisions.team(id).state
        guard let settings = state.settings else { throw .refused(.teamUnknown) }
        return TeamOverview(
            teamID: id, epoch: state.epoch, settings: settings, sources: state.sources,
            repositories: state.repositories.map { Repository(name: $0.name, path: $0.path) },
            pausedUntil: state.pausedUntil, isFenced: state.isFenced)
    }

    /// Stops the grouping of a team until a moment; what arrives meanwhile is kept.
    public func pause(
        until moment: Timestamp, team: TeamID
    ) async throws(SignalsError) -> TeamChange {
        guard moment > time.now() else {
            throw .invalidArgument("until", "\(moment) is over")
        }
        return try await decisions.step(team, .pause(until: moment)) {
            (plan, _) throws(SignalsError) in
            try plan.ask { () throws(WorkflowError) in
                try .signalWithStart(
                    SignalFlows.grouping, id: SignalFlows.groupingID(team),
                    GroupingInput(team: team), SignalFlows.setPausedUntil,
                    PausedState(until: moment))
            }
        }
    }

    /// Lets the grouping of a team go on.
    public func resume(team: TeamID) async throws(SignalsError) -> TeamChange {
        try await decisions.step(team, .resume(why: nil)) { (plan, _) throws(SignalsError) in
            try plan.ask { () throws(WorkflowError) in
                try .signalWithStart(
                    SignalFlows.grouping, id: SignalFlows.groupingID(team),
                    GroupingInput(team: team), SignalFlows.clearPaused, NoValue())
            }
        }
    }

    /// Until when the grouping of a team rests; nil where it does not.
    public func pauseState(team: TeamID) async throws(SignalsError) -> PausedState {
        let state = try await decisions.openTeam(team).state
        let until = state.pausedUntil.flatMap { $0 > time.now() ? $0 : nil }
        return PausedState(until: until)
    }

    /// Ends a team's epoch: the fence goes up with this call, a workflow does the rest.
    public func cleanup(team: TeamID) async throws(SignalsError) -> TeamChange {
        let change = try await decisions.step(team, .beginClearing) {
            (plan, state) throws(SignalsError) in
            try plan.ask { () throws(WorkflowError) in
                try .start(
                    SignalFlows.cleanup, id: SignalFlows.cleanupID(team),
                    TeamInput(team: team), options: StartOptions(conflict: .useExisting),
                    requestID: "epoch/\(state.epoch)")
            }
        }
        // A fence without a run that takes it down again would stay for ever.
        if !change.changed { _ = try await start(cleanup: team) }
        return change
    }

    private func start(cleanup team: TeamID) async throws(SignalsError) -> Bool {
        do {
            return try await client.start(
                SignalFlows.cleanup, id: SignalFlows.cleanupID(team), TeamInput(team: team),
                options: StartOptions(conflict: .useExisting)
            ).started
        } catch {
            throw .workflow("\(error)")
        }
    }

    /// Goes through all signals of a team again, or drops them with their reports.
    public func reingestTeam(
        _ mode: ReingestionInput.Mode, team: TeamID
    ) async throws(SignalsError) -> TeamChange {
        let loaded = try await decisions.openTeam(team)
        do {
            let handle = try await client.start(
                SignalFlows.teamReingestion, id: SignalFlows.teamReingestionID(team),
                ReingestionInput(team: team, mode: mode),
                options: StartOptions(conflict: .useExisting))
            return TeamChange(teamID: team, position: loaded.last, changed: handle.started)
        } catch {
            throw .workflow("\(error)")
        }
    }
}
