/// How each kind of operation is deployed, said once for each kind that is present.
enum Guidance {
    /// In the order of first appearance.
    static func lines(
        for kinds: [String], _ dialect: AnalysisSettings.Dialect
    ) -> [String] {
        var seen: Set<String> = []
        return kinds.filter { seen.insert($0).inserted }.compactMap { kind in
            let text = dialect == .sqlite ? sqlite[kind] ?? postgres[kind] : postgres[kind]
            return text.map { "\(kind): \($0)" }
        }
    }

    private static let postgres = [
        "AddColumn":
            "takes a brief lock, does not rewrite the table. Run with lock_timeout 2 s and 10 "
            + "tries (3 s, doubled).",
        "RunProgram":
            "batches of 1,000-10,000 rows, never a whole table in memory, pauses between.",
        "Update": "batches of 1,000-10,000 rows by key, pauses between, outside this migration.",
        "Delete": "batches of 1,000-10,000 rows by key, pauses between, outside this migration.",
        "InsertSelect": "batches of 1,000-10,000 rows by key, outside this migration.",
        "CreateIndex":
            "CONCURRENTLY IF NOT EXISTS, alone, outside a transaction. A failed one is invalid: "
            + "drop it and repeat.",
        "DropIndex": "CONCURRENTLY IF EXISTS, alone, outside a transaction.",
        "AddConstraint": "NOT VALID first; VALIDATE CONSTRAINT in the next migration.",
        "ValidateConstraint": "reads all rows and stops nobody; a quiet hour is enough.",
        "SetNotNull": "CHECK (… IS NOT NULL) NOT VALID, VALIDATE, SET NOT NULL, drop the CHECK.",
        "AlterColumn": "a type: new column, write both, copy in batches, switch readers, drop.",
        "DropColumn": "1) code stops using it, 2) `staged-drop`, 3) drop it a deployment later.",
        "DropTable": "1) code stops using it, 2) `staged-drop`, 3) drop it a deployment later.",
        "RenameColumn": "never in place: add, write both, copy, switch readers, drop.",
        "RenameTable": "a view under the old name until no code uses it.",
        "AddEnumValue": "alone; its use comes in the next migration.",
        "Reindex": "CONCURRENTLY, outside a transaction.",
    ]

    private static let sqlite = [
        "AddColumn": "changes only the text of the schema when it is nullable or constant.",
        "CreateIndex": "every writer waits for the build; do it while little is written.",
        "Update": "batches by key range, with a pause for other writers between.",
        "Delete": "batches by key range, with a pause for other writers between.",
        "AlterColumn": "SQLite has none: rebuild the table.",
        "AddConstraint": "SQLite has none: rebuild the table.",
        "RenameTable": "as the last step of a rebuild only.",
    ]
}
