import ImportLinter
import Testing

@Suite struct `Checks of every package` {
    private func sample(_ files: [(path: String, text: String)]) -> PackageSample {
        let targets = [
            PackageSample.library("A", at: "Sources/A", uses: ["B"]),
            PackageSample.library("B", at: "Sources/B"),
            PackageSample.library("With-Dash", at: "Sources/With-Dash"),
            TargetModel(
                name: "ATests", kind: .test, path: "Tests/ATests",
                dependencies: [DependencyModel("A")]),
        ]
        return PackageSample(name: "other", targets: targets, files: files)
    }

    private func found(_ rule: String, _ path: String, _ text: String) -> [Diagnostic] {
        sample([(path, text)]).findings(rule)
    }

    @Test func `undeclared-import finds an import that the manifest lacks, in any branch`() {
        let text = "import A\n#if X\nimport With_Dash\n#endif"
        let found = found("undeclared-import", "Sources/B/F.swift", text)
        #expect(found.map(\.to) == ["A", "With_Dash"])
        #expect(found.map(\.place.line) == [1, 3])
        #expect(self.found("undeclared-import", "Sources/A/F.swift", "import B").isEmpty)
    }

    @Test func `undeclared-import warns of a condition that the import does not share`() {
        var sample = sample([("Sources/A/F.swift", "import B\n#if os(Linux)\nimport B\n#endif")])
        sample.targets[0].dependencies = [DependencyModel("B", isConditional: true)]
        let found = sample.findings("undeclared-import")
        #expect(found.map(\.severity) == [.warning])
        #expect(found.map(\.place.line) == [1])
    }

    @Test func `undeclared-can-import finds a question about a module that is not declared`() {
        let text = "#if canImport(A)\n#endif"
        #expect(found("undeclared-can-import", "Sources/B/F.swift", text).map(\.to) == ["A"])
        let declared = "#if canImport(B) && canImport(Darwin)\n#endif"
        #expect(found("undeclared-can-import", "Sources/A/F.swift", declared).isEmpty)
    }

    @Test func `unused-dependency finds a row that no file needs`() {
        #expect(found("unused-dependency", "Sources/B/F.swift", "").map(\.to) == ["B", "A"])
        #expect(found("unused-dependency", "Sources/A/F.swift", "import B").map(\.to) == ["A"])
    }

    @Test func `unknown-module proposes the nearest name`() {
        let found = found("unknown-module", "Sources/A/F.swift", "import With_Dahs")
        #expect(found.map(\.fix) == ["did you mean With_Dash?"])
        #expect(found.map(\.severity) == [.error])
        let text = "#if canImport(Nowhere)\nimport Nowhere\n#endif\nimport Foundation"
        #expect(self.found("unknown-module", "Sources/A/F.swift", text).isEmpty)
    }

    @Test func `unknown-module warns about files of no target`() {
        let found = found("unknown-module", "Examples/F.swift", "import Nowhere")
        #expect(found.map(\.severity) == [.warning])
        let outside = self.found("file-outside-targets", "Examples/F.swift", "")
        #expect(outside.map(\.severity) == [.info])
    }

    @Test func `module-cycle shows the ring`() {
        let found = found("module-cycle", "Sources/B/F.swift", "import A")
        #expect(found.map { $0.chain.map(\.module) } == [["A", "B", "A"]])
        #expect(self.found("module-cycle", "Sources/A/F.swift", "import B").isEmpty)
    }

    @Test func `testable-outside-tests finds a library that opens another`() {
        let text = "@testable import B"
        #expect(found("testable-outside-tests", "Sources/A/F.swift", text).count == 1)
        #expect(found("testable-outside-tests", "Tests/ATests/F.swift", text).isEmpty)
    }

    @Test func `duplicate-import finds the second, whatever its access`() {
        let text = "import B\npublic import B\nimport struct B.C\n#if X\nimport B\n#endif"
        #expect(found("duplicate-import", "Sources/A/F.swift", text).map(\.place.line) == [2])
        let apart = "#if X\nimport B\n#else\n@testable import B\n#endif"
        #expect(found("duplicate-import", "Sources/A/F.swift", apart).isEmpty)
    }

