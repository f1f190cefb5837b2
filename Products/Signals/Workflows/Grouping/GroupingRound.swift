import Events
import SignalsContracts
import Workflows

/// One round of a team's grouping: a parallel phase that writes nothing, then an ordered one.
@WorkflowActor struct GroupingRound {
    /// A signal with everything that its match needs.
    struct Prepared {
        let signal: SubmittedSignal
        let queries: [String]
        let searches: [SearchHits]
    }

    let team: TeamID
    let context: WorkflowContext
    private var position = Position.start
    private var placed: [PlacedSignal] = []

    init(team: TeamID, _ context: WorkflowContext) {
        (self.team, self.context) = (team, context)
    }

    /// Brings every signal of the batches to its outcome.
    mutating func group(_ batches: [SubmittedBatch]) async throws {
        let signals = try await read(batches)
        guard !signals.isEmpty else { return }
        position = try await beginning()
        for prepared in try await prepare(signals) { try await place(prepared) }
        if !placed.isEmpty { try await confirm() }
    }

    /// The place of the log at which the round looks at other signals; it waits until there is one.
    private func beginning() async throws -> Position {
        while true {
            do {
                return try await context.activity(
                    GroupingSteps.beginRound, TeamInput(team: team)
                ).position
            } catch is ActivityFailure {
                try await context.sleep(for: FlowLimits.roundPause, "round_retry")
            }
        }
    }

    /// The signals of the batches in order of arrival; those of an unreadable batch are dropped.
    private func read(_ batches: [SubmittedBatch]) async throws -> [SubmittedSignal] {
        try await context.map(batches, atMost: FlowLimits.preparedAtOnce) {
            batch -> [SubmittedSignal] in
            let step = BatchStep(team: team, batch: batch)
            do {
                return try await context.activity(GroupingSteps.readBatch, step)
            } catch let failure as ActivityFailure {
                try await drop(batch.signals, .batchUnreadable, attempts: 3, failure)
                return []
            }
        }.flatMap(\.self)
    }

    /// Searches for every signal; a failure fails the round, then each signal is tried alone.
    private func prepare(_ signals: [SubmittedSignal]) async throws -> [Prepared] {
        for round in 1...FlowLimits.roundsMax {
            do {
                return try await context.map(signals, atMost: FlowLimits.preparedAtOnce) {
                    try await prepare($0)
                }
            } catch is ActivityFailure {
                guard round < FlowLimits.roundsMax else { break }
                try await context.sleep(for: FlowLimits.roundPause, "round_retry")
            }
        }
        var prepared: [Prepared] = []
        for signal in signals {
            do {
                prepared.append(try await prepare(signal))
            } catch let failure as ActivityFailure {
                try await drop(
                    [signal], .groupingFailed, attempts: FlowLimits.roundsMax + 1, failure)
            }
        }
        return prepared
    }

    private func prepare(_ signal: SubmittedSignal) async throws -> Prepared {
        let (team, context, position) = (team, context, position)
        async let embedded = context.activity(
            GroupingSteps.embed, SignalStep(team: team, signal: signal))
        async let asked = context.activity(
            GroupingSteps.queries, RoundStep(team: team, signal: signal, position: position))
        let queries = try await asked
        _ = try await embedded
        let asks = queries.map(Optional.some) + [nil]
        let searches = try await context.map(asks, atMost: asks.count) { query in
            try await context.activity(
                GroupingSteps.search,
                SearchInput(
                    team: team, signal: signal.signal, query: query, position: position))
        }
        return Prepared(signal: signal, queries: queries, searches: searches)
    }

    private func confirm() async throws {
        do {
            _ = try await context.activity(
                GroupingSteps.waitUntilVisible, TeamInput(team: team))
        } catch is ActivityFailure {
            // Searches ask for a position anyway: a late view delays them, and loses nothing.
            context.log("the view of team \(team) is late")
        }
    }

    private func drop(
        _ signals: [SubmittedSignal], _ reason: DropReason, attempts: Int,
        _ failure: ActivityFailure
    ) async throws {
        let input = DropInput(
            team: team, signals: signals, reason: reason, attempts: attempts,
            error: failure.cause.message)
        _ = try await context.local(BufferSteps.drop, input)
    }
}

// MARK: - The ordered phase

extension GroupingRound {
    /// Places one signal on its own: what fails for good drops this signal alone.
    private mutating func place(_ prepared: Prepared) async throws {
        for attempt in 1...FlowLimits.placingsMax {
            do {
                if let report = try await assign(prepared) {
                    placed.append(
                        PlacedSignal(signal: prepared.signal.signal, report: report))
                }
                return
            } catch let failure as ActivityFailure {
                guard attempt == FlowLimits.placingsMax else { continue }
                try await drop([prepared.signal], .assignFailed, attempts: attempt, failure)
            }
        }
    }

    /// Matches and assigns; a report that is gone meanwhile is left out of the next match.
    private func assign(_ prepared: Prepared) async throws -> ReportID? {
        var gone: [ReportID] = []
        while true {
            let target = try await target(of: prepared, excluding: gone)
            let outcome = try await context.local(
                GroupingSteps.assign,
                AssignInput(team: team, signal: prepared.signal, target: target))
            switch outcome {
            case .assigned(let report, _, _): return report
            case .settled: return nil
            case .reportGone(let report): gone.append(report)
            }
        }
    }

    private func target(
        of prepared: Prepared, excluding gone: [ReportID]
    ) async throws -> AssignInput.Target {
        let isLast = gone.count >= FlowLimits.rematchesMax
        let decision = try await context.activity(
            GroupingSteps.match,
            MatchInput(
                team: team, signal: prepared.signal, queries: prepared.queries,
                searches: isLast ? [] : prepared.searches, position: position,
                earlier: isLast ? [] : placed, excluded: gone))
        switch decision {
        case .new(let title, let summary, let match):
            return .new(title: title, summary: summary, match)
        case .existing(let report, let match):
            return try await gate(report, match, prepared)
        }
    }

    /// Asks the gate whether one change would settle the report with this signal in it.
    private func gate(
        _ report: ReportID, _ match: ExistingMatch, _ prepared: Prepared
    ) async throws -> AssignInput.Target {
        let specificity = try await context.activity(
            GroupingSteps.specificity,
            SpecificityInput(
                team: team, signal: prepared.signal, report: report, position: position,
                earlier: placed))
        guard !specificity.specificEnough else {
            var match = match
            match.specificity = specificity
            return .report(report, title: specificity.prTitle, match)
        }
        return .new(
            title: "", summary: "",
            NewMatch(
                reason: match.reason, rejectedSignalIDs: match.candidateSignalIDs,
                specificityRejection: SpecificityRejection(
                    reportID: report, title: specificity.prTitle, reason: specificity.reason)))
    }
}

extension [SignalID] {
    /// The ids in their order, each once.
    var firstOfEach: [SignalID] {
        var seen: Set<SignalID> = []
        return filter { seen.insert($0).inserted }
    }
}
