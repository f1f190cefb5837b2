public import Events
public import SignalsContracts
import SignalsDomain
import Workflows

extension Signals {
    /// Puts a report to sleep until so many more signals have come.
    public func snooze(
        _ report: ReportID, signals: Int, team: TeamID
    ) async throws(SignalsError) -> ReportChange {
        guard (1...SignalsLimits.snoozeSignalsMax).contains(signals) else {
            throw .invalidArgument(
                "snooze_for", "it counts signals, 1 to \(SignalsLimits.snoozeSignalsMax)")
        }
        return try await decisions.step(report, of: team, .snooze(signals: signals))
    }

    /// Dismisses a report; research of it stops.
    public func dismiss(
        _ report: ReportID, _ request: DismissReport, team: TeamID
    ) async throws(SignalsError) -> ReportChange {
        let limit = SignalsLimits.dismissalNoteCharactersMax
        guard request.note.count <= limit else {
            throw .invalidArgument("dismissal_note", "it has more than \(limit) characters")
        }
        if let other = request.duplicateOf {
            let loaded = try await decisions.openTeam(team)
            _ = try await decisions.report(other, of: team, loaded)
        }
        let dismissal = Dismissal(
            reason: request.reason, note: request.note, origin: request.origin,
            duplicateOf: request.duplicateOf)
        return try await decisions.step(report, of: team, .dismiss(dismissal))
    }

    /// Takes a dismissal back.
    public func restore(
        _ report: ReportID, note: String? = nil, team: TeamID
    ) async throws(SignalsError) -> ReportChange {
        try await decisions.step(report, of: team, .restore(note: note))
    }

    /// Says that what a report asks for was done.
    public func resolve(
        _ report: ReportID, note: String? = nil, team: TeamID
    ) async throws(SignalsError) -> ReportChange {
        try await decisions.step(report, of: team, .resolve(.user, note: note))
    }

    /// Has a failed or waiting report researched again; one that a judge refused needs a review.
    public func retry(
        _ report: ReportID, reviewed: Bool = false, team: TeamID
    ) async throws(SignalsError) -> ReportChange {
        try await again(
            report, team,
            .retry(.operator, reviewed: reviewed, repository: nil, answer: nil))
    }

    /// Answers what a report waits for, and has it researched again.
    public func answer(
        _ report: ReportID, repository: String? = nil, text: String? = nil, team: TeamID
    ) async throws(SignalsError) -> ReportChange {
        guard repository != nil || text?.isBlank == false else {
            throw .invalidArgument("answer", "give a repository or a text")
        }
        if let repository {
            let known = try await decisions.openTeam(team).state.repositories
            guard known.contains(where: { $0.name == repository }) else {
                throw .invalidArgument(
                    "repository", "the team has no repository '\(repository.prefix(200))'")
            }
        }
        let command = ReportCommand.retry(
            .answer, reviewed: true, repository: repository, answer: text)
        return try await again(report, team, command)
    }

    /// Moves all signals of a report to another one.
    public func merge(
        _ report: ReportID, into target: ReportID, team: TeamID
    ) async throws(SignalsError) -> ReportChange {
        try await decisions.merge(report, into: target, of: team)
    }

    /// Splits signals of a report off into one of their own, which the answer names.
    public func split(
        _ signals: [SignalID], from report: ReportID, team: TeamID
    ) async throws(SignalsError) -> ReportChange {
        guard Set(signals).count == signals.count else {
            throw .invalidArgument("signals", "a signal is named twice")
        }
        return try await decisions.split(signals, from: report, of: team).0
    }

    /// Deletes a report: it is hidden at once and its signals are dropped.
    ///
    /// - Returns: `changed` is false when the report was deleted before.
    public func delete(
        _ report: ReportID, team: TeamID
    ) async throws(SignalsError) -> ReportChange {
        try await decisions.step(report, of: team, .delete(why: "requested")) {
            (plan, _) throws(SignalsError) in
            try plan.ask { () throws(WorkflowError) in
                try .start(
                    SignalFlows.reportDeletion, id: SignalFlows.reportDeletionID(team, report),
                    ReportInput(team: team, report: report),
                    options: StartOptions(conflict: .useExisting))
            }
        }
    }

    /// Dissolves a report and groups its signals anew.
    ///
    /// - Returns: `changed` is false when that is under way already.
    public func reingest(
        _ report: ReportID, team: TeamID
    ) async throws(SignalsError) -> ReportChange {
        try await decisions.step(report, of: team, .release(.reingested)) {
            (plan, _) throws(SignalsError) in
            try plan.ask { () throws(WorkflowError) in
                try .start(
                    SignalFlows.reportReingestion,
                    id: SignalFlows.reportReingestionID(team, report),
                    ReportInput(team: team, report: report),
                    options: StartOptions(conflict: .useExisting))
            }
        }
    }

    /// Moves a report to the candidates and starts its research in the same commit.
    private func again(
        _ report: ReportID, _ team: TeamID, _ command: ReportCommand
    ) async throws(SignalsError) -> ReportChange {
        try await decisions.step(report, of: team, command) { (plan, _) throws(SignalsError) in
            try plan.research(report, team, request: nil)
        }
    }
}

extension Signals {
    /// Lets blocked and filtered signals pass after a review.
    public func release(
        _ signals: [SignalID], note: String? = nil, team: TeamID
    ) async throws(SignalsError) -> [SignalChange] {
        try await release(signals, .reviewed, note, team)
    }

    /// Tries dropped signals again.
    public func redo(
        _ signals: [SignalID], note: String? = nil, team: TeamID
    ) async throws(SignalsError) -> [SignalChange] {
        try await release(signals, .redo, note, team)
    }

    private func release(
        _ signals: [SignalID], _ why: ReleaseReason, _ note: String?, _ team: TeamID
    ) async throws(SignalsError) -> [SignalChange] {
        let limit = SignalsLimits.requestSignalsMax
        guard (1...limit).contains(signals.count), Set(signals).count == signals.count else {
            throw .invalidArgument("signals", "name 1 to \(limit) signals, each once")
        }
        // Each signal may wake two workflows, and one commit touches a bounded number of streams.
        let page = SignalsLimits.releasedSignalsMax
        var changes: [SignalChange] = []
        for start in stride(from: 0, to: signals.count, by: page) {
            let some = Array(signals[start..<min(start + page, signals.count)])
            changes += try await decisions.release(some, of: team, why, note: note)
        }
        return changes
    }
}
