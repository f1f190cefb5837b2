import Events
import Testing
import WorkflowRuntime

@Suite struct `Querying runs` {
    private static let cases = (try? WorkflowFixture.lines("visibility_queries.jsonl")) ?? []

    @Test func `has every case of the fixture`() { #expect(Self.cases.count == 40) }

    @Test(arguments: cases)
    func `lists what the fixture lists`(line: JSONValue) throws {
        let text = try #require(line["query"]?.string)
        guard let expected = line["runIds"]?.array else {
            let error = #expect(throws: QueryError.self) { try list(text) }
            #expect(error?.description.hasPrefix("invalid query: ") == true)
            return
        }
        #expect(try list(text).map(JSONValue.string) == expected, "\(text)")
    }

    private func list(_ text: String) throws -> [String] {
        let query = try VisibilityQuery(text)
        _ = try query.listed()
        let rows = try WorkflowFixture.table().all.filter(query.keeps)
        return RunOrder(query).sorted(rows).map(\.run.description)
    }

    @Test(arguments: [
        ("LIMIT 5", "'LIMIT'"), ("WorkflowId LIKE 'b%'", "'LIKE'"), ("Nope = 1", "'Nope'"),
        ("WorkflowId = buffer", "'buffer'"), ("StartTime > 'yesterday'", "\"yesterday\""),
        ("WorkflowId = 'x'; DROP TABLE x", "';'"), ("WorkflowId = 'x", "no closing quote"),
        ("(WorkflowId = 'x'", "')' is missing before the end"), ("HistoryLength = 1x", "'1x'"),
        ("HistoryLength STARTS_WITH '1'", "takes a keyword"),
        ("ExecutionStatus > 'Failed'", "order"),
        ("ORDER BY TemporalReportedProblems", "'TemporalReportedProblems'"), ("AND", "'AND'"),
        ("WorkflowId = 'a' WorkflowId = 'b'", "'WorkflowId' is not expected"),
        ("ExecutionStatus IN ()", "')'"), ("GROUP BY WorkflowId", "'WorkflowId'"),
    ])
    func `names the token that is wrong`(text: String, token: String) {
        let error = #expect(throws: QueryError.self) { try VisibilityQuery(text) }
        #expect(error?.description.contains(token) == true, "\(String(describing: error))")
    }

    @Test func `refuses what is too deep or too long`() {
        let deep = String(repeating: "(", count: 10_00) + "WorkflowId = 'x'"
        #expect(throws: QueryError.self) { try VisibilityQuery(deep) }
        let nots = String(repeating: "NOT ", count: 1_000) + "WorkflowId = 'x'"
        #expect(throws: QueryError.self) { try VisibilityQuery(nots) }
        let long = "WorkflowId = '" + String(repeating: "x", count: 9_000) + "'"
        #expect(throws: QueryError.self) { try VisibilityQuery(long) }
    }

    @Test func `never crashes on mutated queries`() throws {
        let rows = try WorkflowFixture.table().all
        let texts = Self.cases.compactMap { $0["query"]?.string }
        var random = Fuzz(seed: 5)
        var understood = 0
        for _ in 0..<3_000 {
            var bytes = Array(texts[random.below(texts.count)].utf8)
            for _ in 0...random.below(3) { random.mutate(&bytes) }
            let text = String(decoding: bytes, as: UTF8.self)
            guard let query = try? VisibilityQuery(text) else { continue }
            understood += 1
            #expect(RunOrder(query).sorted(rows.filter(query.keeps)).count <= rows.count)
        }
        #expect(understood > 100)
    }
}

@Suite struct `Querying search attributes` {
    private func object(_ value: JSONValue) -> JSONObject { value.object ?? JSONObject() }

