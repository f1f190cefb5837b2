import EventStore
import Events
import Projections
import Simulation
import TestSupport
import Testing

/// Sums what was paid in, and notes every event that it applied.
struct Balances: Projection {
    var name = "balances"
    var version = 1
    /// What each amount counts for; a version of its own.
    var factor = 1
    /// An amount that cannot be applied.
    var poison: Int?
    var types: Set<EventType>?
    var moreColumns: [String] = []

    var filter: EventFilter {
        EventFilter(categories: [account("any").category], types: types)
    }

    var tables: [ViewTable] {
        [
            ViewTable(
                "accounts",
                columns: ["id TEXT PRIMARY KEY", "total INTEGER NOT NULL"] + moreColumns,
                indexes: ["total"]),
            ViewTable("applied", columns: ["position INTEGER PRIMARY KEY"]),
        ]
    }

    func apply(_ event: RecordedEvent, to view: any ViewTransaction) throws {
        guard event.type == EventType(literal: "bank.money-deposited") else {
            return view.skipUnknown()
        }
        let amount = try JSONCoding.decode(Amount.self, from: event.data).amount
        try view.execute("INSERT INTO {applied}(position) VALUES(?)", [ViewValue(event.position)])
        try view.execute(
            """
            INSERT INTO {accounts}(id, total) VALUES(?, ?)
            ON CONFLICT DO UPDATE SET total = total + excluded.total
            """, [.text(event.stream.id), ViewValue(amount * factor)])
        if amount == poison { throw Spoiled(amount: amount) }
    }

    struct Amount: Codable {
        var amount: Int
    }

    struct Spoiled: Error {
        let amount: Int
    }
}

extension Views {
    /// The balances by account.
    func totals(
        of name: String = "balances", atLeast position: Position = .start,
        timeout: Duration = .seconds(5)
    ) async throws -> [String: Int] {
        try await read(name, atLeast: position, timeout: timeout) { view in
            let rows = try view.rows("SELECT id, total FROM {accounts} ORDER BY id")
            return try Dictionary(
                uniqueKeysWithValues: rows.map {
                    (try $0.text("id"), try $0.integer("total"))
                })
        }
    }

    /// The number of events that the rows reflect.
    func applied(
        in name: String = "balances", atLeast position: Position = .start
    ) async throws -> Int {
        try await read(name, atLeast: position) { view in
            try view.row("SELECT count(*) AS n FROM {applied}")?.integer("n") ?? 0
        }
    }

    func status(of name: String) async throws -> ProjectionStatus? {
        try await status().last { $0.name == name }
    }
}

/// Where views are kept under test.
enum ViewsPlace: String, CaseIterable, CustomTestStringConvertible {
    case memory = "in memory"
    case disk = "on disk"

    var testDescription: String { rawValue }

    func folder() throws -> TemporaryFolder? { self == .disk ? try TemporaryFolder() : nil }
}

extension EventStore {
    /// Pays the numbers as amounts into accounts in turn, one append each.
    func pay(_ numbers: ClosedRange<Int>, accounts: Int = 3) async throws {
        for number in numbers {
            _ = try await append(events(number...number), to: account("a\(number % accounts)"))
        }
    }
}

/// What the accounts hold after these payments.
func expectedTotals(_ numbers: ClosedRange<Int>, accounts: Int = 3) -> [String: Int] {
    Dictionary(numbers.map { ("a\($0 % accounts)", $0) }, uniquingKeysWith: +)
}

/// Runs `body` while the views fold, and ends the folding with it.
func folding(_ views: Views, _ body: @Sendable () async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await views.run() }
        while !views.isFolding { await Task.yield() }
        try await body()
        group.cancelAll()
    }
}

/// What a wait fails with; nil where it does not.
func failure(_ body: () async throws(ViewError) -> Void) async -> ViewError? {
    do {
        try await body()
        return nil
    } catch {
        return error
    }
}
