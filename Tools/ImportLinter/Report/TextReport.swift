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
        let blocks = faults + unreadable + findings + excepted(result)
        return blocks.map { $0 + "\n" }.joined() + summary(result, tool) + "\n"
    }

    /// How much was read and found, on one line.
    package func summary(_ result: LintResult, _ tool: String = "lint-imports") -> String {
        let counts = result.counts
        let read = [(counts.modules, "module"), (counts.files, "file"), (counts.imports, "import")]
        // A tool that reads no modules does not count them.
        let parts =
            read.filter { $0.0 > 0 }.map { counted($0, $1) } + [
                counted(result.count(.error), "error"), counted(result.count(.warning), "warning"),
            ] + (result.excepted.isEmpty ? [] : ["\(result.excepted.count) excepted"])
        return "\(tool): \(parts.joined(separator: ", "))"
    }

    /// Exceptions are never silent: each with what it covers, why, and until when.
    private func excepted(_ result: LintResult) -> [String] {
        var counts: [(exception: Exception, count: Int)] = []
        for (_, exception) in result.excepted {
            if let last = counts.indices.last, counts[last].exception == exception {
                counts[last].count += 1
            } else {
                counts.append((exception, 1))
            }
        }
        let lines = counts.map { exception, count in
            "excepted \(exception.rule): \(exception.from) → \(exception.to), "
                + "\(counted(count, "import")) until \(exception.until) (\(exception.owner)): "
                + exception.because
        }
        return lines.isEmpty ? [] : [lines.joined(separator: "\n") + "\n"]
    }

    private func entry(_ group: [Diagnostic]) -> String {
        let first = group[0]
        let place = "\(prefix)\(first.place.file):\(first.place.line):\(first.place.column)"
        let word = (first.isNew ? "new " : "") + first.severity.rawValue
        let severity = style(word, first.severity)
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
        var numbers: [Likeness: Int] = [:]
        for finding in findings {
            if let likeness = Likeness(finding) {
                if let number = numbers[likeness] {
                    groups[number].append(finding)
                    continue
                }
                numbers[likeness] = groups.count
            }
            groups.append([finding])
        }
        return groups
    }

    /// What findings about one edge have in common; nil where no edge is meant.
    private struct Likeness: Hashable {
        let rule, from, to: String
        let severity: Severity

        init?(_ finding: Diagnostic) {
            guard !finding.from.isEmpty, !finding.to.isEmpty, !finding.isNew else { return nil }
            (rule, from, to) = (finding.rule, finding.from, finding.to)
            severity = finding.severity
        }
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
