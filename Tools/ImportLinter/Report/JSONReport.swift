/// Findings for programs; fields are added to it, never changed.
package struct JSONReport: Encodable {
    let schemaVersion = 1
    let root: String
    let summary: Summary
    let findings: [Finding]
    let complaints: [String]
    let exceptions: [Excepted]
    let unreadable: [File]

    struct Summary: Encodable {
        let packages, modules, files, imports, errors, warnings, excepted: Int
    }

    struct Step: Encodable {
        let module: String
        let file: String?
        let line: Int?
    }

    struct Fix: Encodable {
        let text: String
        let automatic: Bool
    }

    struct Excepted: Encodable {
        let rule, from, to, file, because, owner, until: String
        let line: Int
    }

    struct File: Encodable {
        let file: String
        let line: Int
        let reason: String
    }

    struct Finding: Encodable {
        let rule, severity, file: String
        let line, column: Int
        let from, to, form: String
        let chain: [Step]
        let otherChains: Int
        let reason: String
        let fix: Fix
        let owner, fingerprint: String
        let new: Bool
    }

    /// Reports a result; paths are relative to `root`.
    package init(_ result: LintResult, root: String) {
        self.root = root
        summary = Summary(
            packages: result.packages, modules: result.counts.modules, files: result.counts.files,
            imports: result.counts.imports, errors: result.count(.error),
            warnings: result.count(.warning), excepted: result.excepted.count)
        exceptions = result.excepted.map { finding, exception in
            Excepted(
                rule: exception.rule, from: exception.from, to: exception.to,
                file: finding.place.file, because: exception.because, owner: exception.owner,
                until: exception.until, line: finding.place.line)
        }
        findings = result.findings.map(Finding.init)
        complaints = result.complaints
        unreadable = result.unreadable.map { file, reason in
            File(file: file, line: reason.line, reason: reason.reason)
        }
    }

    /// The report as text.
    package var text: String { JSONText.pretty(self) }
}

extension JSONReport.Finding {
    init(_ finding: Diagnostic) {
        (rule, severity, file) = (finding.rule, finding.severity.rawValue, finding.place.file)
        (line, column) = (finding.place.line, finding.place.column)
        (from, to, form) = (finding.from, finding.to, finding.code)
        chain = finding.chain.map {
            JSONReport.Step(module: $0.module, file: $0.place?.file, line: $0.place?.line)
        }
        (otherChains, reason) = (finding.otherChains, finding.what)
        fix = JSONReport.Fix(text: finding.fix, automatic: finding.isAutomatic)
        owner = finding.owner
        // The rule and the edge: a line that moves is the same finding.
        fingerprint = "\(finding.rule)|\(finding.from)|\(finding.to)".stableHash
        new = finding.isNew
    }
}
