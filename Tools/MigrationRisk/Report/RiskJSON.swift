import Foundation

/// An analysis for programs, in the envelope of every command.
package enum RiskJSON {
    /// One JSON object with sorted keys.
    package static func text(_ analysis: Analysis, version: String) -> String {
        let result: [String: Any] = [
            "version": version, "dialect": analysis.dialect.rawValue,
            "summary": [
                "safe": analysis.count(.safe), "review": analysis.count(.review),
                "blocked": analysis.count(.blocked),
            ],
            "migrations": analysis.migrations.map(migration),
        ]
        let envelope: [String: Any] = [
            "command": "check-migrations", "ok": analysis.count(.blocked) == 0, "result": result,
            "next_actions": [String](),
        ]
        let options: JSONSerialization.WritingOptions = [
            .sortedKeys, .prettyPrinted, .withoutEscapingSlashes,
        ]
        // Texts, numbers, truths and lists of these are always JSON.
        let data =
            (try? JSONSerialization.data(withJSONObject: envelope, options: options)) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }

    private static func migration(_ migration: AssessedMigration) -> [String: Any] {
        [
            "file": migration.file, "score": migration.score, "level": migration.level.word,
            "operations": migration.operations.map(operation),
            "combinations": migration.combinations.map(remark),
            "policies": migration.policies.map(remark), "info": migration.info,
            "waivers": migration.waivers,
        ]
    }

    private static func operation(_ assessed: AssessedOperation) -> [String: Any] {
        let operation = assessed.operation
        var object: [String: Any] = [
            "number": operation.number, "kind": operation.kind, "score": assessed.score,
            "level": assessed.level.word, "line": operation.line,
            "findings": assessed.verdicts.map(verdict),
        ]
        object["table"] = operation.table?.text
        object["column"] = operation.column?.text
        return object.merging(assessed.main.map(verdict) ?? [:]) { first, _ in first }
    }

    private static func verdict(_ verdict: Verdict) -> [String: Any] {
        var object: [String: Any] = [
            "rule": verdict.rule, "score": verdict.weight, "reason": verdict.reason,
        ]
        object["safeWay"] = verdict.safeWay
        object["squawk"] = verdict.squawk
        object["waived"] = verdict.waived
        return object
    }

    private static func remark(_ remark: Remark) -> [String: Any] {
        [
            "level": remark.level.word, "numbers": remark.numbers, "rule": remark.rule,
            "text": remark.subject.isEmpty ? remark.text : "\(remark.subject): \(remark.text)",
        ]
    }
}