    @Test func `self-import finds one's own name`() {
        #expect(found("self-import", "Sources/A/F.swift", "import A").count == 1)
        #expect(found("self-import", "Sources/A/F.swift", "import B").isEmpty)
    }
}

@Suite struct `Checks of this package's shape` {
    @Test(arguments: [
        ("Products/Signals/Facade/A.swift", "@_exported import SignalsContracts", 1),
        ("Products/Signals/Facade/Exports.swift", "@_exported import SignalsContracts", 0),
        ("Products/Signals/Facade/Exports.swift", "@_exported import SignalsDomain", 1),
        ("Core/EventStore/Exports.swift", "@_exported import Events", 1),
    ])
    func `reexport-outside-exports`(path: String, text: String, count: Int) {
        let sample = PackageSample.signals([(path, text)])
        #expect(sample.findings("reexport-outside-exports").count == count)
    }

    @Test(arguments: [
        ("Products/Signals/Facade/A.swift", "public import SignalsDomain", 1),
        ("Products/Signals/Facade/A.swift", "import SignalsDomain", 0),
        ("Products/Signals/Workflows/A.swift", "public import SignalsDomain", 0),
        ("Products/Signals/Facade/A.swift", "public import SignalsContracts", 0),
    ])
    func `public-import-of-inside`(path: String, text: String, count: Int) {
        let sample = PackageSample.signals([(path, text)])
        #expect(sample.findings("public-import-of-inside").count == count)
    }

    @Test func `testable-outside-tests finds a test that opens what belongs to others`() {
        let text = "@testable import SignalsDomain\n@testable import EventStore"
        let sample = PackageSample.signals([("Tests/SignalsTests/A.swift", text)])
        #expect(sample.findings("testable-outside-tests").map(\.to) == ["EventStore"])
    }

    @Test func `boundary-flag-missing compares the clients with the declarations`() {
        let flags = { (owner: String, clients: [String]) in
            ["-package-name", owner]
                + clients.flatMap { ["-Xfrontend", "-allowable-client", "-Xfrontend", $0] }
        }
        let events = TargetModel(
            name: "Events", kind: .library, path: "Core/Events",
            flags: flags("Core", ["SQLite", "Stranger"]))
        let store = TargetModel(
            name: "EventStore", kind: .library, path: "Core/EventStore",
            dependencies: [DependencyModel("Events")], flags: flags("Signals", []))
        let sample = PackageSample(targets: [events, store], files: [])
        #expect(
            sample.findings("boundary-flag-missing").map(\.what).sorted() == [
                "EventStore declares Events and is missing from its list of clients.",
                "EventStore has no list of clients: the compiler lets everybody import it.",
                "EventStore is compiled as part of Signals and belongs to Core.",
                "Events lists SQLite as a client, which does not declare it.",
                "Events lists Stranger as a client, which does not declare it.",
            ])
    }

    @Test func `boundary-flag-missing has nothing to say about a list that is right`() {
        let flags = ["-Xfrontend", "-allowable-client", "-Xfrontend", "tools"]
        let library = TargetModel(
            name: "Tidy", kind: .library, path: "Tools/Tidy",
            flags: ["-package-name", "Tools"] + flags)
        let tool = TargetModel(
            name: "tools", kind: .executable, path: "Tools/Main",
            dependencies: [DependencyModel("Tidy")], flags: ["-package-name", "Tools"])
        let sample = PackageSample(targets: [library, tool], files: [])
        #expect(sample.findings("boundary-flag-missing") == [])
    }

    @Test func `strict-setting-missing names the setting`() {
        let all = [
            "ExistentialAny", "InferIsolatedConformances", "InternalImportsByDefault",
            "NonisolatedNonsendingByDefault", "treatAllWarnings=error",
        ]
        let target = TargetModel(
            name: "Events", kind: .library, path: "Core/Events", settings: all)
        let sample = PackageSample(targets: [target], files: [])
        let found = sample.findings("strict-setting-missing").map(\.what)
        #expect(found == ["Events is compiled without MemberImportVisibility."])
    }
}
