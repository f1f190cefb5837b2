/// Proposes names for one that does not exist.
enum NearestNames {
    /// The nearest by edits, at most a few and none that is far off.
    static func of(_ name: String, among known: [String]) -> [String] {
        let measured = known.map { (distance: edits(name, $0), name: $0) }
        let near = measured.filter { $0.distance <= max(2, name.utf8.count / 3) }
        return near.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
            .prefix(Limits.nearestNamesMax).map(\.name)
    }

    /// Insertions, removals and replacements between two names.
    private static func edits(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        var row = Array(0...right.count)
        for (index, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let replaced = diagonal + (byte == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
