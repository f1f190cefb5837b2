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
        var suppressions: [Suppression]?
        let baselineState: String?
    }

    struct Suppression: Encodable {
        var kind = "external"
        let justification: String
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

    /// Reports findings; a service takes only so many, new ones and errors are the first.
    ///
    /// - Parameters:
    ///   - result: What was found.
    ///   - rules: The rules that were held against it.
    ///   - bytes: Reads a file: columns are counted in code points, not in bytes.
    package init(
        _ result: LintResult, rules: [Rule], bytes: @escaping (String) -> [UInt8]? = { _ in nil }
    ) {
        let isCompared = result.findings.contains(where: \.isNew)
        var columns = Columns(bytes)
        var results = result.findings.weightiestFirst.map { finding in
            Result(finding, isCompared: isCompared, &columns)
        }
        results += result.excepted.map { finding, exception in
            var result = Result(finding, isCompared: isCompared, &columns)
            let words = "\(exception.because) (\(exception.owner), until \(exception.until))"
            result.suppressions = [Suppression(justification: words)]
            return result
        }
        runs = [
            Run(
                tool: Tool(driver: .init(rules: SARIFReport.entries(rules))),
                results: Array(results.prefix(Limits.sarifResultsMax)))
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
        let rest = [
            ("not-utf8", "a file that is not UTF-8"),
            ("exception-unexplained", "an exception without a reason, an owner or a last day"),
            ("exception-expired", "an exception whose last day is over"),
            ("exception-ending", "an exception that ends soon"),
            ("exception-loose", "an exception that covers fewer imports than it may"),
            ("exception-unused", "an exception that covers nothing"),
            ("exception-grew", "an exception that covers more than it did"),
            ("exception-new", "an exception that was not there"),
        ].map { id, meaning in
            Tool.Entry(id: id, shortDescription: Text(text: meaning), help: Text(text: meaning))
        }
        return (own + checks + rest).filter { seen.insert($0.id).inserted }
    }
}

extension SARIFReport.Result {
    init(_ finding: Diagnostic, isCompared: Bool, _ columns: inout Columns) {
        ruleId = finding.rule
        level = finding.severity == .info ? "note" : finding.severity.rawValue
        message = SARIFReport.Text(text: "\(finding.what) \(finding.fix)")
        locations = [SARIFReport.Location(columns.scalars(finding.place), message: nil)]
        var steps: [SARIFReport.Flow.Step] = []
        for hop in finding.chain {
            guard let place = hop.place else { continue }
            let location = SARIFReport.Location(columns.scalars(place), message: hop.module)
            steps.append(SARIFReport.Flow.Step(location: location))
        }
        codeFlows = steps.isEmpty ? [] : [.init(threadFlows: [.init(locations: steps)])]
        // The rule and the edge, so that a moved line is the same alert.
        let key = "\(finding.rule)|\(finding.from)|\(finding.to)".stableHash
        partialFingerprints = ["edge/v1": key]
        baselineState = isCompared ? (finding.isNew ? "new" : "unchanged") : nil
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

/// Turns columns in bytes into columns in code points.
struct Columns {
    private let bytes: (String) -> [UInt8]?
    private var last: (file: String, lines: [ArraySlice<UInt8>]) = ("", [])

    init(_ bytes: @escaping (String) -> [UInt8]?) { self.bytes = bytes }

    /// The same place; as it is where the file cannot be read.
    mutating func scalars(_ place: Place) -> Place {
        guard place.column > 1 else { return place }
        if last.file != place.file {
            let lines = bytes(place.file)?.split(
                separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            last = (place.file, lines ?? [])
        }
        guard last.lines.indices.contains(place.line - 1) else { return place }
        let before = last.lines[place.line - 1].prefix(place.column - 1)
        // Every byte but the continuation of a code point begins one.
        let column = before.count { $0 & 0xC0 != 0x80 } + 1
        return Place(file: place.file, line: place.line, column: column)
    }
}
