/// Reads what stands behind DROP.
enum DropParser {
    static func operations(_ cursor: inout Cursor, _ line: Int) -> [Operation]? {
        let isMaterialized = cursor.take("MATERIALIZED")
        guard let what = cursor.current?.upper, cursor.current?.kind == .word else { return nil }
        cursor.skip()
        if what == "EVENT" || what == "FOREIGN" || what == "TEXT" || what == "ACCESS" {
            cursor.skip()
        }
        let isConcurrent = cursor.take("CONCURRENTLY")
        let isGuarded = cursor.take("IF", "EXISTS")
        var names: [QualifiedName] = []
        while let name = cursor.name() {
            names.append(name)
            _ = cursor.brackets()
            guard cursor.take(",") else { break }
        }
        guard !names.isEmpty else { return nil }
        return names.map { name in
            let word = isMaterialized ? "View" : what.capitalisedWord
            return operation(
                what, word, name, isConcurrent: isConcurrent, isGuarded: isGuarded, line)
        }
    }

    private static func operation(
        _ what: String, _ word: String, _ name: QualifiedName, isConcurrent: Bool,
        isGuarded: Bool, _ line: Int
    ) -> Operation {
        switch what {
        case "TABLE": Operation(.dropTable(isGuarded: isGuarded), table: name, line: line)
        case "INDEX":
            Operation(
                .dropIndex(name.key, isConcurrent: isConcurrent, isGuarded: isGuarded),
                object: name, line: line)
        case "DATABASE": Operation(.dropDatabase, object: name, line: line)
        case "SCHEMA": Operation(.dropSchema, object: name, line: line)
        default: Operation(.dropOther(word, isGuarded: isGuarded), object: name, line: line)
        }
    }
}
