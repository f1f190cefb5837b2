internal import Events

/// The obligations of a ledger as rows of a view.
struct LedgerRows<Rules: LedgerRules> {
    private let view: any ViewReader
    private static var columns: String {
        "id, openings, labels, holder, stage, outcome, reason, since, changed"
    }

    init(_ view: any ViewReader) {
        self.view = view
    }

    func one(_ id: String) throws -> Obligation<Rules>? {
        try select("WHERE id = ?", [.text(id)]).first
    }

    func held(by holder: String) throws -> [Obligation<Rules>] {
        try select("WHERE holder = ? ORDER BY id", [.text(holder)])
    }

    func labelled(_ labels: [String: String]) throws -> [Obligation<Rules>] {
        try matching(labels).flatMap { text in
            try select("WHERE labels = ?", [.text(text)])
        }.sorted { $0.id < $1.id }
    }

    /// The label sets that contain these labels; there are few, whatever the number of obligations.
    private func matching(_ labels: [String: String]) throws -> [String] {
        try view.rows("SELECT DISTINCT labels FROM {obligations} ORDER BY labels").map {
            try $0.text("labels")
        }.filter { text in
            let entries = Metadata(encoded: Array(text.utf8)).entries
            return labels.allSatisfy { entries[$0.key] == $0.value }
        }
    }

    private func select(_ rest: String, _ arguments: [ViewValue]) throws -> [Obligation<Rules>] {
        try view.rows("SELECT \(LedgerRows.columns) FROM {obligations} \(rest)", arguments).map(
            read)
    }

    private func read(_ row: ViewRow) throws -> Obligation<Rules> {
        Obligation(
            id: try row.text("id"), openings: try row.integer("openings"),
            labels: Metadata(encoded: Array(try row.text("labels").utf8)).entries,
            holder: row.isNull("holder") ? nil : try row.text("holder"), state: try state(row),
            since: try row.moment("since"), changed: try row.position("changed"))
    }

    private func state(_ row: ViewRow) throws -> Obligation<Rules>.State {
        if !row.isNull("stage") { return .inFlight(try stage(row)) }
        return .settled(
            try outcome(row), because: row.isNull("reason") ? nil : try row.text("reason"))
    }

    private func stage(_ row: ViewRow) throws -> Rules.Stage {
        let text = try row.text("stage")
        guard let stage = Rules.Stage(rawValue: text) else {
            throw ViewError.invalid("ledger '\(Rules.name)' has no stage '\(text)'")
        }
        return stage
    }

    private func outcome(_ row: ViewRow) throws -> Rules.Outcome {
        let text = try row.text("outcome")
        guard let outcome = Rules.Outcome(rawValue: text) else {
            throw ViewError.invalid("ledger '\(Rules.name)' has no outcome '\(text)'")
        }
        return outcome
    }

    func save(_ obligation: Obligation<Rules>, in view: any ViewTransaction) throws {
        var (stage, outcome, reason): (String?, String?, String?)
        switch obligation.state {
        case .inFlight(let now): stage = now.rawValue
        case .settled(let way, let why): (outcome, reason) = (way.rawValue, why)
        }
        try view.execute(
            """
            INSERT INTO {obligations}(\(LedgerRows.columns)) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET openings = excluded.openings, holder = excluded.holder,
              stage = excluded.stage, outcome = excluded.outcome, reason = excluded.reason,
              since = excluded.since, changed = excluded.changed
            """,
            [
                .text(obligation.id), ViewValue(obligation.openings),
                .text(String(decoding: Metadata(obligation.labels).encoded, as: UTF8.self)),
                ViewValue(obligation.holder), ViewValue(stage), ViewValue(outcome),
                ViewValue(reason), ViewValue(obligation.since), ViewValue(obligation.changed),
            ])
    }

    // MARK: Adding up

    func account(of labels: [String: String], at now: Timestamp?) throws -> LedgerAccount<Rules> {
        var account = LedgerAccount<Rules>()
        for text in try matching(labels) {
            for row in try view.rows(
                """
                SELECT stage, outcome, reason, count(*) AS number, sum(openings) AS openings
                FROM {obligations} WHERE labels = ? GROUP BY stage, outcome, reason
                """, [.text(text)])
            {
                account.addAccepted(try row.integer("openings"))
                switch try state(row) {
                case .inFlight(let stage): account.add(try row.integer("number"), in: stage)
                case .settled(let outcome, let reason):
                    account.add(try row.integer("number"), outcome, because: reason)
                }
            }
            if let now { try addLate(to: &account, text, now) }
        }
        account.sort()
        return account
    }

    private func addLate(
        to account: inout LedgerAccount<Rules>, _ labels: String, _ now: Timestamp
    ) throws {
        for stage in Rules.Stage.allCases {
            guard let deadline = Rules.deadline(in: stage) else { continue }
            let late = try select(
                "WHERE stage = ? AND since < ? AND labels = ? ORDER BY since, id LIMIT 1000",
                [.text(stage.rawValue), ViewValue(now - deadline), .text(labels)])
            for obligation in late { account.addIfLate(obligation, at: now) }
        }
    }
}
