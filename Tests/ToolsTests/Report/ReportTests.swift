import Foundation
import ImportLinter
import Testing

@Suite struct `Reporting findings` {
    static let sample = PackageSample.signals([
        ("Products/Signals/Facade/A.swift", "import SignalsDomain\nimport SignalsWorkflows"),
        ("Products/Signals/Facade/B.swift", "import SignalsWorkflows"),
    ])

    private var result: LintResult {
        var result = Linter.lint(Self.sample.workspace, rules: Rule.ofThisPackage)
        result.findings.removeAll { $0.rule != "facade-reaches-no-workflows" }
        return result
    }

    @Test func `says where, what, why, the chain and the way out`() {
        let text = TextReport().text(result)
        let entry = """
            Products/Signals/Facade/A.swift:2:8: error: facade-reaches-no-workflows
                import SignalsWorkflows
                SignalsFacade may not use SignalsWorkflows: a facade names workflows, it does not link them.
                chain  SignalsFacade → SignalsWorkflows
                fix    declare a WorkflowReference in SignalsContracts and bind it in SignalsWorkflows
                and 1 more place in 1 file
            """
        #expect(text.contains(entry))
        #expect(
            text.hasSuffix("lint-imports: 10 modules, 2 files, 3 imports, 2 errors, 0 warnings\n"))
    }

    @Test func `writes the same bytes whatever the order of the files`() {
        var turned = Self.sample
        turned.files.reverse()
        turned.targets.reverse()
        let texts = [Self.sample, turned].map { sample in
            let result = Linter.lint(sample.workspace, rules: Rule.ofThisPackage)
            return JSONReport(result, root: "/sample").text
        }
        #expect(texts[0] == texts[1])
    }

    @Test func `gives programs every place and the step that makes each chain`() throws {
        let text = JSONReport(result, root: "/sample").text
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        let findings = try #require(object?["findings"] as? [[String: Any]])
        #expect(
            findings.map { $0["file"] as? String } == [
                "Products/Signals/Facade/A.swift", "Products/Signals/Facade/B.swift",
            ])
        let chain = try #require(findings.first?["chain"] as? [[String: Any]])
        #expect(chain.last?["line"] as? Int == 2)
        #expect(findings[0]["fingerprint"] as? String == findings[1]["fingerprint"] as? String)
        #expect(object?["schemaVersion"] as? Int == 1)
    }

    @Test func `escapes what GitHub would take for a command`() {
        let finding = Diagnostic(
            "rule", at: Place(file: "a,b:c.swift", line: 2, column: 3), "50 %\nmore", fix: "do: it")
        #expect(
            GitHubReport.text([finding])
                == "::error file=a%2Cb%3Ac.swift,line=2,col=3,title=rule::50 %25%0Amore do: it\n")
    }

    @Test func `ends with 3 where a file cannot be read, before any finding counts`() {
        var sample = Self.sample
        sample.files.append(("Core/Events/C.swift", "/* open"))
        let result = Linter.lint(sample.workspace, rules: [])
        #expect(result.exitCode() == 3)
        #expect(TextReport().text(result).contains("Core/Events/C.swift:1:1: error: unreadable: "))
    }
}

@Suite struct `Drawing the graph` {
    private let outline = Outline(
        PackageSample.signals([("Core/Events/A.swift", "import Workflows")]).workspace.graph,
        level: .modules, withTests: false)

    @Test func `marks imports that no manifest has`() {
        #expect(outline.text(.mermaid).contains("    Events -.-> Workflows\n"))
        #expect(outline.text(.dot).contains("\"Events\" -> \"Workflows\" [style=dashed];"))
        #expect(outline.text(.text).contains("Events → Workflows (undeclared)\n"))
    }

    @Test func `shows only what lies between two modules`() {
        let part = outline.between("SignalsDomain", "Events")
        #expect(part.nodes == ["Events", "SignalsContracts", "SignalsDomain", "Workflows"])
    }

    @Test func `leaves out what longer ways imply`() {
        let kept = outline.between("SignalsFacade", "Events").reduced.text(.text)
        #expect(kept.contains("SignalsFacade → EventStore, SignalsDomain\n"))
    }

    @Test func `joins the targets of an owner`() {
        let graph = PackageSample.signals([]).workspace.graph
        let owners = Outline(graph, level: .owners, withTests: true)
        #expect(owners.text(.mermaid) == "graph TD\n    Signals --> Core\n")
    }
}
