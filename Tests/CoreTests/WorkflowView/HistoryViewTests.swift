import Events
import Testing
import WorkflowRuntime

@Suite struct `The view of a history` {
    private static let runs = [
        ("buffer-run1", "0190f5a4-0c3e-7c51-8a3c-0f1f1f6f3a01"),
        ("buffer-run2", "0190f5a4-0c3e-7c51-8a3c-0f1f1f6f3a02"),
        ("report", "0190f5a4-0c3e-7c51-8a3c-0f1f1f6f3a03"),
        ("greet", "0190f5a4-0c3e-7c51-8a3c-0f1f1f6f3a04"),
    ]

    @Test(arguments: runs)
    func `is the one of the fixture, keys in order`(name: String, run: String) throws {
        let view = try #require(try history(run))
        let expected = try WorkflowFixture.json("history-\(name).json")
        let events = try #require(expected["history"]?["events"]?.array)
        for (event, expected) in zip(view.events, events) {
            #expect(event.json.text(.pretty) == expected.text(.pretty))
        }
        #expect(view.events.count == events.count)
    }

    @Test(arguments: runs)
    func `counts its events as the records do`(name: String, run: String) throws {
        let table = try WorkflowFixture.table()
        let id = try #require(UniqueID(run))
        let row = try #require(table[id])
        #expect(try history(run)?.events.count == row.historyLength)
    }

    @Test func `shows plain values in the short form`() throws {
        let view = try #require(try history(Self.runs[3].1, form: .shorthand))
        let attributes = try #require(view.events.first?.attributes)
        #expect(attributes["input"] == [["name": "Ada"]])
    }

    @Test func `never goes back in time`() throws {
        for (_, run) in Self.runs {
            let times = try #require(try history(run)).events.map(\.time)
            #expect(times == times.sorted())
        }
    }

    private func history(_ run: String, form: PayloadForm = .full) throws -> HistoryView? {
        let (records, letters) = try WorkflowFixture.parts(of: run)
        return HistoryView(records, letters: letters, form: form)
    }
}

@Suite struct `The view of runs` {
    @Test func `lists as the fixture does`() throws {
        let query = try VisibilityQuery("ORDER BY StartTime DESC")
        let rows = RunOrder(query).sorted(try WorkflowFixture.table().all)
        let expected = try #require(try WorkflowFixture.json("list.json")["executions"]?.array)
        #expect(rows.count == expected.count)
        for (row, expected) in zip(rows, expected) {
            let shown = RunView().row(row)
            #expect(shown.withoutSize.text(.pretty) == expected.withoutSize.text(.pretty))
        }
    }

    @Test func `describes as the fixture does`() throws {
        let table = try WorkflowFixture.table()
        let row = try #require(table.runs(of: "buffer-signals-1").last)
        let (records, letters) = try WorkflowFixture.parts(of: row.run.description)
        let history = try #require(HistoryView(records, letters: letters))
        let original = try #require(table[row.firstRun]?.started)
        let shown = RunView().description(
            row, history: history, pending: PendingWork(records),
            unread: table.unreadLetters(of: row), originalStart: original)
        let expected = try WorkflowFixture.json("describe.json")
        #expect(shown.withoutSize.text(.pretty) == expected.withoutSize.text(.pretty))
    }
}

extension JSONValue {
    /// The value without the sizes and log positions that differ from store to store.
    var withoutSize: JSONValue {
        switch self {
        case .array(let elements): .array(elements.map(\.withoutSize))
        case .object(let object):
            .object(
                JSONObject(
                    object.members.filter { $0.key != "historySizeBytes" && $0.key != "taskId" }
                        .map { (key: $0.key, value: $0.value.withoutSize) }))
        default: self
        }
    }
}

extension WorkflowFixture {
    /// The records of a run, and every letter by its offset.
    static func parts(
        of run: String
    ) throws -> (records: [StoredRecord], letters: [Int: MailRecord]) {
        var (records, letters): ([StoredRecord], [Int: MailRecord]) = ([], [:])
        for record in try WorkflowFixture.records() {
            if case .letter(let letter) = record.content {
                letters[Int(record.revision.value)] = letter
            } else if record.run?.description == run {
                records.append(record)
            }
        }
        return (records, letters)
    }
}

extension StoredRecord {
    fileprivate var run: UniqueID? {
        switch content {
        case .started(let record): record.run
        case .closed(let record): record.run
        case .advanced(let record): record.run
        case .attemptFailed(let record): record.run
        case .heartbeat(let record): record.run
        case .held(let record): record.run
        case .released(let run): run
        case .letter: nil
        }
    }
}
