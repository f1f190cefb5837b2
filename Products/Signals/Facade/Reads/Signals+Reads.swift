public import Events
import EventStore
import Projections
public import SignalsContracts
import SignalsDomain

extension Signals {
    /// The reports of a team that a query keeps, in its order.
    public func reports(
        _ query: ReportQuery = ReportQuery(), team: TeamID
    ) async throws(SignalsError) -> ReportPage {
        let state = try await readableTeam(team)
        let list = ReportList(
            query: query, team: team, epoch: state.epoch,
            login: query.login ?? state.settings?.login)
        return try await inbox(query.atLeast) { view in try list.page(view) }
    }

    /// A report that is not deleted.
    public func report(
        _ id: ReportID, login: String? = nil, atLeast position: Position? = nil, team: TeamID
    ) async throws(SignalsError) -> Report {
        let state = try await readableTeam(team)
        let reader = login ?? state.settings?.login
        let report = try await inbox(position) { view in
            try view.row("SELECT document FROM {reports} WHERE id = ?", [ViewValue(id)])?
                .json("document", as: ReportRecord.self)?.report(for: reader)
        }
        guard let report, report.teamID == team, report.epoch == state.epoch,
            report.status != .deleted
        else { throw .reportUnknown(id) }
        return report
    }

    /// The signals of a report in the order of their acceptance, at most a thousand.
    public func signals(
        of id: ReportID, atLeast position: Position? = nil, team: TeamID
    ) async throws(SignalsError) -> [ReportSignal] {
        _ = try await report(id, atLeast: position, team: team)
        return try await inbox(position) { view in
            try view.rows(
                "SELECT * FROM {signals} WHERE report = ? ORDER BY accepted LIMIT 1000",
                [ViewValue(id)]
            ).map { row in try ReportSignal(row) }
        }
    }

    /// The artefacts of a report, newest first.
    public func artefacts(
        of id: ReportID, atLeast position: Position? = nil, team: TeamID
    ) async throws(SignalsError) -> [ReportArtefact] {
        _ = try await report(id, atLeast: position, team: team)
        return try await inbox(position) { view in
            try view.rows(
                "SELECT * FROM {artefacts} WHERE report = ? ORDER BY position DESC LIMIT 10000",
                [ViewValue(id)]
            ).compactMap { row in
                guard let artefact = try row.json("document", as: Artefact.self) else {
                    return nil
                }
                return ReportArtefact(
                    position: try row.position("position"),
                    recordedAt: try row.moment("recorded_at"), artefact: artefact)
            }
        }
    }

    /// Signals that ended in one way, newest first, at most a thousand.
    public func settled(
        _ outcome: String, reason: String? = nil, since: Timestamp? = nil, team: TeamID
    ) async throws(SignalsError) -> [SettledSignal] {
        let state = try await readableTeam(team)
        let arguments: [ViewValue] = [
            ViewValue(team.number), ViewValue(state.epoch), .text(outcome), ViewValue(reason),
            ViewValue(reason), ViewValue(since ?? Timestamp(microseconds: .min)),
        ]
        return try await inbox(nil) { view in
            try view.rows(
                """
                SELECT * FROM {signals} WHERE team = ? AND epoch = ? AND outcome = ?
                    AND (? IS NULL OR reason = ?) AND changed_at >= ?
                ORDER BY changed DESC LIMIT 1000
                """, arguments
            ).map { row in try SettledSignal(row) }
        }
    }
}

// MARK: - Asking the view

extension Signals {
    /// A team that exists, whether it is being cleaned up or not.
    func readableTeam(_ id: TeamID) async throws(SignalsError) -> TeamState {
        let state = try await decisions.team(id).state
        guard state.settings != nil else { throw .refused(.teamUnknown) }
        return state
    }

    /// Asks the view once it has reached a position; without one, what is committed now.
    func inbox<Value: Sendable>(
        _ position: Position?, _ body: @Sendable (any ViewReader) throws -> Value
    ) async throws(SignalsError) -> Value {
        do {
            let head = try await store.head().position
            guard position ?? .start <= head else {
                throw SignalsError.invalidArgument(
                    "at_least", "the log ends at \(head), before \(position ?? .start)")
            }
            return try await views.read(
                InboxProjection.storedName, atLeast: position ?? head,
                timeout: SignalsLimits.viewWait, body)
        } catch let error as SignalsError {
            throw error
        } catch {
            throw .view("\(error)")
        }
    }
}

extension ReportSignal {
    fileprivate init(_ row: ViewRow) throws {
        self.init(
            signalID: try row.id("id"), sourceProduct: try row.text("product"),
            sourceType: try row.text("type"), sourceID: try row.text("source_id"),
            weight: Weight(thousandths: try row.integer("weight")),
            timestamp: try row.moment("accepted_at"),
            occurredAt: row.isNull("occurred_at") ? nil : try row.moment("occurred_at"),
            content: try row.text("description"),
            matchMetadata: try row.json("match", as: MatchMetadata.self))
    }
}

extension SettledSignal {
    fileprivate init(_ row: ViewRow) throws {
        let detail = try row.json("detail", as: SettlementDetail.self)
        self.init(
            signalID: try row.id("id"),
            source: SourcePair(product: try row.text("product"), type: try row.text("type")),
            sourceID: try row.text("source_id"), outcome: try row.text("outcome"),
            reason: row.isNull("reason") ? "" : try row.text("reason"),
            fragment: detail?.fragment, explanation: detail?.explanation, error: detail?.error,
            attempts: detail?.attempts,
            content: try row.text("description").prefixed(SignalsLimits.excerptCharactersMax),
            settledAt: try row.moment("changed_at"), position: try row.position("changed"))
    }
}
