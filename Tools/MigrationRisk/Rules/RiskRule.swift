/// A rule by name, with what squawk calls the same.
struct RiskRule: Sendable {
    let id: String
    let squawk: [String]
    /// Whether it is applied unless it is asked for.
    let isOn: Bool

    private init(_ id: String, _ squawk: [String] = [], isOn: Bool = true) {
        (self.id, self.squawk, self.isOn) = (id, squawk, isOn)
    }

    static func named(_ id: String) -> RiskRule? { byName[id] }

    /// The rule that somebody means by one of its names.
    static func meant(by name: String) -> [String] {
        all.filter { $0.id == name || $0.squawk.contains(name) }.map(\.id)
    }

    private static let byName = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }

    static let all = operations + sqlite + style + remarks

    private static let operations = [
        RiskRule("nothing-waits"),
        RiskRule("column-brief-lock", ["adding-field-with-default"]),
        RiskRule("column-rewrite", ["adding-field-with-default"]),
        RiskRule("column-required", ["adding-required-field"]),
        RiskRule(
            "unique-build", ["disallowed-unique-constraint", "adding-serial-primary-key-field"]),
        RiskRule("foreign-key-scan", ["adding-foreign-key-constraint"]),
        RiskRule("check-scan", ["constraint-missing-not-valid"]),
        RiskRule("exclude-build"),
        RiskRule("not-null-scan", ["adding-not-nullable-field"]),
        RiskRule("null-surprise", ["ban-drop-not-null"]),
        RiskRule("type-rewrite", ["changing-column-type"]),
        RiskRule("catalogue-only"),
        RiskRule("drop-in-use", ["ban-drop-column", "ban-drop-table"]),
        RiskRule("drop-database", ["ban-drop-database"]),
        RiskRule("drop-schema"),
        RiskRule("truncate-cascade", ["ban-truncate-cascade"]),
        RiskRule("rename-in-use", ["renaming-column", "renaming-table"]),
        RiskRule("index-blocks-writes", ["require-concurrent-index-creation"]),
        RiskRule("index-concurrent"),
        RiskRule(
            "concurrently-in-transaction", ["ban-concurrent-index-creation-in-transaction"]),
        RiskRule("index-drop-lock", ["require-concurrent-index-deletion"]),
        RiskRule("rebuild-lock", ["require-concurrent-reindex", "prefer-repack"]),
        RiskRule("constraint-validate"), RiskRule("constraint-drop"),
        RiskRule("partition-lock", ["require-concurrent-partition-detach"]),
        RiskRule("partition-scan"),
        RiskRule("enum-order", ["require-enum-value-ordering"]),
        RiskRule(
            "domain-check",
            ["ban-create-domain-with-constraint", "ban-alter-domain-with-add-constraint"]),
        RiskRule("row-locks"), RiskRule("bulk-insert"), RiskRule("rows-added"),
        RiskRule("data-step"), RiskRule("trigger-lock"), RiskRule("table-lock"),
        RiskRule("refresh-lock"), RiskRule("table-rewrite"),
        RiskRule("nested-transaction", ["transaction-nesting"]),
        RiskRule("open-transaction", ["ban-uncommitted-transaction"]),
        RiskRule("column-twice", ["ban-duplicate-column-assignments"]),
        RiskRule("name-cut", ["identifier-too-long"]),
        RiskRule("unreadable", ["syntax-error"]), RiskRule("other"),
    ]

    private static let sqlite = [
        RiskRule("column-fails"), RiskRule("column-refused"), RiskRule("column-check-scan"),
        RiskRule("table-rebuild"), RiskRule("index-build"), RiskRule("not-sqlite"),
        RiskRule("pragma-in-transaction"), RiskRule("schema-writable"), RiskRule("journal-mode"),
        RiskRule("vacuum-lock"),
    ]

    private static let style = [
        RiskRule("int-key", ["prefer-bigint-over-int", "prefer-bigint-over-smallint"]),
        RiskRule("serial-key", ["prefer-identity"]),
        RiskRule("length-limit", ["prefer-text-field"]),
        RiskRule("padded-char", ["ban-char-field"]),
        RiskRule("naive-time", ["prefer-timestamp-tz", "prefer-timestamptz"]),
        RiskRule("not-repeatable", ["prefer-robust-stmts"]),
        RiskRule("no-lock-timeout", ["require-lock-timeout", "require-timeout-settings"]),
        RiskRule(
            "no-statement-timeout", ["require-statement-timeout", "require-timeout-settings"]),
        RiskRule("no-schema", ["require-table-schema"], isOn: false),
    ]

    private static let remarks = [
        RiskRule("unused-allow", ["unused-ignore"]), RiskRule("unknown-directive"),
        RiskRule("allow-without-reason"), RiskRule("hot-table"), RiskRule("number-twice"),
        RiskRule("number-order"), RiskRule("changed-file"), RiskRule("data-with-schema"),
        RiskRule("two-heavy"), RiskRule("two-indexes"), RiskRule("lock-order"),
        RiskRule("concurrently-not-alone"), RiskRule("validated-too-soon"),
        RiskRule("enum-used-too-soon"), RiskRule("three-in-one"), RiskRule("drop-and-create"),
        RiskRule("staged-too-soon"), RiskRule("stops-half-way"),
    ]
}
