/// Findings as commands that GitHub shows beside the lines of a pull request.
package enum GitHubReport {
    /// One line a finding; new ones and errors first, so that what is cut off weighs least.
    package static func text(_ findings: [Diagnostic]) -> String {
        let hidden = Severity.allCases.reduce(0) { sum, severity in
            let count = findings.count { $0.severity == severity }
            return sum + max(0, count - Limits.gitHubShownMax)
        }
        let last =
            hidden == 0
            ? ""
            : "\(hidden) more findings stand in the log only: GitHub shows "
                + "\(Limits.gitHubShownMax) of a kind for each step\n"
        return findings.weightiestFirst.map(line).joined() + last
    }

    /// All findings as a table, for the summary of a job.
    package static func summary(_ findings: [Diagnostic]) -> String {
        guard !findings.isEmpty else { return "" }
        let rows = findings.weightiestFirst.map { finding in
            let cells = [
                finding.isNew ? "new \(finding.severity)" : "\(finding.severity)", finding.rule,
                "`\(finding.place.file):\(finding.place.line)`", finding.what, finding.fix,
            ]
            return "| " + cells.map(cell).joined(separator: " | ") + " |"
        }
        let head = ["| | rule | where | what | fix |", "| --- | --- | --- | --- | --- |"]
        return (head + rows).joined(separator: "\n") + "\n"
    }

    /// A bar would end the cell, and a line break the row.
    private static func cell(_ text: String) -> String {
        text.replacing("|", with: "\\|").replacing("\n", with: " ")
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
