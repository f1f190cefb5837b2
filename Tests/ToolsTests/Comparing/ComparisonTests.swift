import ImportLinter
import Testing

@Suite struct `Comparing with another revision` {
    private let rule = "{id: 'r', kind: 'forbidden', from: 'A', to: 'Z'}"

    private func marked(
        _ before: [String: [String]], _ after: [String: [String]], exceptions: (Int, Int) = (0, 0)
    ) throws -> LintResult {
        let configuration = { (count: Int) in
            let line = """
                {rule: "r", from: "A", to: "Z", imports: \(count), because: "until the move is done", \
                owner: "core", until: "2027-06-30"}
                """
            return try ConfigurationSample.read(
                "{version: 1, builtin: {'duplicate-import': 'off'}, rules: [\(rule)], exceptions: ["
                    + (count > 0 ? line : "") + "]}")
        }
        let (old, new) = (try configuration(exceptions.0), try configuration(exceptions.1))
        let base = EdgeSample(before).workspace(old)
        let now = EdgeSample(after).workspace(new)
        let today = Day("2027-01-10")
        return Comparison(base: Linter.lint(base, today: today), of: base)
            .marked(Linter.lint(now, today: today), of: now)
    }

    @Test func `marks what was not there, and leaves what was`() throws {
        let before = ["A": ["Z"]]
        #expect(try marked(before, before).findings.map(\.isNew) == [false])
        #expect(try marked(["A": [], "Z": []], before).findings.map(\.isNew) == [true])
        let text = TextReport().text(try marked(["A": [], "Z": []], before))
        #expect(text.contains("Sources/A/F.swift:1:8: new error: r"))
    }

    @Test func `counts imports: one more of the same edge is new`() throws {
        let result = try marked(["A": ["Z"]], ["A": ["Z", "Z"]])
        #expect(result.findings.map(\.isNew) == [false, true])
    }

    @Test func `names the step that put a module on the path`() throws {
        let result = try marked(["A": ["B"], "B": [], "Z": []], ["A": ["B"], "B": ["Z"]])
        let finding = try #require(result.findings.first)
        #expect(finding.isNew)
        #expect(
            finding.what.hasSuffix(
                "New is B → Z: line 1 of Sources/B/F.swift put Z on the path of A."))
    }

    @Test func `says of a module that is gone that it was one`() throws {
        let result = try marked(["A": ["Gone"], "Z": []], ["A": [], "Z": []])
        #expect(result.findings.isEmpty)
        let sample = PackageSample(
            name: "other", targets: [PackageSample.library("A", at: "Sources/A")],
            files: [("Sources/A/F.swift", "import Gone")])
        let base = EdgeSample(["A": ["Gone"]]).workspace(Configuration())
        let comparison = Comparison(base: Linter.lint(base, today: nil), of: base)
        let now = sample.workspace
        let found = comparison.marked(Linter.lint(now, today: nil), of: now).findings
        #expect(found.map(\.rule) == ["unknown-module"])
        #expect(found.first?.what.contains("It was a module until the revision") == true)
    }

    @Test func `refuses an exception that grew, and tells of one that is new`() throws {
        let edges = ["A": ["Z", "Z"]]
        let grown = try marked(edges, edges, exceptions: (1, 2)).findings
        #expect(grown.map(\.rule) == ["exception-grew"])
        #expect(grown.map(\.severity) == [.error])
        let new = try marked(edges, edges, exceptions: (0, 2)).findings
        #expect(new.map(\.rule) == ["exception-new"])
        #expect(new.map(\.severity) == [.info])
        #expect(try marked(edges, ["A": ["Z"]], exceptions: (2, 1)).findings.isEmpty)
    }
}
