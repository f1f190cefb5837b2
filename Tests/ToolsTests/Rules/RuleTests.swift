import ImportLinter
import Testing

@Suite struct `Rules about modules` {
    @Test func `follow a chain and show each step with file and line`() throws {
        let sample = PackageSample.signals([
            ("Products/Signals/Facade/A.swift", "import SignalsDomain"),
            ("Products/Signals/Domain/B.swift", "// why\nimport SignalsWorkflows"),
        ])
        let found = try #require(sample.findings("facade-reaches-no-workflows").first)
        #expect(
            found.chain.map(\.module) == ["SignalsFacade", "SignalsDomain", "SignalsWorkflows"])
        #expect(found.place == Place(file: "Products/Signals/Facade/A.swift", line: 1, column: 8))
        let last = found.chain.last?.place
        #expect(last == Place(file: "Products/Signals/Domain/B.swift", line: 2, column: 8))
    }

    @Test func `follow a re-export and a conditional import like any other`() {
        let text = "#if canImport(Nothing)\n@_exported import SignalsWorkflows\n#endif"
        let sample = PackageSample.signals([
            ("Products/Signals/Facade/A.swift", "import SignalsContracts"),
            ("Products/Signals/Contracts/B.swift", text),
        ])
        #expect(sample.findings("facade-reaches-no-workflows").count == 1)
        #expect(sample.findings("reexport-outside-exports").count == 1)
    }

    @Test func `report each file that breaks them`() {
        let sample = PackageSample.signals([
            ("Products/Signals/Facade/A.swift", "import SignalsWorkflows"),
            ("Products/Signals/Facade/B.swift", "\nimport struct SignalsWorkflows.X"),
        ])
        let found = sample.findings("facade-reaches-no-workflows")
        #expect(found.map(\.place.line) == [1, 2])
        #expect(found.allSatisfy { $0.chain.count == 2 })
    }

    @Test func `let pass what the architecture allows`() {
        let sample = PackageSample.signals([
            ("Products/Signals/Contracts/A.swift", "import Events\nimport Workflows"),
            ("Products/Signals/Domain/A.swift", "import Events\nimport func Foundation.exp"),
            ("Products/Signals/Facade/Exports.swift", "@_exported public import SignalsContracts"),
            ("Products/Signals/Facade/A.swift", "import SignalsDomain\nimport EventStore"),
            ("Products/Signals/Workflows/A.swift", "import SignalsFacade\nimport Foundation"),
            ("Core/SQLite/A.swift", "import CSQLite"),
            ("Core/EventStore/A.swift", "import SQLite\nimport Events"),
            ("Core/Workflows/A.swift", "import Events"),
            ("Tests/SignalsTests/A.swift", "@testable import SignalsDomain\nimport Testing"),
        ])
        let result = Linter.lint(sample.workspace, rules: Rule.ofThisPackage)
        #expect(
            result.findings.filter {
                $0.severity == .error && $0.rule != "unused-dependency"
                    && $0.rule != "strict-setting-missing"
            } == [])
    }

    @Test func `want Foundation in a domain piece by piece`() {
        let whole = PackageSample.signals([
            ("Products/Signals/Domain/A.swift", "import Foundation\nimport func Foundation.exp")
        ])
        #expect(whole.findings("domain-is-pure").map(\.place.line) == [1])
    }

    @Test func `complain about a pattern that matches nothing and an example that fails`() {
        let rule = Rule(
            "strange", .forbidden(from: ["Events"], to: ["Nowhere"]), because: "", fix: "",
            allowed: "Events -> SQLite", forbidden: "Events -> SQLite")
        let result = Linter.lint(PackageSample.signals([]).workspace, rules: [rule])
        #expect(
            result.complaints == [
                "rule-matches-nothing: the pattern Nowhere of strange matches no module; "
                    + "take it out until there is one",
                "rule-broken: strange lets its forbidden example Events -> SQLite pass",
            ])
        #expect(result.exitCode() == 2)
    }
}

@Suite struct `Patterns for modules` {
    private func match(_ pattern: String, _ name: String) -> Bool {
        let rule = Rule(
            "probe", .protected([Selector(pattern)], importers: ["Nobody"]), because: "", fix: "",
            allowed: "", forbidden: "")
        let targets = [
            TargetModel(
                name: "User", kind: .executable, path: "Sources/User",
                dependencies: [DependencyModel(name)]),
            PackageSample.library(name, at: "Sources/Deep/\(name)"),
        ]
        let sample = PackageSample(name: "other", targets: targets, files: [])
        return !Linter.lint(sample.workspace, rules: [rule]).findings.filter { $0.rule == "probe" }
            .isEmpty
    }

    @Test(arguments: [
        ("SignalsFacade", "SignalsFacade", true), ("{p}Workflows", "SignalsWorkflows", true),
        ("{p}Workflows", "Workflows", false), ("Signals*", "SignalsFacade", true),
        ("*Facade", "SignalsDomain", false), ("path:Sources/Deep/*", "A", true),
        ("path:Sources/*/B", "A", false), ("kind:library", "A", true), ("kind:test", "A", false),
    ])
    func `match whole names`(pattern: String, name: String, expected: Bool) {
        #expect(match(pattern, name) == expected)
    }
}
