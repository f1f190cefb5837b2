/// What changing rows does on PostgreSQL.
enum RowRules {
    private static let batches =
        "batches of 1,000-10,000 rows with pauses, outside the schema migration"

    static func verdicts(_ operation: Operation) -> [Verdict] {
        switch operation.action {
        case .update, .delete:
            [
                Verdict(
                    "row-locks", 4, "Rows are locked for a long time, and the table bloats.",
                    safeWay: batches)
            ]
        case .insertSelect:
            [
                Verdict(
                    "bulk-insert", 3, "Many rows in one transaction.", safeWay: batches)
            ]
        case .insertValues: [Verdict("rows-added", 1, "A few rows come in.")]
        case .runProgram(let name, let isDirective):
            [
                Verdict(
                    "data-step", 2,
                    isDirective
                        ? "data step \"\(name)\" needs review for performance"
                        : "\(name) runs here: nobody here knows what it does",
                    safeWay: batches, isAboutUse: false)
            ]
        default: []
        }
    }
}
