import ImportLinter
import Testing

@Suite struct `Exceptions` {
    private let today = Day("2027-01-10")

    /// Three imports of `B` in `A`, which a rule forbids, and what an exception makes of them.
    private func lint(_ exception: String, today: Day? = Day("2027-01-10")) throws -> LintResult {
        let text = """
            {version: 1, rules: [{id: 'r', kind: 'protected', modules: 'B', importers: 'C'}],
             builtin: {'duplicate-import': 'off'},
             exceptions: [
            \(exception)
             ]}
            """
        let sample = EdgeSample(["A": ["B", "B", "B"], "C": []])
        return sample.lint(try ConfigurationSample.read(text), today: today)
    }

    private func exception(
        _ imports: Int, until: String = "2027-06-30", because: String = "until the move is done",
        from: String = "A", rule: String = "r"
    ) -> String {
        """
        {rule: "\(rule)", from: "\(from)", to: "B", imports: \(imports), because: "\(because)", \
        owner: "core", until: "\(until)"},
        """
    }

    @Test func `cover as many imports as they say, and stand in every report`() throws {
        let result = try lint(exception(3))
        #expect(result.findings.isEmpty)
        #expect(result.excepted.count == 3)
        let text = TextReport().text(result)
        #expect(
            text.contains("excepted r: A → B, 3 imports until 2027-06-30 (core): until the move"))
        #expect(text.contains("0 errors, 0 warnings, 3 excepted"))
        #expect(JSONReport(result, root: "/").text.contains("\"excepted\" : 3"))
        let sarif = SARIFReport(result, rules: []).text
        #expect(
            sarif.contains(
                "\"justification\" : \"until the move is done (core, until 2027-06-30)\""))
    }

    @Test func `report the surplus`() throws {
        let result = try lint(exception(2))
        #expect(result.findings.map(\.rule) == ["r"])
        #expect(result.findings.map(\.place.line) == [3])
        #expect(result.exitCode() == 1)
    }

    @Test(arguments: [
        ("exception-loose", 4, "2027-06-30", "until the move is done", "A", Severity.warning, 0),
        ("exception-unused", 1, "2027-06-30", "until the move is done", "C", .error, 3),
        ("exception-expired", 3, "2027-01-09", "until the move is done", "A", .error, 3),
        ("exception-ending", 3, "2027-02-09", "until the move is done", "A", .warning, 0),
        ("exception-unexplained", 3, "2028-01-12", "until the move is done", "A", .error, 3),
        ("exception-unexplained", 3, "2027-02-30", "until the move is done", "A", .error, 3),
        ("exception-unexplained", 3, "2027-06-30", "because", "A", .error, 3),
    ])
    func `say what is wrong with them`(
        rule: String, imports: Int, until: String, because: String, from: String,
        severity: Severity, left: Int
    ) throws {
        let written = exception(imports, until: until, because: because, from: from)
        let found = try lint(written).findings
        #expect(found.filter { $0.rule == "r" }.count == left)
        let faults = found.filter { $0.rule != "r" }
        #expect(faults.map(\.rule) == [rule])
        #expect(faults.map(\.severity) == [severity])
    }

    @Test func `hold on their last day, and no day longer`() throws {
        #expect(try lint(exception(3, until: "2027-01-10")).excepted.count == 3)
        let over = try lint(exception(3, until: "2027-01-10"), today: Day("2027-01-11"))
        #expect(over.excepted.isEmpty)
    }

    @Test func `are all ignored where strictness is asked for`() throws {
        #expect(try lint(exception(3), today: nil).findings.count == 3)
    }

    @Test func `name a rule that exists, and an edge once`() throws {
        let near = try lint(exception(3, rule: "self-imports")).findings
        #expect(near.contains { $0.what.contains("did you mean self-import?") })
        let twice = try lint(exception(2) + "\n" + exception(1)).findings
        #expect(twice.contains { $0.rule == "exception-unexplained" && $0.what.contains("twice") })
    }

    @Test func `name the first step of a chain`() throws {
        let text = """
            {version: 1, rules: [{id: 'r', kind: 'forbidden', from: 'A', to: 'C'}], exceptions: [
            \(exception(1, from: "A"))
            ]}
            """
        let sample = EdgeSample(["A": ["B"], "B": ["C"]])
        let result = sample.lint(try ConfigurationSample.read(text), today: today)
        #expect(result.findings.isEmpty)
        #expect(result.excepted.map(\.finding.to) == ["C"])
    }
}

@Suite struct `Days of the calendar` {
    @Test(arguments: [
        ("1970-01-01", 0), ("2000-02-29", 11_016), ("2026-11-25", 20_782), ("2027-12-31", 21_183),
        ("1969-12-31", -1),
    ])
    func `are counted from the first of January 1970`(text: String, number: Int) {
        #expect(Day(text)?.number == number)
        #expect(Day(number: number).description == text)
    }

    @Test(arguments: ["2027-02-29", "2027-13-01", "2027-1-1", "27-01-01", "2027-01-32", "soon", ""])
    func `do not exist in any other form`(text: String) {
        #expect(Day(text) == nil)
    }

    @Test func `follow each other through four hundred years`() {
        var last = Day(number: -1).description
        for number in 0..<146_097 {
            let day = Day(number: number)
            #expect(Day(day.description)?.number == number)
            if day.description <= last { Issue.record("\(day) follows \(last)") }
            last = day.description
        }
    }
}
