import ImportLinter
import Testing

@Suite struct `Tests that a change can reach` {
    private let graph: ModuleGraph
    private let package: PackageModel

    init() {
        let targets = [
            PackageSample.library("A", at: "Sources/A", uses: ["B"]),
            PackageSample.library("B", at: "Sources/B"),
            PackageSample.library("C", at: "Sources/C"),
            TargetModel(
                name: "ATests", kind: .test, path: "Tests/ATests",
                dependencies: [DependencyModel("A")]),
            TargetModel(
                name: "CTests", kind: .test, path: "Tests/CTests",
                dependencies: [DependencyModel("C")]),
        ]
        let sample = PackageSample(name: "other", targets: targets, files: [])
        (graph, package) = (sample.workspace.graph, sample.workspace.package)
    }

    private func names(_ changed: [String], _ before: PackageModel? = nil) -> [String] {
        Affected(changed: changed, graph, before, package).tests.map(\.name)
    }

    @Test func `are those of a target whose entry in the manifest changed, and of who uses it`() {
        var before = package
        before.targets[1].flags = ["-DOLD"]
        #expect(names(["Package.swift"], before) == ["ATests"])
        let reason = Affected(changed: ["Package.swift"], graph, before, package).tests[0].reason
        #expect(reason == "the entry of B in the manifest: ATests → A → B")
    }

    @Test func `are those of a target that is new`() {
        var before = package
        before.targets.removeAll { $0.name == "C" }
        #expect(names(["Package.swift"], before) == ["CTests"])
    }

    @Test func `are none where the manifest only reads otherwise`() {
        #expect(names(["Package.swift"], package) == [])
    }

    @Test func `are all where it holds for all, or where nobody knows`() {
        var before = package
        before.shared = "another platform"
        #expect(names(["Package.swift"], before) == ["ATests", "CTests"])
        #expect(names(["Package.swift"]) == ["ATests", "CTests"])
        #expect(names([".swift-version"]) == ["ATests", "CTests"])
    }

    @Test func `follow a resource like a source`() {
        #expect(names(["Sources/C/words.txt"]) == ["CTests"])
        #expect(names(["README.md"]) == [])
    }
}

@Suite struct `Large graphs` {
    @Test func `a chain of a thousand modules is followed, and its ring is found once`() {
        var edges: [String: [String]] = [:]
        for number in 1000..<2000 { edges["M\(number)"] = ["M\(number + 1)"] }
        let open = EdgeSample(edges).workspace(Configuration()).graph
        let ends = (open.index(of: "M1000") ?? 0, open.index(of: "M2000") ?? 0)
        #expect(open.chain(from: ends.0, to: ends.1)?.modules.count == 1001)
        #expect(open.chain(from: ends.1, to: ends.0) == nil)
        edges["M2000"] = ["M1000"]
        let closed = EdgeSample(edges).lint(Configuration())
        #expect(closed.findings.map(\.rule) == ["module-cycle"])
        #expect(closed.findings.first?.chain.count == 1002)
    }

    @Test func `two rings apart are two findings`() {
        let edges = ["A": ["B"], "B": ["A"], "C": ["D"], "D": ["C"], "E": ["A", "C"]]
        let found = EdgeSample(edges).lint(Configuration()).findings
        #expect(found.map { $0.chain.map(\.module) } == [["A", "B", "A"], ["C", "D", "C"]])
    }
}
