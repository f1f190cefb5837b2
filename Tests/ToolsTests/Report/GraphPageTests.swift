import Foundation
import Testing

@testable import ImportLinter

@Suite struct `The page of a graph` {
    private static let files = [
        ("Core/Events/A.swift", ""),
        (
            "Products/Signals/Facade/Signals.swift",
            "import SignalsDomain\nimport SignalsWorkflows\n"
        ),
        ("Products/Signals/Domain/B.swift", "import Events\n"),
        ("Products/Signals/Workflows/C.swift", "import SignalsFacade\n"),
        ("Tests/SignalsTests/D.swift", "import SignalsDomain\n"),
    ]

    private func page(withTests: Bool = false) -> (text: String, content: [String: Any]) {
        let workspace = PackageSample.signals(Self.files).workspace
        let findings = Linter.lint(workspace, rules: Rule.ofThisPackage).findings
        let text = GraphPage(workspace, findings: findings, withTests: withTests).text
        let start = text.firstRange(of: "id=\"graph\">")?.upperBound ?? text.startIndex
        let rest = text[start...]
        let end = rest.firstRange(of: "</script>")?.lowerBound ?? text.endIndex
        let data = Data(rest[..<end].replacing("<\\/", with: "</").utf8)
        // A page that holds no JSON fails every expectation below.
        let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
        return (text, object ?? [:])
    }

    private func texts(_ content: [String: Any], _ list: String, _ key: String) -> [String] {
        (content[list] as? [[String: Any]] ?? []).compactMap { $0[key] as? String }
    }

    @Test func `needs nothing beside itself`() {
        let text = page().text
        #expect(text.hasPrefix("<!doctype html>"))
        for word in ["src=", "href=", "@import", "fetch(", "url("] { #expect(!text.contains(word)) }
        #expect(text.count { $0 == "\u{0}" } == 0)
    }

    @Test func `shows modules in layers, doors marked, tests when asked`() throws {
        let content = page().content
        let nodes = try #require(content["nodes"] as? [[String: Any]])
        let layers = try #require(content["layers"] as? [String])
        let place = { (name: String) in
            nodes.first { $0["name"] as? String == name }?["layer"] as? Int ?? -1
        }
        #expect(place("SignalsWorkflows") < place("SignalsFacade"))
        #expect(place("SignalsFacade") < place("SignalsDomain"))
        #expect(place("SignalsContracts") < place("Events"))
        #expect(layers[place("SignalsFacade")] == "Facades, the only doors")
        let doors = nodes.filter { $0["isDoor"] as? Bool == true }.compactMap {
            $0["name"] as? String
        }
        #expect(doors == ["SignalsFacade"])
        #expect(!texts(content, "nodes", "name").contains("SignalsTests"))
        #expect(texts(page(withTests: true).content, "nodes", "name").contains("SignalsTests"))
    }

    @Test func `gives each arrow its first import, and says what no manifest has`() throws {
        let arrows = try #require(page().content["arrows"] as? [[String: Any]])
        let planted = try #require(
            arrows.first {
                $0["from"] as? String == "SignalsFacade"
                    && $0["to"] as? String == "SignalsWorkflows"
            })
        #expect(planted["isDeclared"] as? Bool == false)
        #expect(planted["file"] as? String == "Products/Signals/Facade/Signals.swift")
        #expect(planted["line"] as? Int == 2)
    }

    @Test func `shows the chain behind a finding`() throws {
        let findings = try #require(page().content["findings"] as? [[String: Any]])
        let reached = try #require(
            findings.first { $0["rule"] as? String == "facade-reaches-no-workflows" })
        let chain = try #require(reached["chain"] as? [[String: Any]])
        #expect(
            chain.compactMap { $0["module"] as? String } == ["SignalsFacade", "SignalsWorkflows"])
        #expect((reached["fix"] as? String)?.isEmpty == false)
    }

    @Test func `is the same in every order of the files, and ends no script early`() {
        let one = page().text
        let sample = PackageSample.signals(Self.files.reversed())
        let findings = Linter.lint(sample.workspace, rules: Rule.ofThisPackage).findings
        #expect(GraphPage(sample.workspace, findings: findings, withTests: false).text == one)
        let scripts = one.split(separator: "</script>", omittingEmptySubsequences: false)
        #expect(scripts.count == 3)
    }

    @Test func `heights stop where modules use each other in a ring`() {
        let targets = ["A", "B"].map { name in
            PackageSample.library(name, at: "Sources/\(name)", uses: [name == "A" ? "B" : "A"])
        }
        let sample = PackageSample(name: "ring", targets: targets, files: [])
        let page = GraphPage(sample.workspace, findings: [], withTests: false)
        #expect(page.text.contains("\"nodes\""))
    }
}
