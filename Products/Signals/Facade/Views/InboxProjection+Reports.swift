import Events
import Projections
import SignalsContracts
import SignalsDomain

extension InboxProjection {
    func apply(
        _ fact: ReportFact, _ event: RecordedEvent, to view: any ViewTransaction
    ) throws {
        let id = event.stream.id
        let row = try view.row("SELECT document FROM {reports} WHERE id = ?", [.text(id)])
        var record = try row?.json("document", as: ReportRecord.self) ?? ReportRecord()
        record.apply(fact, at: event.recorded, event.position)
        try write(record, id, event, to: view)
        switch fact {
        case .artefactRecorded(let fact): try add(fact.artefact, event, to: view)
        case .merged(let fact) where "\(fact.from)" == id:
            try view.execute(
                "UPDATE {signals} SET report = ? WHERE report = ?",
                [ViewValue(fact.into), .text(id)])
        case .split(let fact):
            for signal in fact.signals {
                try view.execute(
                    "UPDATE {signals} SET report = ? WHERE id = ?",
                    [ViewValue(fact.into), ViewValue(signal)])
            }
        case .released: try release(id, event, in: view)
        case .deleted: try drop(id, event, in: view)
        default: break
        }
    }

    private func write(
        _ record: ReportRecord, _ id: String, _ event: RecordedEvent,
        to view: any ViewTransaction
    ) throws {
        guard let report = record.report(for: nil) else { return }
        let standing = record.standing
        let reviewers = standing.reviewers.map { "|\($0)|" }
        let suggested = standing.reviewers.filter(standing.suggests).map { "|\($0)|" }
        try view.execute(
            """
            INSERT OR REPLACE INTO {reports} (id, team, epoch, status, rank, title, summary,
                signal_count, total_weight, priority, reviewers, suggested, created_at, updated_at,
                document)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(id), ViewValue(report.teamID.number), ViewValue(report.epoch),
                .text(report.status.rawValue), ViewValue(standing.rank), .text(report.title),
                .text(report.summary), ViewValue(report.signalCount),
                ViewValue(report.totalWeight.thousandths), ViewValue(report.priority?.rank),
                .text(reviewers.joined()), .text(suggested.joined()),
                ViewValue(report.createdAt), ViewValue(report.updatedAt), try .json(record),
            ])
    }

    private func add(
        _ artefact: Artefact, _ event: RecordedEvent, to view: any ViewTransaction
    ) throws {
        try view.execute(
            "INSERT INTO {artefacts} VALUES (?, ?, ?, ?, ?)",
            [
                ViewValue(event.position), .text(event.stream.id), .text(artefact.kind.rawValue),
                ViewValue(event.recorded), try .json(artefact),
            ])
    }

    private func release(
        _ report: String, _ event: RecordedEvent, in view: any ViewTransaction
    ) throws {
        try view.execute(
            """
            UPDATE {signals} SET stage = 'grouping', outcome = NULL, reason = NULL, report = NULL,
                match = NULL, generation = generation + 1, changed = ?, changed_at = ?
            WHERE report = ?
            """, [ViewValue(event.position), ViewValue(event.recorded), .text(report)])
    }

    private func drop(
        _ report: String, _ event: RecordedEvent, in view: any ViewTransaction
    ) throws {
        let detail = SettlementDetail(error: "report \(report) was deleted")
        try view.execute(
            """
            UPDATE {signals} SET outcome = 'dropped', reason = ?, report = NULL, detail = ?,
                changed = ?, changed_at = ?
            WHERE report = ?
            """,
            [
                .text(DropReason.reportDeleted.rawValue), try .json(detail),
                ViewValue(event.position), ViewValue(event.recorded), .text(report),
            ])
    }
}

// MARK: - The ledger of research

extension InboxProjection {
    /// A promotion is opened once and settled by what becomes of its report.
    func account(
        _ fact: ReportFact, _ event: RecordedEvent, in view: any ViewTransaction
    ) throws {
        for entry in try ResearchLedgerRules.entries(of: event) {
            switch entry.change {
            case .opened(let stage, let labels, _):
                try view.execute(
                    "INSERT INTO {promotions} VALUES (?, ?, ?, ?, ?, NULL, NULL, ?)",
                    [
                        ViewValue(event.position), .text(event.stream.id),
                        ViewValue(Int(labels[Metadata.Names.team] ?? "")),
                        ViewValue(Int(labels[Metadata.Names.epoch] ?? "")),
                        .text(stage.rawValue), ViewValue(event.recorded),
                    ])
            case .moved(let stage):
                try view.execute(
                    "UPDATE {promotions} SET stage = ? WHERE report = ? AND stage IS NOT NULL",
                    [.text(stage.rawValue), .text(event.stream.id)])
            case .settled(let outcome, let reason, _):
                try view.execute(
                    """
                    UPDATE {promotions} SET stage = NULL, outcome = ?, reason = ?
                    WHERE report = ? AND stage IS NOT NULL
                    """,
                    [.text(outcome.rawValue), ViewValue(reason), .text(event.stream.id)])
            case .reopened, .resettled, .passed: break
            }
        }
    }
}
