/// Holds exceptions against findings: what they cover, and what is wrong with them.
struct ExceptionLedger {
    private let configuration: Configuration
    private let known: [String]

    /// The exceptions of a configuration, which may name these rules and every check.
    init(_ configuration: Configuration, known: [String]) {
        (self.configuration, self.known) = (configuration, known + Check.all.map(\.id))
    }

    /// Takes out what an exception covers, and adds what is wrong with exceptions.
    ///
    /// - Parameters:
    ///   - findings: In the order in which they are shown; the first are covered.
    ///   - today: The day; nil ignores all exceptions.
    /// - Returns: What is left with what is wrong about exceptions, and what they cover.
    func settle(
        _ findings: [Diagnostic], today: Day?
    ) -> (findings: [Diagnostic], excepted: [(finding: Diagnostic, exception: Exception)]) {
        guard let today, !configuration.exceptions.isEmpty else { return (findings, []) }
        var rest = findings
        var excepted: [(finding: Diagnostic, exception: Exception)] = []
        var faults: [Diagnostic] = []
        var seen: Set<ExceptionKey> = []
        for exception in configuration.exceptions {
            guard seen.insert(exception.key).inserted else {
                faults.append(fault("exception-unexplained", exception, "stands there twice"))
                continue
            }
            let found = rest.indices.filter { rest[$0].key == exception.key }
            let problems = self.problems(exception, count: found.count, today)
            faults += problems
            guard !problems.contains(where: \.endsException) else { continue }
            let covered = found.prefix(exception.imports)
            excepted += covered.map { (finding: rest[$0], exception: exception) }
            for index in covered.reversed() { rest.remove(at: index) }
        }
        return (rest + faults, excepted)
    }

    private func problems(_ exception: Exception, count: Int, _ today: Day) -> [Diagnostic] {
        var found: [Diagnostic] = []
        if !known.contains(exception.rule) {
            let near = NearestNames.of(exception.rule, among: known).joined(separator: ", ")
            let words = "names no rule or check" + (near.isEmpty ? "" : ": did you mean \(near)?")
            return [fault("exception-unused", exception, words)]
        }
        let isExplained = exception.because.count >= Limits.reasonCharactersMin
        if !isExplained || exception.owner.isEmpty {
            let words = "lacks an owner, or a reason of \(Limits.reasonCharactersMin) characters"
            found.append(fault("exception-unexplained", exception, words))
        }
        guard let until = Day(exception.until),
            until.number - today.number <= Limits.exceptionDaysMax
        else {
            let words = "needs a last day, at most \(Limits.exceptionDaysMax) days ahead"
            return found + [fault("exception-unexplained", exception, words)]
        }
        let left = until.number - today.number
        if left < 0 {
            return found + [fault("exception-expired", exception, "ended on \(until)")]
        }
        if left <= Limits.exceptionWarningDays {
            let words = "ends on \(until), in \(left) days"
            found.append(fault("exception-ending", exception, words, severity: .warning))
        }
        if count == 0 {
            found.append(fault("exception-unused", exception, "covers nothing any more"))
        } else if count < exception.imports {
            let words = "covers \(count) imports and is written for \(exception.imports)"
            found.append(fault("exception-loose", exception, words, severity: .warning))
        }
        return found
    }

    private func fault(
        _ id: String, _ exception: Exception, _ words: String, severity: Severity = .error
    ) -> Diagnostic {
        let isShrinking = id == "exception-unused" || id == "exception-loose"
        var finding = Diagnostic(
            id, severity, at: place(of: exception),
            "The exception to \(exception.rule) for \(exception.from) and \(exception.to) "
                + "\(words).",
            fix: isShrinking
                ? "tools lint-imports --fix lowers or removes it"
                : "remove the import, or have somebody decide again with --accept")
        (finding.from, finding.to, finding.owner) = (exception.from, exception.to, exception.owner)
        finding.isAutomatic = isShrinking
        return finding
    }

    /// The line that names the rule and both modules.
    func place(of exception: Exception) -> Place {
        let file = configuration.file ?? "lint-imports.json"
        let line = ExceptionLines(configuration.text).line(of: exception.key) ?? 0
        return Place(file: file, line: line + 1, column: 1)
    }
}

extension Diagnostic {
    fileprivate var key: ExceptionKey { ExceptionKey(rule: rule, from: edge.from, to: edge.to) }

    /// An exception that is out of date covers nothing; one that could be better said does.
    fileprivate var endsException: Bool { severity == .error }
}

/// The lines of a configuration on which its exceptions stand, one a line.
struct ExceptionLines {
    let lines: [String]

    init(_ text: String) { lines = Edit.lines(text) }

    func line(of key: ExceptionKey) -> Int? {
        lines.firstIndex { line in
            let packed = line.filter { !$0.isWhitespace }
            return [("rule", key.rule), ("from", key.from), ("to", key.to)].allSatisfy {
                name, value in
                ["\(name)\":\"\(value)\"", "\(name):\"\(value)\"", "\(name):'\(value)'"]
                    .contains { packed.contains($0) }
            }
        }
    }
}
