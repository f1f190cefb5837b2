public import EventStore
public import Events

/// A ledger as rows: the same fold as `Ledger`, for a log that does not fit into memory.
///
/// It counts what was accepted apart from where it went, so that its remainder is a proof.
public struct LedgerProjection<Rules: LedgerRules>: Projection {
    /// The ledger's name.
    public let name = Rules.name
    /// Raised with the rules.
    public let version = Rules.version
    /// The types that the rules name.
    public let filter = EventFilter(types: Rules.types)
    /// One row an obligation, and one a flaw.
    public let tables = [
        ViewTable(
            "obligations",
            columns: [
                "id TEXT PRIMARY KEY", "openings INTEGER NOT NULL", "labels TEXT NOT NULL",
                "holder TEXT", "stage TEXT", "outcome TEXT", "reason TEXT",
                "since INTEGER NOT NULL", "changed INTEGER NOT NULL",
            ],
            indexes: ["holder", "labels", "stage, since"]),
        ViewTable(
            "flaws",
            columns: [
                "number INTEGER PRIMARY KEY", "id TEXT NOT NULL", "position INTEGER NOT NULL",
                "what TEXT NOT NULL",
            ]),
    ]

    /// Needs nothing but its rules.
    public init() {}

    /// Changes the obligations that the event is about.
    public func apply(_ event: RecordedEvent, to view: any ViewTransaction) throws {
        let rows = LedgerRows<Rules>(view)
        for entry in try Rules.entries(of: event) {
            switch entry.target {
            case .one(let id):
                try change(id, try rows.one(id), entry.change, event, rows, view)
            case .held(let holder):
                for known in try rows.held(by: holder) where known.isOpen(to: entry.change) {
                    try change(known.id, known, entry.change, event, rows, view)
                }
            case .labelled(let labels):
                for known in try rows.labelled(labels) where known.isOpen(to: entry.change) {
                    try change(known.id, known, entry.change, event, rows, view)
                }
            }
        }
    }

    private func change(
        _ id: String, _ known: Obligation<Rules>?, _ change: LedgerEntry<Rules>.Change,
        _ event: RecordedEvent, _ rows: LedgerRows<Rules>, _ view: any ViewTransaction
    ) throws {
        var misfit: Obligation<Rules>.Misfit?
        if var known {
            misfit = known.apply(change, event)
            try rows.save(known, in: view)
        } else if let (new, problem) = Obligation<Rules>.new(id, change, event) {
            misfit = problem
            try rows.save(new, in: view)
        }
        if let misfit {
            try view.execute(
                "INSERT INTO {flaws}(id, position, what) VALUES(?, ?, ?)",
                [.text(id), ViewValue(event.position), .text(misfit.description)])
        }
    }

    // MARK: Questions

    /// The account of the obligations that carry these labels; of all without.
    public static func account(
        _ view: any ViewReader, of labels: [String: String] = [:], at now: Timestamp? = nil
    ) throws -> LedgerAccount<Rules> {
        try LedgerRows<Rules>(view).account(of: labels, at: now)
    }

    /// The obligation with this id; nil where it was never named.
    public static func obligation(
        _ id: String, _ view: any ViewReader
    ) throws -> Obligation<Rules>? {
        try LedgerRows<Rules>(view).one(id)
    }

    /// What did not fit, oldest first, at most a thousand; a sound product has none.
    public static func flaws(_ view: any ViewReader) throws -> [LedgerFlaw] {
        try view.rows("SELECT id, position, what FROM {flaws} ORDER BY number LIMIT 1000").map {
            LedgerFlaw(
                id: try $0.text("id"), at: try $0.position("position"), what: try $0.text("what"))
        }
    }
}
