public import Events
import EventStore
import Projections
public import SignalsContracts
import SignalsDomain
import Workflows

extension Signals {
    /// Every accepted signal of the team's present epoch in exactly one place, counted.
    public func ledger(
        atLeast position: Position? = nil, team: TeamID
    ) async throws(SignalsError) -> LedgerReport {
        let state = try await readableTeam(team)
        let scope = [ViewValue(team.number), ViewValue(state.epoch)]
        let head = try await headPosition()
        return try await inbox(max(position ?? .start, head)) { view in
            try LedgerReport(view, scope, at: head)
        }
    }

    /// What is under way for a team, and whether all is settled.
    public func status(
        atLeast position: Position? = nil, team: TeamID
    ) async throws(SignalsError) -> PipelineStatus {
        let state = try await readableTeam(team)
        let scope = [ViewValue(team.number), ViewValue(state.epoch)]
        let head = try await headPosition()
        var status = try await inbox(max(position ?? .start, head)) { view in
            let ledger = try LedgerReport(view, scope, at: head)
            let (signals, reports) = (
                try OpenItem.signals(view, scope, team), try OpenItem.reports(view, scope, team)
            )
            let open = (signals + reports).sorted { ($0.since, $0.id) < ($1.since, $1.id) }
            return PipelineStatus(
                teamID: team, epoch: state.epoch,
                settled: ledger.total.inFlight == 0 && reports.isEmpty,
                reports: try countsByStatus(view, scope), ledger: ledger,
                open: Array(open.prefix(SignalsLimits.openItemsMax)))
        }
        for index in status.open.indices {
            guard let end = try await endOfResearch(status.open[index]) else { continue }
            status.open[index].reason = end
        }
        return status
    }

    /// Why an open report is not researched, where its run was closed from outside.
    private func endOfResearch(_ item: OpenItem) async throws(SignalsError) -> String? {
        guard item.workflowID.hasPrefix(SignalFlows.summaryPrefix) else { return nil }
        do {
            guard let last = try await RunChange.last(of: item.workflowID, in: store),
                case .closed = last.kind
            else { return nil }
            return "\(last.interruption); it is started again by the workers"
        } catch {
            throw .unreadable("\(error)")
        }
    }

    private func headPosition() async throws(SignalsError) -> Position {
        do {
            return try await store.head().position
        } catch {
            throw .unreadable("\(error)")
        }
    }
}

private func countsByStatus(_ view: any ViewReader, _ scope: [ViewValue]) throws -> [String: Int] {
    var counts = Dictionary(uniqueKeysWithValues: ReportStatus.allCases.map { ($0.rawValue, 0) })
    for row in try view.rows(
        "SELECT status, count(*) AS n FROM {reports} WHERE team = ? AND epoch = ? GROUP BY status",
        scope)
    {
        counts[try row.text("status")] = try row.integer("n")
    }
    return counts
}

extension LedgerReport {
    fileprivate init(_ view: any ViewReader, _ scope: [ViewValue], at position: Position) throws {
        var total = LedgerCounts.zero
        var sources: [SourceLedger] = []
        for row in try view.rows(
            """
            SELECT product, type, stage, outcome, reason, count(*) AS n FROM {signals}
            WHERE team = ? AND epoch = ? GROUP BY product, type, stage, outcome, reason
            ORDER BY product, type
            """, scope)
        {
            let source = SourcePair(product: try row.text("product"), type: try row.text("type"))
            if sources.last?.source != source {
                sources.append(SourceLedger(source: source, counts: .zero))
            }
            try total.add(row)
            try sources[sources.count - 1].counts.add(row)
        }
        self.init(
            position: position, total: total, sources: sources,
            research: try ResearchLedger(view, scope), imports: try ImportLedger(view, scope))
    }
}

extension LedgerCounts {
    /// Counts in which every reason and every stage is named.
    fileprivate static var zero: LedgerCounts {
        LedgerCounts(
            droppedReasons: Dictionary(
                uniqueKeysWithValues: DropReason.allCases.map { ($0.rawValue, 0) }),
            stages: Dictionary(
                uniqueKeysWithValues: FlightStage.allCases.map { ($0.rawValue, 0) }))
    }

