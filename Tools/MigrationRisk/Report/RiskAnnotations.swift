/// An analysis as commands that GitHub shows beside the lines of a pull request.
package enum RiskAnnotations {
    private struct Note {
        let level: Level
        let score: Int
        let file: String
        let line: Int
        let rule: String
        let text: String
    }

    /// The worst first, at most ten of each level; the rest in one line.
    package static func text(_ analysis: Analysis, folder: String) -> String {
        let notes = analysis.migrations.flatMap { self.notes($0, folder) }
        return [Level.blocked, .review, .info].map { level in
            let own = notes.filter { $0.level == level }.enumerated().sorted {
                ($1.element.score, $0.offset) < ($0.element.score, $1.offset)
            }.map(\.element)
            let shown = own.prefix(Limits.annotationsMax).map(line).joined()
            let more = own.count - Limits.annotationsMax
            guard more > 0 else { return shown }
            return shown + "::\(word(level)) title=more::\(more) more of this level are not shown\n"
        }.joined()
    }

    private static func notes(_ migration: AssessedMigration, _ folder: String) -> [Note] {
        let file = folder.isEmpty ? migration.file : "\(folder)/\(migration.file)"
        let operations = migration.operations.flatMap { assessed in
            assessed.verdicts.filter { $0.level >= .review }.map { verdict in
                let way = verdict.safeWay.map { " \($0)" } ?? ""
                return Note(
                    level: verdict.level, score: verdict.weight, file: file,
                    line: assessed.operation.line, rule: verdict.rule,
                    text: "\(assessed.label): \(verdict.reason)\(way)")
            }
        }
        let remarks = (migration.combinations + migration.policies).map { remark in
            let subject = remark.subject.isEmpty ? "" : "\(remark.subject): "
            return Note(
                level: remark.level, score: Limits.scoreMax, file: file, line: remark.line,
                rule: remark.rule, text: subject + remark.text)
        }
        let info = migration.info.map { text in
            Note(level: .info, score: 0, file: file, line: 1, rule: "info", text: text)
        }
        return operations + remarks + info
    }

    private static func line(_ note: Note) -> String {
        "::\(word(note.level)) file=\(property(note.file)),line=\(note.line),"
            + "title=\(property(note.rule))::\(escaped(note.text))\n"
    }

    private static func word(_ level: Level) -> String {
        switch level {
        case .blocked: "error"
        case .review: "warning"
        case .safe, .info: "notice"
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        escaped(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
