import Events
public import SignalsContracts
import SignalsDomain
import Workflows

extension Signals {
    /// Has a repository chosen for a text or a report, as research would; no report is changed.
    ///
    /// - Returns: The run that does it; its result is a `RepositorySelection`.
    public func selectRepository(
        _ request: SelectRepository, team: TeamID
    ) async throws(SignalsError) -> SelectionRun {
        let loaded = try await decisions.openTeam(team)
        try check(request)
        if let report = request.report { _ = try await decisions.report(report, of: team, loaded) }
        let id = SignalFlows.selectionID(team, .timeOrdered(at: time.now(), random))
        do {
            let handle = try await client.start(
                SignalFlows.selection, id: id, SelectionInput(team: team, request: request))
            return SelectionRun(workflowID: id, runID: handle.run)
        } catch {
            throw .workflow("\(error)")
        }
    }

    private func check(_ request: SelectRepository) throws(SignalsError) {
        guard request.repositories.count <= SignalsLimits.repositoriesMax else {
            throw .invalidArgument(
                "repositories", "at most \(SignalsLimits.repositoriesMax) may be named")
        }
        switch (request.text, request.report) {
        case (nil, nil), (_?, _?):
            throw .invalidArgument("text", "give either a text or a report")
        case (nil, _?): return
        case (let text?, nil):
            guard !text.isBlank else { throw .descriptionEmpty }
            let (limit, actual) = (SignalsLimits.descriptionTokensMax, SignalDraft.tokens(text))
            guard actual <= limit else { throw .descriptionTooLong(limit: limit, actual: actual) }
        }
    }
}
