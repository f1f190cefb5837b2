/// Findings as commands that GitHub shows beside the lines of a pull request.
package enum GitHubReport {
    /// One line a finding; errors first, so that what is cut off weighs least.
    package static func text(_ findings: [Diagnostic]) -> String {
        let order: [Severity] = [.error, .warning, .info]
        return order.flatMap { severity in findings.filter { $0.severity == severity } }
            .map(line).joined()
    }

    private static func line(_ finding: Diagnostic) -> String {
        let level = finding.severity == .info ? "notice" : finding.severity.rawValue
        let place = finding.place
        let title = escaped(finding.rule, isProperty: true)
        let message = escaped("\(finding.what) \(finding.fix)", isProperty: false)
        return "::\(level) file=\(escaped(place.file, isProperty: true)),line=\(place.line),"
            + "col=\(place.column),title=\(title)::\(message)\n"
    }

    private static func escaped(_ text: String, isProperty: Bool) -> String {
        let plain = text.replacing("%", with: "%25").replacing("\r", with: "%0D")
            .replacing("\n", with: "%0A")
        guard isProperty else { return plain }
        return plain.replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
