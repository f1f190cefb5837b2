import Events
import SignalsContracts
import SignalsDomain
import SignalsFacade
import Testing

@Suite struct `Ingesting lines` {
    static func line(_ id: String, product: String = "zendesk", weight: String = "0.5") -> String {
        let metadata: JSONValue = [
            "source_product": .string(product), "source_type": "ticket",
            "source_id": .string(id), "extra": Desk.ticketExtra,
        ]
        var text = metadata.text()
        text.removeLast()
        let fields: [JSONValue] = [
            "signals", "signal", .string("doc-\(id)"), "2026-05-01 08:00:00.123456",
            "2026-05-01T09:00:00Z", .string("Exports of \(id) are empty"),
            .string(text + #","weight":\#(weight)}"#),
        ]
        return JSONValue.array(fields).text()
    }

    @Test func `answers each line, names what is malformed and counts no refusal as success`()
        async throws
    {
        let desk = try await Desk.open()
        let receipt = try await desk.signals.ingestSignals(
            [
                Self.line("1"), "", Self.line("2"), #"["only", "three", "fields"]"#, "{nonsense",
                Self.line("3", weight: "7"), Self.line("1"),
                Self.line("4", product: "conversations"),
            ], team: desk.team)
        #expect(receipt.lines == 7)
        #expect(receipt.malformed.map(\.index) == [4, 5, 6])
        #expect(receipt.receipts.count == 4)
        #expect(receipt.receipts.compactMap(\.signalID).count == 3)
        #expect(receipt.receipts.last == .refused(.sourceDisabled))
        #expect(try await desk.balancedAccount().accepted == 2)
    }

    @Test func `reads weight, time and text of a line`() throws {
        let signal = try SignalLine.signal(Self.line("9", weight: "0.25"))
        #expect(signal.weight == Weight(thousandths: 250))
        #expect(signal.occurredAt == Timestamp("2026-05-01T08:00:00.123456Z"))
        #expect(signal.description == "Exports of 9 are empty")
        #expect(signal.sourceID == "9")
    }
}

@Suite struct `Ingesting a researched report` {
    func document(_ signals: [SignalID], priority: JSONValue = .null) -> JSONValue {
        [
            "name": "export", "report_id": "r-1", "generated_at": "2026-05-01T08:00:00Z",
            "repository": "acme/web",
            "signal_ids": .array(signals.map { .string("\($0)") }),
            "result": [
                "title": "fix(export): write the rows", "summary": "Impact: all exports",
                "priority": priority,
            ],
        ]
    }

    @Test func `makes it ready, with priority P4 where nothing was said`() async throws {
        let desk = try await Desk.open()
        let first = try await desk.accept(Desk.ticket("1", "Exports are empty"))
        let second = try await desk.accept(Desk.ticket("2", "Export has no rows"))
        let ingested = try await desk.signals.ingestReport(
            document([first, second]), team: desk.team)
        #expect(ingested.status == .ready)
        #expect(ingested.priority == .p4)
        let report = try await desk.signals.report(ingested.reportID, team: desk.team)
        #expect(report.signalCount == 2)
        #expect(report.title == "fix(export): write the rows")
        #expect(report.priority == .p4)
        #expect(report.repository == "acme/web")
        #expect(report.firstVisibleAt != nil)
        #expect(try await desk.balancedAccount().count(.assigned) == 2)
    }

    @Test func `gives the result to the report that holds the signals`() async throws {
        let desk = try await Desk.open()
        let (signal, report) = try await desk.open(Desk.ticket())
        let ingested = try await desk.signals.ingestReport(
            document([signal], priority: "P1"), team: desk.team)
        #expect(ingested.reportID == report)
        #expect(try await desk.standing(report).status == .ready)
        #expect(try await desk.standing(report).priority == .p1)
    }

    @Test func `refuses a signal that is not in the log, and writes nothing`() async throws {
        let desk = try await Desk.open()
        let known = try await desk.accept(Desk.ticket())
        let unknown = Sample.signal("nobody")
        let before = try await desk.position
        await #expect(throws: SignalsError.signalUnknown(unknown)) {
            _ = try await desk.signals.ingestReport(
                document([known, unknown]), team: desk.team)
        }
        #expect(try await desk.position == before)
    }
}