    fileprivate mutating func add(_ row: ViewRow) throws {
        let count = try row.integer("n")
        accepted += count
        if !row.isNull("stage") {
            inFlight += count
            stages[try row.text("stage"), default: 0] += count
            return
        }
        guard !row.isNull("outcome") else { return }
        switch try row.text("outcome") {
        case "assigned": outcomes.assigned += count
        case "filtered": outcomes.filtered += count
        case "blocked": outcomes.blocked += count
        case "dropped":
            outcomes.dropped += count
            droppedReasons[try row.text("reason"), default: 0] += count
        default: break
        }
    }
}

extension ResearchLedger {
    fileprivate init(_ view: any ViewReader, _ scope: [ViewValue]) throws {
        self.init(
            outcomes: Dictionary(
                uniqueKeysWithValues: ResearchLedgerRules.Outcome.allCases.map {
                    ($0.rawValue, 0)
                }))
        for row in try view.rows(
            """
            SELECT stage, outcome, count(*) AS n FROM {promotions} WHERE team = ? AND epoch = ?
            GROUP BY stage, outcome
            """, scope)
        {
            let count = try row.integer("n")
            promoted += count
            if row.isNull("stage") {
                outcomes[try row.text("outcome"), default: 0] += count
            } else if try row.text("stage") == ResearchLedgerRules.Stage.candidate.rawValue {
                candidate += count
            } else {
                inProgress += count
            }
        }
    }
}

extension ImportLedger {
    fileprivate init(_ view: any ViewReader, _ scope: [ViewValue]) throws {
        self.init()
        for row in try view.rows(
            "SELECT counts FROM {imports} WHERE team = ? AND epoch = ? LIMIT 100000", scope)
        {
            guard let counts = try row.json("counts", as: ImportCounts.self) else { continue }
            imports += 1
            self.counts.add(counts)
        }
    }
}

extension ImportCounts {
    fileprivate mutating func add(_ other: ImportCounts) {
        read += other.read
        accepted += other.accepted
        duplicate += other.duplicate
        malformed += other.malformed
        skipped.merge(other.skipped, uniquingKeysWith: +)
        refused.merge(other.refused, uniquingKeysWith: +)
    }
}

extension OpenItem {
    /// Signals in flight, oldest first.
    fileprivate static func signals(
        _ view: any ViewReader, _ scope: [ViewValue], _ team: TeamID
    ) throws -> [OpenItem] {
        try view.rows(
            """
            SELECT id, stage, product, type, import, changed_at FROM {signals}
            WHERE team = ? AND epoch = ? AND stage IS NOT NULL ORDER BY changed LIMIT ?
            """, scope + [ViewValue(SignalsLimits.openItemsMax)]
        ).map { row in
            let id: SignalID = try row.id("id")
            return OpenItem(
                id: id.value, stage: try row.text("stage"), workflowID: try workflow(row, team),
                since: try row.moment("changed_at"))
        }
    }

    private static func workflow(_ row: ViewRow, _ team: TeamID) throws -> String {
        switch FlightStage(rawValue: try row.text("stage")) {
        case .preparing where !row.isNull("import"):
            let source = SourcePair(product: try row.text("product"), type: try row.text("type"))
            return SignalFlows.importingID(team, source, try row.id("import"))
        case .preparing, .buffered: return SignalFlows.bufferID(team)
        case .batched, .grouping, nil: return SignalFlows.groupingID(team)
        }
    }

    /// Reports that wait for the machine; one that waits for another day is not open.
    fileprivate static func reports(
        _ view: any ViewReader, _ scope: [ViewValue], _ team: TeamID
    ) throws -> [OpenItem] {
        try view.rows(
            """
            SELECT document FROM {reports}
            WHERE team = ? AND epoch = ? AND status IN ('candidate', 'in_progress')
            ORDER BY updated_at LIMIT 10000
            """, scope
        ).compactMap { row in
            guard let record = try row.json("document", as: ReportRecord.self),
                let report = record.report(for: nil), record.standing.returned?.reason != .quota
            else { return nil }
            return OpenItem(
                id: report.id.value, stage: report.status.rawValue,
                workflowID: SignalFlows.summaryID(team, report.id), since: report.updatedAt,
                reason: report.waiting)
        }
    }
}
