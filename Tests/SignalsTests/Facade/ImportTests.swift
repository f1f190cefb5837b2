import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Simulation
import Testing

/// Records of GitHub as their source shapes them.
enum IssueRecord {
    static func open(_ number: Int, body: JSONValue = "It happens each time") -> JSONValue {
        [
            "id": .string("gh-\(number)"), "title": .string("Export \(number) fails"),
            "body": body, "html_url": "https://example.test/i", "number": .integer(Int64(number)),
            "labels": #"[{"name": "bug"}, {"name": "export"}]"#,
            "created_at": "2026-05-01T08:00:00Z", "updated_at": "2026-05-01T08:00:00Z",
            "locked": false, "state": "open",
        ]
    }

    static func changed(_ number: Int, _ member: String, _ value: JSONValue?) -> JSONValue {
        guard var members = open(number).object else { return .null }
        members[member] = value
        return .object(members)
    }

    /// 41 records, one closed, one without a text and one without an id.
    static let fortyOne: [JSONValue] =
        (1...38).map { open($0) } + [
            changed(39, "state", "closed"), changed(40, "body", ""), changed(41, "id", nil),
        ]
}

@Suite struct `Importing records` {
    func request(_ records: [JSONValue]) -> ImportRecords {
        ImportRecords(source: .githubIssue, records: records)
    }

    @Test func `accepts, skips and reports by number, and the numbers add up`() async throws {
        let desk = try await Desk.open()
        let receipt = try await desk.signals.importRecords(
            request(IssueRecord.fortyOne), team: desk.team)
        #expect(
            receipt.counts
                == ImportCounts(
                    read: 41, accepted: 38, duplicate: 0, skipped: ["closed": 1, "empty_body": 1],
                    malformed: 1, refused: [:]))
        #expect(receipt.counts.remainder == 0)
        #expect(receipt.malformed == [RecordProblem(index: 41, reason: "no id")])
        #expect(receipt.receipts.count == 38)
        let id = "emit-signals-1-github-\(receipt.importID)"
        #expect(try await desk.started() == [id])
        #expect(try await desk.mailed() == [id])
        #expect(try await desk.position == receipt.position)
        #expect(try await desk.balancedAccount().count(in: .preparing) == 38)
        let ledger = try await desk.signals.ledger(team: desk.team)
        #expect(ledger.imports.imports == 1)
        #expect(ledger.imports.counts.remainder == 0)
    }

    @Test func `keeps what a record says`() async throws {
        let desk = try await Desk.open()
        let receipt = try await desk.signals.importRecords(
            request([IssueRecord.open(7)]), team: desk.team)
        let id = try #require(receipt.receipts.first?.signalID)
        let standing = try await desk.signals.decisions.standings(of: [id], team: desk.team)
        let accepted = try #require(standing.first?.state.accepted)
        #expect(accepted.description == "Export 7 fails\nIt happens each time")
        #expect(accepted.sourceID == "gh-7")
        #expect(accepted.weight == .full)
        #expect(accepted.extra["labels"] == ["bug", "export"])
        #expect(accepted.occurredAt == Timestamp("2026-05-01T08:00:00Z"))
    }

    @Test func `again accepts nothing twice and says so`() async throws {
        let desk = try await Desk.open()
        _ = try await desk.signals.importRecords(
            request(IssueRecord.fortyOne), team: desk.team)
        let again = try await desk.signals.importRecords(
            request(IssueRecord.fortyOne), team: desk.team)
        #expect(again.counts.accepted == 0)
        #expect(again.counts.duplicate == 38)
        #expect(again.counts.remainder == 0)
        #expect(try await desk.mailed().count == 1)
        #expect(try await desk.balancedAccount().accepted == 38)
    }

    @Test func `that was cut off is completed by repeating it`() async throws {
        let desk = try await Desk.open()
        let records = (1...120).map { IssueRecord.open($0) }
        desk.store.inject(.refuse(.diskFull), atCommit: desk.store.commits + 2)
        await #expect(throws: SignalsError.self) {
            _ = try await desk.signals.importRecords(request(records), team: desk.team)
        }
        #expect(try await desk.balancedAccount().accepted == 50)
        let again = try await desk.signals.importRecords(request(records), team: desk.team)
        #expect(again.counts.accepted == 70)
        #expect(again.counts.duplicate == 50)
        #expect(try await desk.balancedAccount().accepted == 120)
        #expect(try await desk.started().count == 1)
    }

    @Test func `counts what a gate refuses`() async throws {
        let desk = try await Desk.open()
        _ = try await desk.signals.configureSource(
            SourceSetting(source: .githubIssue, enabled: false), team: desk.team)
        let receipt = try await desk.signals.importRecords(
            request(IssueRecord.fortyOne), team: desk.team)
        #expect(receipt.counts.refused == ["source_disabled": 38])
        #expect(receipt.counts.remainder == 0)
        #expect(try await desk.started().isEmpty)
    }

    static let filters: [(RecordFilter, ImportCounts)] = [
        (.status, ImportCounts(read: 2, accepted: 1, skipped: ["closed": 1])),
        (.ignored, ImportCounts(read: 2, accepted: 2)),
        (.statusAndAge, ImportCounts(read: 2, skipped: ["closed": 1, "too_old": 1])),
    ]

    @Test(arguments: filters)
    func `leaves out what its filter says`(
        filter: RecordFilter, counts: ImportCounts
    ) async throws {
        let desk = try await Desk.open()
        desk.time.advance(to: Timestamp(microseconds: 1_800_000_000_000_000))
        let records = [IssueRecord.open(1), IssueRecord.changed(2, "state", "closed")]
        let receipt = try await desk.signals.importRecords(
            ImportRecords(source: .githubIssue, records: records, filter: filter),
            team: desk.team)
        #expect(receipt.counts == counts)
    }

    @Test func `of a ticket without a subject or with tags that are no list is malformed`()
        async throws
    {
        let desk = try await Desk.open()
        let ticket: JSONValue = [
            "id": "00001", "subject": "Export empty", "description": "No rows", "url": "u",
            "type": "problem", "tags": #"["export"]"#, "created_at": "2026-05-01T08:00:00Z",
            "priority": "high", "status": "open",
        ]
        var (untitled, untagged, solved) = (ticket, ticket, ticket)
        untitled.set("subject", .null)
        untagged.set("tags", "export")
        solved.set("status", "solved")
        let receipt = try await desk.signals.importRecords(
            ImportRecords(
                source: .zendeskTicket, records: [ticket, untitled, untagged, solved, "text"]),
            team: desk.team)
        #expect(
            receipt.counts
                == ImportCounts(read: 5, accepted: 1, skipped: ["solved": 1], malformed: 3))
        #expect(receipt.malformed.map(\.index) == [2, 3, 5])
        #expect(receipt.malformed.first?.reason == "no subject")
    }
}

extension JSONValue {
    /// Sets a member of an object.
    mutating func set(_ key: String, _ value: JSONValue) {
        guard var members = object else { return }
        members[key] = value
        self = .object(members)
    }
}
