/// Findings in the form that code scanning services read (SARIF 2.1.0).
package struct SARIFReport: Encodable {
    let schema = "https://json.schemastore.org/sarif-2.1.0.json"
    let version = "2.1.0"
    let runs: [Run]

    private enum CodingKeys: String, CodingKey {
        case schema = "$schema"
        case version, runs
    }

    struct Text: Encodable { let text: String }

    struct Run: Encodable {
        let tool: Tool
        let columnKind = "unicodeCodePoints"
        let results: [Result]
    }

    struct Tool: Encodable {
        let driver: Driver

        struct Driver: Encodable {
            let name = "lint-imports"
            let rules: [Entry]
        }

        struct Entry: Encodable {
            let id: String
            let shortDescription, help: Text
        }
    }

    struct Result: Encodable {
        let ruleId, level: String
        let message: Text
        let locations: [Location]
        let codeFlows: [Flow]
        let partialFingerprints: [String: String]
    }

    struct Flow: Encodable {
        let threadFlows: [ThreadFlow]

        struct ThreadFlow: Encodable { let locations: [Step] }
        struct Step: Encodable { let location: Location }
    }

    struct Location: Encodable {
        let physicalLocation: Physical
        let message: Text?

        struct Physical: Encodable {
            let artifactLocation: Artifact
            let region: Region
        }

        struct Artifact: Encodable {
            let uri: String
            let uriBaseId = "%SRCROOT%"
        }

        struct Region: Encodable { let startLine, startColumn: Int }
    }

    /// Reports findings; a service takes only so many, errors are the first.
    package init(_ findings: [Diagnostic], rules: [Rule]) {
        let order: [Severity] = [.error, .warning, .info]
        let shown = order.flatMap { severity in findings.filter { $0.severity == severity } }
        runs = [
            Run(
                tool: Tool(driver: .init(rules: SARIFReport.entries(rules))),
                results: shown.prefix(Limits.sarifResultsMax).map(Result.init))
        ]
    }

    /// The report as text.
    package var text: String { JSONText.pretty(self) }

    private static func entries(_ rules: [Rule]) -> [Tool.Entry] {
        var seen: Set<String> = []
        let own = rules.map { rule in
            Tool.Entry(
                id: rule.id, shortDescription: Text(text: rule.because), help: Text(text: rule.fix))
        }
        let checks = Check.all.map { check in
            Tool.Entry(
                id: check.id, shortDescription: Text(text: check.meaning),
                help: Text(text: check.meaning))
        }
        return (own + checks).filter { seen.insert($0.id).inserted }
    }
}

extension SARIFReport.Result {
    init(_ finding: Diagnostic) {
        ruleId = finding.rule
        level = finding.severity == .info ? "note" : finding.severity.rawValue
        message = SARIFReport.Text(text: "\(finding.what) \(finding.fix)")
        locations = [SARIFReport.Location(finding.place, message: nil)]
        let steps = finding.chain.compactMap { hop in
            hop.place.map {
                SARIFReport.Flow.Step(location: SARIFReport.Location($0, message: hop.module))
            }
        }
        codeFlows = steps.isEmpty ? [] : [.init(threadFlows: [.init(locations: steps)])]
        // The rule and the edge, so that a moved line is the same alert.
        let key = "\(finding.rule)|\(finding.from)|\(finding.to)".stableHash
        partialFingerprints = ["edge/v1": key]
    }
}

extension SARIFReport.Location {
    init(_ place: Place, message: String?) {
        physicalLocation = Physical(
            artifactLocation: Artifact(uri: place.file),
            region: Region(startLine: place.line, startColumn: place.column))
        self.message = message.map { SARIFReport.Text(text: $0) }
    }
}