    private func rows() throws -> [RunRow] {
        var rows = try WorkflowFixture.table().all
        rows.sort { $0.run < $1.run }
        rows[0].attributes = object([
            "team": ["type": "keyword", "value": "a"], "weight": ["type": "double", "value": 1.5],
            "words": ["type": "text", "value": "Login fails often"],
            "urgent": ["type": "bool", "value": true],
        ])
        rows[1].attributes = object([
            "tags": ["type": "keywordList", "value": ["x", "y"]],
            "due": ["type": "datetime", "value": "2026-06-01T00:00:00Z"],
            "count": ["type": "int", "value": 7],
        ])
        return rows
    }

    @Test(arguments: [
        ("team = 'a'", [0]), ("team != 'b'", [0]), ("weight > 1", [0]), ("words = 'FAILS'", [0]),
        ("words = 'succeeds'", []), ("urgent = true", [0]), ("tags = 'y'", [1]),
        ("tags IN ('z', 'x')", [1]), ("NOT tags = 'z'", [1]), ("due < '2026-06-01T00:00:01Z'", [1]),
        ("count = 7 OR team = 'a'", [0, 1]), ("count >= 7.5", []), ("tags IS NULL", [0, 2, 3]),
        ("team IS NOT NULL", [0]), ("count BETWEEN 6 AND 7", [1]),
        ("NOT team = 'b'", [0]), ("team = 'a' AND count = 7", []),
    ])
    func `compares by the declared type`(text: String, expected: [Int]) throws {
        let types = [
            "team": "keyword", "weight": "double", "words": "text", "urgent": "bool",
            "tags": "keywordList", "due": "datetime", "count": "int",
        ]
        let (query, rows) = (try VisibilityQuery(text, types: types), try rows())
        #expect(rows.indices.filter { query.keeps(rows[$0]) } == expected, "\(text)")
    }
}

@Suite struct `Paging through runs` {
    @Test(arguments: ["", "ORDER BY CloseTime", "ORDER BY ExecutionStatus DESC, HistoryLength"])
    func `leaves no gap and repeats nothing`(text: String) throws {
        let (query, rows) = (try VisibilityQuery(text), try WorkflowFixture.table().all)
        let order = RunOrder(query)
        var found: [UniqueID] = []
        var key: RunOrder.Key?
        while let row = order.sorted(rows, after: key).first {
            found.append(row.run)
            let token = PageToken.list(after: order.key(of: row), query: text)
            key = PageToken.key(token, query: text)
            #expect(key == order.key(of: row))
        }
        #expect(found == order.sorted(rows).map(\.run))
    }

    @Test func `refuses the token of another query or of nobody`() throws {
        let row = try #require(try WorkflowFixture.table().all.first)
        let key = RunOrder(try VisibilityQuery("")).key(of: row)
        let token = PageToken.list(after: key, query: "")
        #expect(PageToken.key(token, query: "ORDER BY StartTime") == nil)
        #expect(PageToken.key("x", query: "") == nil)
        #expect(PageToken.key("e30=", query: "") == nil)
    }

    @Test func `carries the run and the event of a history`() {
        let run = UniqueID(high: 7, low: 8)
        let token = PageToken.history(run, event: 12)
        #expect(PageToken.history(token)?.run == run)
        #expect(PageToken.history(token)?.event == 12)
        #expect(PageToken.history("AAAA") == nil)
    }
}

@Suite struct `The text form of bytes` {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("json/plain", "anNvbi9wbGFpbg=="),
    ])
    func `is that of RFC 4648`(plain: String, text: String) {
        #expect(Base64.text(Array(plain.utf8)) == text)
        #expect(Base64.bytes(text) == Array(plain.utf8))
    }

    @Test(arguments: ["a", "ab", "abc", "ab=a", "a===", "====", "ab c", "äbc="])
    func `refuses other texts`(text: String) { #expect(Base64.bytes(text) == nil) }

    @Test func `holds any bytes`() {
        var random = Fuzz(seed: 3)
        for count in 0..<100 {
            let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            #expect(Base64.bytes(Base64.text(bytes)) == bytes)
        }
    }
}
