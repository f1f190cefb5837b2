/// What is the same for every server.
enum PlainRules {
    static func verdicts(_ operation: Operation) -> [Verdict] {
        switch operation.action {
        case .unreadable(let why):
            [
                Verdict(
                    "unreadable", 2, "It cannot be read: \(why).",
                    safeWay: "look at it by hand", isAboutUse: false)
            ]
        case .unknown(let text):
            [
                Verdict(
                    "other", 2, "Nobody here knows what this does: \(text)",
                    safeWay: "look at it by hand", isAboutUse: false)
            ]
        case .createTable(_, _, _, let isFilled):
            isFilled
                ? [
                    Verdict(
                        "bulk-insert", 3, "The table is filled in one long transaction.",
                        safeWay: "create it empty and fill it in batches", isAboutUse: false)
                ] : [PostgresRules.quiet("Nothing waits for a new table.")]
        default: [PostgresRules.quiet("Nothing waits for it.")]
        }
    }

    /// What holds for every operation: transactions, names, columns twice.
    static func besides(_ operation: Operation) -> [Verdict] {
        var found: [Verdict] = []
        switch operation.fault {
        case "nested-transaction":
            let isBegin = operation.action == .begin
            found.append(
                Verdict(
                    "nested-transaction", 3,
                    isBegin
                        ? "A transaction is open already: the server only warns."
                        : "No transaction is open: the server only warns.",
                    safeWay: "take it out", isAboutUse: false))
        case "open-transaction":
            found.append(
                Verdict(
                    "open-transaction", 5, "No COMMIT follows: nothing is applied.",
                    safeWay: "end the file with COMMIT", isAboutUse: false))
        default: break
        }
        if let column = operation.repeated.first {
            found.append(
                Verdict(
                    "column-twice", 5, "\(column) is named twice: an error at run time.",
                    safeWay: "name it once", isAboutUse: false))
        }
        if let name = operation.longNames.first {
            found.append(
                Verdict(
                    "name-cut", 3,
                    "\(name.prefix(20))… has \(name.utf8.count) bytes and is cut to "
                        + "\(Limits.nameBytesMax) without a word.",
                    safeWay: "choose a shorter name", isAboutUse: false))
        }
        return found
    }
}
