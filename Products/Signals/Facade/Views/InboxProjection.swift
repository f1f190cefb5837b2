package import EventStore
package import Events
package import Projections
import SignalsContracts
import SignalsDomain

/// Signals and reports as rows that can be listed and counted; a thin coat over the folds of Domain.
package struct InboxProjection: Projection {
    package static let storedName = "signals_inbox"

    package let name = InboxProjection.storedName
    package let version = 2
    package let filter = EventFilter(categories: [
        SignalsStreams.signals, SignalsStreams.reports, SignalsStreams.teams,
    ])

    package let tables = [
        ViewTable(
            "signals",
            columns: [
                "id TEXT PRIMARY KEY", "team INTEGER NOT NULL", "epoch INTEGER NOT NULL",
                "product TEXT NOT NULL", "type TEXT NOT NULL", "source_id TEXT NOT NULL",
                "weight INTEGER NOT NULL", "description TEXT NOT NULL",
                "accepted INTEGER NOT NULL", "accepted_at INTEGER NOT NULL",
                "occurred_at INTEGER", "import TEXT", "stage TEXT", "outcome TEXT", "reason TEXT",
                "report TEXT", "generation INTEGER NOT NULL DEFAULT 1", "match TEXT",
                "detail TEXT", "changed INTEGER NOT NULL", "changed_at INTEGER NOT NULL",
            ],
            indexes: [
                "report", "team, epoch, source_id", "team, epoch, outcome", "team, epoch, stage",
            ]),
        ViewTable(
            "reports",
            columns: [
                "id TEXT PRIMARY KEY", "team INTEGER NOT NULL", "epoch INTEGER NOT NULL",
                "status TEXT NOT NULL", "rank INTEGER NOT NULL", "title TEXT NOT NULL",
                "summary TEXT NOT NULL", "signal_count INTEGER NOT NULL",
                "total_weight INTEGER NOT NULL", "priority INTEGER",
                "reviewers TEXT NOT NULL", "suggested TEXT NOT NULL", "created_at INTEGER NOT NULL",
                "updated_at INTEGER NOT NULL", "document TEXT NOT NULL",
            ],
            indexes: ["team, epoch, status", "status, id"]),
        ViewTable(
            "artefacts",
            columns: [
                "position INTEGER PRIMARY KEY", "report TEXT NOT NULL", "kind TEXT NOT NULL",
                "recorded_at INTEGER NOT NULL", "document TEXT NOT NULL",
            ],
            indexes: ["report, position"]),
        ViewTable(
            "promotions",
            columns: [
                "position INTEGER PRIMARY KEY", "report TEXT NOT NULL",
                "team INTEGER NOT NULL", "epoch INTEGER NOT NULL", "stage TEXT",
                "outcome TEXT", "reason TEXT", "since INTEGER NOT NULL",
            ],
            indexes: ["report", "team, epoch"]),
        ViewTable(
            "imports",
            columns: [
                "position INTEGER PRIMARY KEY", "id TEXT NOT NULL", "team INTEGER NOT NULL",
                "epoch INTEGER NOT NULL", "counts TEXT NOT NULL",
            ],
            indexes: ["team, epoch"]),
    ]

    package init() {}

    package func apply(_ event: RecordedEvent, to view: any ViewTransaction) throws {
        switch event.stream.category {
        case SignalsStreams.signals:
            guard let fact = try SignalFact(recorded: event) else { return view.skipUnknown() }
            try apply(fact, event, to: view)
        case SignalsStreams.reports:
            guard let fact = try ReportFact(recorded: event) else { return view.skipUnknown() }
            try apply(fact, event, to: view)
            try account(fact, event, in: view)
        default:
            guard let fact = try TeamFact(recorded: event) else { return view.skipUnknown() }
            try apply(fact, event, to: view)
        }
    }

    private func apply(
        _ fact: TeamFact, _ event: RecordedEvent, to view: any ViewTransaction
    ) throws {
        guard let team = TeamID(event.stream.id) else { return }
        switch fact {
        case .recordsImported(let fact):
            try view.execute(
                "INSERT INTO {imports} VALUES (?, ?, ?, ?, ?)",
                [
                    ViewValue(event.position), ViewValue(fact.importID), ViewValue(team.number),
                    ViewValue(Int(event.metadata[Metadata.Names.epoch] ?? "") ?? 1),
                    try .json(fact.counts),
                ])
        case .signalsCleared(let fact): try close(team, fact.epoch, event, in: view)
        default: break
        }
    }

    /// The end of an epoch settles what was in flight in it.
    private func close(
        _ team: TeamID, _ epoch: Int, _ event: RecordedEvent, in view: any ViewTransaction
    ) throws {
        try view.execute(
            """
            UPDATE {signals} SET stage = NULL, outcome = 'dropped', reason = ?, changed = ?,
                changed_at = ?
            WHERE team = ? AND epoch < ? AND stage IS NOT NULL
            """,
            [
                .text(DropReason.cleared.rawValue), ViewValue(event.position),
                ViewValue(event.recorded), ViewValue(team.number), ViewValue(epoch),
            ])
        try view.execute(
            """
            UPDATE {promotions} SET stage = NULL, outcome = 'deleted'
            WHERE team = ? AND epoch < ? AND stage IS NOT NULL
            """, [ViewValue(team.number), ViewValue(epoch)])
    }
}

extension ViewValue {
    /// A value as JSON text.
    static func json(_ value: some Encodable) throws -> ViewValue {
        .text(String(decoding: try JSONCoding.encode(value), as: UTF8.self))
    }
}

extension ViewRow {
    /// A value that was written as JSON text; nil where the column is null.
    func json<Value: Decodable>(_ column: String, as type: Value.Type = Value.self) throws -> Value?
    {
        guard !isNull(column) else { return nil }
        return try JSONCoding.decode(type, from: Array(try text(column).utf8))
    }
}
