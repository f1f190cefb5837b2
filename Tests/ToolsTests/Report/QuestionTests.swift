import Foundation
import ImportLinter
import Testing

@Suite struct `Questions about the graph` {
    private let workspace = PackageSample.signals([
        ("Products/Signals/Facade/A.swift", "import EventStore"),
        ("Core/EventStore/B.swift", "\nimport SQLite"),
        ("Core/EventStore/C.swift", "import SQLite"),
        ("Tests/SignalsTests/T.swift", "import SignalsDomain"),
    ]).workspace

    private var questions: Questions { Questions(workspace.graph) }

    @Test func `who-imports lists each import with its line`() {
        #expect(
            questions.importers(of: "SQLite", isTransitive: false) == [
                "Core  EventStore  Core/EventStore/B.swift:2",
                "Core  EventStore  Core/EventStore/C.swift:1",
            ])
        #expect(
            questions.importers(of: "SQLite", isTransitive: true) == [
                "Core  EventStore", "Signals  SignalsFacade", "Signals  SignalsWorkflows",
            ])
        #expect(questions.importers(of: "SignalsTests", isTransitive: true) == [])
    }

    @Test func `why shows the shortest way, step by step`() {
        #expect(
            questions.why("SignalsFacade", "SQLite") == [
                "SignalsFacade", "→ EventStore  Products/Signals/Facade/A.swift:1",
                "→ SQLite  Core/EventStore/B.swift:2",
            ])
        #expect(questions.why("SQLite", "SignalsFacade") == [])
    }

    @Test func `why, asked for all, shows every way as short, and cut the fewest edges`() {
        let edges = ["A": ["B", "C", "D"], "B": ["Z"], "C": ["Z"], "D": ["E"], "E": ["Z"]]
        let graph = EdgeSample(edges).workspace(Configuration()).graph
        let questions = Questions(graph)
        let ways = questions.everyWhy("A", "Z").split(separator: "")
        #expect(
            ways.map { $0.map { $0.split(separator: " ").prefix(2).joined(separator: " ") } } == [
                ["A", "→ B", "→ Z"], ["A", "→ C", "→ Z"],
            ])
        #expect(questions.cut("A", "Z").count == 3)
        #expect(questions.cut("Z", "A") == [])
        #expect(questions.everyWhy("Z", "A") == [])
        let waist = Questions(
            EdgeSample([
                "A": ["B", "C"], "B": ["M"], "C": ["M"], "M": ["X", "Y"], "X": ["Z"], "Y": ["Z"],
            ])
            .workspace(Configuration()).graph)
        #expect(waist.cut("M", "Z").count == 2)
        #expect(waist.cut("B", "X") == ["B → M  Sources/B/F.swift:1"])
    }

    @Test func `explain tells about modules, rules and checks, and proposes names`() throws {
        let rules = Rule.ofThisPackage
        let module = try #require(
            questions.explain("SignalsFacade", workspace: workspace, rules: rules))
        #expect(module.contains("reaches   7 modules, 2 files, 0 workflows"))
        #expect(module.last?.contains("facade-parts") == true)
        let rule = questions.explain("only-the-door", workspace: workspace, rules: rules)
        #expect(rule?.first == "rule      only-the-door")
        let check = questions.explain("self-import", workspace: workspace, rules: rules)
        #expect(check?.last == "findings  0")
        #expect(questions.explain("only-the-dor", workspace: workspace, rules: rules) == nil)
        #expect(questions.near("only-the-dor", rules: rules) == ["only-the-door"])
    }

    @Test func `affected follows a file to the tests that reach it`() {
        let names = { (changed: [String]) in
            Affected(changed: changed, workspace.graph).tests.map(\.name)
        }
        #expect(names(["Products/Signals/Domain/X.swift"]) == ["SignalsTests"])
        #expect(names(["Core/Events/fixture.json"]) == ["SignalsTests"])
        #expect(names(["Products/Signals/Facade/A.swift", "README.md"]) == [])
        #expect(names(["Package.swift"]) == ["SignalsTests"])
        let reason = Affected(changed: ["Core/Events/X.swift"], workspace.graph).tests[0].reason
        #expect(reason == "Core/Events/X.swift: SignalsTests → SignalsDomain → Events")
    }
}

@Suite struct `Reporting to code scanning` {
    @Test func `has every field that SARIF requires`() throws {
        let sample = PackageSample.signals([
            ("Products/Signals/Facade/A.swift", "import SignalsDomain"),
            ("Products/Signals/Domain/B.swift", "import SignalsWorkflows"),
        ])
        let rules = Rule.ofThisPackage
        let found = Linter.lint(sample.workspace, rules: rules)
        let text = SARIFReport(found, rules: rules).text
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        #expect(object?["version"] as? String == "2.1.0")
        let run = try #require((object?["runs"] as? [[String: Any]])?.first)
        let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
        let described = (driver["rules"] as? [[String: Any]] ?? []).compactMap {
            $0["id"] as? String
        }
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.count == found.findings.count)
        #expect(results.allSatisfy { described.contains($0["ruleId"] as? String ?? "") })
        let chained = try #require(
            results.first { $0["ruleId"] as? String == "facade-reaches-no-workflows" })
        #expect(chained["level"] as? String == "error")
        #expect((chained["codeFlows"] as? [Any])?.count == 1)
    }
}
