/// The lines of a product in the composition root: its imports, its binding and its door.
enum CompositionLines {
    static let file = "Products/Composition/Composition/Platform/Platform+Products.swift"
    private static let bindings = "// new-product: bindings"
    private static let doors = "// new-product: doors"

    /// The file with the lines of one product more.
    static func added(
        _ request: ScaffoldRequest, to text: String
    ) throws(ScaffoldError) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        try insert(binding(request), before: bindings, in: &lines)
        try insert(door(request), before: doors, in: &lines)
        guard let first = lines.firstIndex(where: \.isImport) else {
            throw .noPlace(file: file, what: "import")
        }
        lines.insert(contentsOf: imports(request), at: first)
        return Rendering.sorted(lines).joined(separator: "\n")
    }

    private static func insert(
        _ new: [String], before mark: String, in lines: inout [String]
    ) throws(ScaffoldError) {
        guard let place = lines.firstIndex(where: { $0.contains(mark) }) else {
            throw .noPlace(file: file, what: "line `\(mark)`")
        }
        lines.insert(contentsOf: new, at: place)
    }

    private static func imports(_ request: ScaffoldRequest) -> [String] {
        let name = request.name.product
        return ["public import \(name)Facade", "import \(name)Workflows"]
            + (request.hasAdapters ? ["import \(name)Adapters"] : [])
    }

    private static func binding(_ request: ScaffoldRequest) -> [String] {
        let (name, value) = (request.name.product, request.name.value)
        let calls = request.calls.map { call in
            "\(call.name.lowerCamel): $0.\(call.name.lowerCamel)"
        }
        let outlet = "outlet: Folder\(name)Outlet($0.directory.path + \"/\(value)\")"
        let given = ["$0.registry", "$0.\(value)"] + calls + (request.hasAdapters ? [outlet] : [])
        return ["        Product(\(name).projections) {"]
            + ["            bind\(name)("]
            + given.enumerated().map { index, argument in
                "                \(argument)\(index + 1 < given.count ? "," : ")")"
            } + ["        },"]
    }

    private static func door(_ request: ScaffoldRequest) -> [String] {
        let (name, value) = (request.name.product, request.name.value)
        return [
            "    /// The door to \(name).",
            "    public var \(value): \(name) {",
            "        \(name)(store: log, client: engine.client, views: views)",
            "    }",
            "",
        ]
    }
}
