/// Findings for people: where, what, the way, the way out.
package struct TextReport {
    /// Puts words in a style where colours are wanted.
    package typealias Style = (String, Severity) -> String

    let style: Style
    /// Stands before each path: where the package lies, seen from the working folder.
    let prefix: String

    /// A report in a style; plain by default, with paths below the package.
    package init(prefix: String = "", style: @escaping Style = { text, _ in text }) {
        (self.prefix, self.style) = (prefix, style)
    }

    /// Everything that was found, and one line of numbers.
    package func text(_ result: LintResult, tool: String = "lint-imports") -> String {
        let faults = result.complaints.map { "\(style("error", .error)): \($0)\n" }
        let unreadable = result.unreadable.map { file, reason in
            "\(prefix)\(file):\(reason.line):1: \(style("error", .error)): unreadable: "
                + "\(reason.reason); the imports behind it are not known\n"
        }
        let findings = TextReport.joined(result.findings).map(entry)
        let blocks = faults + unreadable + findings
        return blocks.map { $0 + "\n" }.joined() + summary(result, tool) + "\n"
    }

    private func summary(_ result: LintResult, _ tool: String) -> String {
        let counts = result.counts
        let read = [(counts.modules, "module"), (counts.files, "file"), (counts.imports, "import")]
        // A tool that reads no modules does not count them.
        let parts =
            read.filter { $0.0 > 0 }.map { counted($0, $1) } + [
                counted(result.count(.error), "error"), counted(result.count(.warning), "warning"),
            ]
        return "\(tool): \(parts.joined(separator: ", "))"
    }

    private func entry(_ group: [Diagnostic]) -> String {
        let first = group[0]
        let place = "\(prefix)\(first.place.file):\(first.place.line):\(first.place.column)"
        let severity = style(first.severity.rawValue, first.severity)
        var lines = ["\(place): \(severity): \(first.rule)"]
        if !first.code.isEmpty { lines.append("    \(first.code)") }
        lines.append("    \(first.what)")
        lines += chain(first)
        lines.append("    fix    \(first.fix)")
        let files = Set(group.dropFirst().map(\.place.file)).count
        if group.count > 1 {
            lines.append(
                "    and \(counted(group.count - 1, "more place")) in \(counted(files, "file"))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Two modules stand on one line; a longer way has a line a step.
    private func chain(_ finding: Diagnostic) -> [String] {
        guard let first = finding.chain.first else { return [] }
        guard finding.chain.count > 2 else {
            let names = finding.chain.map(\.module).joined(separator: " → ")
            return ["    chain  \(names)"]
        }
        let steps = finding.chain.dropFirst().map { hop in
            let place = hop.place.map { "  \(prefix)\($0.file):\($0.line)" } ?? ""
            return "           → \(hop.module)\(place)"
        }
        let others = finding.otherChains
        let more = others > 0 ? ["           and \(counted(others, "other way")) as short"] : []
        return ["    chain  \(first.module)"] + steps + more
    }

    /// Findings of one edge stand together, at the first of them.
    static func joined(_ findings: [Diagnostic]) -> [[Diagnostic]] {
        var groups: [[Diagnostic]] = []
        for finding in findings {
            if let index = groups.firstIndex(where: { $0[0].isLike(finding) }) {
                groups[index].append(finding)
            } else {
                groups.append([finding])
            }
        }
        return groups
    }

    /// `1 file`, `2,011 files`.
    private func counted(_ number: Int, _ noun: String) -> String {
        let digits = Array(String(number))
        let grouped = digits.enumerated().map { index, digit in
            index > 0 && (digits.count - index) % 3 == 0 ? ",\(digit)" : "\(digit)"
        }.joined()
        return "\(grouped) \(noun)\(number == 1 ? "" : "s")"
    }
}
