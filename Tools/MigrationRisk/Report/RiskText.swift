/// An analysis for people.
package struct RiskText {
    /// Puts words in a style where colours are wanted.
    package typealias Style = (String, Level) -> String

    private let isVerbose: Bool
    private let isMarkdown: Bool
    private let stamp: String?
    private let style: Style

    /// A report; the stamp is the time and the commit that its caller wants to see in it.
    package init(
        isVerbose: Bool = false, isMarkdown: Bool = false, stamp: String? = nil,
        style: @escaping Style = { text, _ in text }
    ) {
        (self.isVerbose, self.isMarkdown, self.stamp) = (isVerbose, isMarkdown, stamp)
        self.style = isMarkdown ? { text, _ in text } : style
    }

    /// The whole report.
    package func text(_ analysis: Analysis) -> String {
        var lines = [
            heading("🔍 Migration Risk Analysis"),
            "We've analyzed your migrations for potential risks.",
            "Summary: \(analysis.count(.safe)) Safe | \(analysis.count(.review)) Needs Review | "
                + "\(analysis.count(.blocked)) Blocked",
        ]
        for level in [Level.blocked, .review, .safe] { lines += section(level, analysis) }
        lines += list("🧭 Policies", policies(analysis))
        lines += list(
            "🔓 Waivers",
            analysis.migrations.flatMap { migration in
                migration.waivers.map { "\(migration.file): \($0)" }
            })
        lines += list(
            "ℹ️ Info",
            analysis.migrations.flatMap { migration in
                migration.info.map { "\(migration.file): \($0)" }
            })
        let kinds = analysis.migrations.flatMap { $0.operations.map(\.operation.kind) }
        lines += list(
            "📚 How to Deploy These Changes Safely", Guidance.lines(for: kinds, analysis.dialect))
        if let stamp { lines.append("Last updated: \(stamp)") }
        return lines.joined(separator: "\n") + "\n"
    }

    private func heading(_ text: String) -> String { isMarkdown ? "## \(text)" : text }

    private func list(_ title: String, _ lines: [String]) -> [String] {
        guard !lines.isEmpty else { return [] }
        return ["", heading(title)] + lines.map { isMarkdown ? "- \($0)" : $0 }
    }

    private func policies(_ analysis: Analysis) -> [String] {
        analysis.migrations.flatMap { migration in
            migration.policies.map { policy in
                let subject = policy.subject.isEmpty ? "" : "\(policy.subject): "
                return "\(policy.level.icon) \(migration.file): \(subject)\(policy.text) "
                    + "(\(policy.rule))"
            }
        }
    }
}

// MARK: - Levels

extension RiskText {
    private func section(_ level: Level, _ analysis: Analysis) -> [String] {
        let migrations = analysis.migrations.filter { $0.level == level }
        guard !migrations.isEmpty else { return [] }
        let title = style("\(level.icon) \(level.title)", level)
        var lines = ["", isMarkdown ? "### \(title)" : title, level.meaning]
        if level == .safe, !isVerbose {
            return lines + migrations.map { line($0) }
        }
        if isMarkdown { lines.append("```") }
        lines += migrations.flatMap(tree)
        if isMarkdown { lines.append("```") }
        return lines
    }

    /// One line for a migration that nobody has to read.
    private func line(_ migration: AssessedMigration) -> String {
        let kinds = migration.operations.map(\.operation.kind).joined(separator: ", ")
        let name = isMarkdown ? "- `\(migration.file)`" : migration.file
        return kinds.isEmpty ? name : "\(name): \(kinds)"
    }

    private func tree(_ migration: AssessedMigration) -> [String] {
        var lines = [migration.file]
        for assessed in migration.operations { lines += branch(assessed) }
        guard !migration.combinations.isEmpty else { return lines }
        lines += ["  │", "  └──> ⚠️  COMBINATION RISKS:"]
        for remark in migration.combinations {
            let word = remark.level == .blocked ? "BLOCKED" : "REVIEW"
            lines.append(
                style("       \(remark.level.icon) \(word): ", remark.level)
                    + (remark.subject.isEmpty ? remark.rule : remark.subject))
            lines.append("       \(remark.text)")
        }
        return lines
    }

    private func branch(_ assessed: AssessedOperation) -> [String] {
        let head =
            "  │  └─ #\(assessed.operation.number) \(assessed.level.icon) "
            + assessed.operation.kind
        let place = place(of: assessed.operation)
        let told = assessed.verdicts.filter {
            $0.rule != "nothing-waits" || assessed.verdicts.count == 1
        }
        guard let first = told.first else { return [head] }
        if place == nil, told.count == 1 {
            return [head + ": \(first.reason)"] + way(first)
        }
        var lines = [head]
        for verdict in told {
            lines.append("  │     \(text(verdict))")
            lines += way(verdict)
        }
        if let place { lines.append("  │     \(place)") }
        return lines
    }

    private func text(_ verdict: Verdict) -> String {
        verdict.waived.map { "\(verdict.reason) Allowed because \($0)" } ?? verdict.reason
    }

    private func way(_ verdict: Verdict) -> [String] {
        guard verdict.weight >= Limits.reviewMin, let way = verdict.safeWay else { return [] }
        return ["  │     → \(way) (\(verdict.rule))"]
    }

    private func place(of operation: Operation) -> String? {
        let parts = [
            operation.table.map { "table: \($0.text)" },
            operation.column.map { "column: \($0.text)" },
            operation.table == nil ? operation.object.map { "name: \($0.text)" } : nil,
        ].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

extension Level {
    fileprivate var icon: String {
        switch self {
        case .info: "ℹ️"
        case .safe: "✅"
        case .review: "⚠️"
        case .blocked: "❌"
        }
    }

    fileprivate var title: String {
        switch self {
        case .info: "Info"
        case .safe: "Safe"
        case .review: "Needs Review"
        case .blocked: "Blocked"
        }
    }

    fileprivate var meaning: String {
        switch self {
        case .info: "For your information"
        case .safe: "Nothing waits for long, and old code goes on"
        case .review: "May wait, or needs a second look"
        case .blocked: "Causes locks or breaks compatibility"
        }
    }
}
