/// What a rule may know beside the operation.
struct RuleContext: Sendable {
    let state: SchemaState
    /// Tables that the same migration has made.
    let fresh: Set<String>
    /// The place of the file in the folder.
    let place: Int
    let version: Int

    /// Whether an operation is about a table that nobody uses yet.
    func isFresh(_ operation: Operation) -> Bool {
        if let table = operation.table?.key { return fresh.contains(table) }
        guard case .dropIndex(let name, _, _) = operation.action else { return false }
        return state.indexes[name].map(fresh.contains) ?? false
    }

    /// Whether code stopped using a table or column before this file.
    func isStaged(_ operation: Operation) -> Bool {
        guard let table = operation.table?.key else { return false }
        let key = operation.column.map { "\(table).\($0.key)" } ?? table
        return state.staged[key].map { $0 < place } ?? false
    }
}
