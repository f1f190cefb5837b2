/// The row of a product in the table of `Package.swift`.
enum ManifestRow {
    /// The manifest with one row more, in the order of names.
    static func added(
        _ request: ScaffoldRequest, to manifest: String
    ) throws(ScaffoldError) -> String {
        var lines = manifest.split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
        guard let start = lines.firstIndex(where: { $0.hasPrefix("let products") }),
            let end = lines[start...].firstIndex(of: "]")
        else { throw .noPlace(file: "Package.swift", what: "table `let products`") }
        let isLater = { (line: String) in
            line.hasPrefix("    \"")
                && line.dropFirst(5).prefix { $0 != "\"" } > request.name.product
        }
        let place = lines[(start + 1)..<end].firstIndex(where: isLater) ?? end
        if end > start + 1, !lines[end - 1].hasSuffix(",") { lines[end - 1] += "," }
        lines.insert(row(request), at: place)
        return lines.joined(separator: "\n")
    }

    private static func row(_ request: ScaffoldRequest) -> String {
        let calls = request.calls.map { "\"\($0.name)\"" }.joined(separator: ", ")
        let adapters = request.hasAdapters ? "[]" : "nil"
        return "    \"\(request.name.product)\": ([\(calls)], [], \(adapters)),"
    }
}
