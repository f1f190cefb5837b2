import Foundation

/// A tree of Swift files and the same graph of modules in Python, for tools of both languages.
///
/// Products stand in an order and a module uses earlier ones only; of another product it uses the
/// facade. A clean tree breaks no rule. The same size gives the same bytes.
struct BenchTree {
    let root: String
    let files: Int
    private let modules: [BenchModule]
    private let uses: [[Int]]

    private static let products = [
        "signals", "tasks", "subscriptions", "gateway", "billing", "search", "export", "admin",
    ]

    /// Plans a tree; nothing is written yet.
    init(root: String, files: Int) {
        (self.root, self.files) = (root, files)
        var random = BenchRandom(state: 1)
        let each = max(3, files / 25 / Self.products.count)
        modules = Self.products.flatMap { product in
            let inner = (0..<(each - 3)).map { "m\($0)" }
            return (inner + ["core", "workflows", "facade"]).map {
                BenchModule(product: product, part: $0)
            }
        }
        uses = modules.indices.map { [modules] index in
            let module = modules[index]
            let own = (0..<index).filter { earlier in
                modules[earlier].product == module.product
                    && (module.part == "workflows" || modules[earlier].part != "workflows")
            }
            let doors = (0..<index).filter {
                modules[$0].product != module.product && modules[$0].part == "facade"
            }
            return (random.picked(own, 5) + random.picked(doors, 3)).sorted()
        }
    }

    var swift: String { "\(root)/swift" }
    var python: String { "\(root)/py" }
    var moduleCount: Int { modules.count }

    /// Writes both trees, unless a whole one of this size is there.
    func write() throws {
        let mark = "\(root)/complete"
        guard !FileManager.default.fileExists(atPath: mark) else { return }
        for (index, module) in modules.enumerated() {
            let count = files / modules.count + (index < files % modules.count ? 1 : 0)
            for number in 0..<count { try writeFile(number, of: count, module, index) }
            try write("", "\(python)/\(module.product)/\(module.part)/__init__.py")
        }
        for product in Self.products { try write("", "\(python)/\(product)/__init__.py") }
        try writeRules()
        try write("", mark)
    }

    private func write(_ text: String, _ path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try text.write(toFile: path, atomically: false, encoding: .utf8)
    }

    /// Ten imports a file, half of them of the tree; the word stands in comments and strings too.
    private func writeFile(
        _ number: Int, of count: Int, _ module: BenchModule, _ index: Int
    ) throws {
        let uses = self.uses[index]
        let used = (0..<min(5, uses.count)).map { modules[uses[(number + $0) % uses.count]] }
        let toolchain = [
            "Foundation", "Dispatch", "Glibc", "Synchronization", "Observation", "RegexBuilder",
            "FoundationNetworking", "FoundationXML", "Testing", "Distributed",
        ]
        let rest = (0..<(10 - used.count)).map { toolchain[(number + $0) % toolchain.count] }
        let body = (0..<6).map { part in
            """

            // import Commented\(part)
            func work\(number)_\(part)(_ x: Int, y: Int = \(part)) -> [String: Int] {
                /* import Doc\(part) /* nested */ from nowhere */ let text = "import \\(x) there"
                let total = text.utf8.enumerated().filter { $0.offset % 2 == 0 }.map { Int($0.element) }
                if total.contains(y) { return ["a": total.count, "b": text.count] }
                return ["sum": total.reduce(0, +) + y]
            }

            """
        }
        let head =
            "// A file of \(module.name).\n"
            + (rest + used.map(\.name)).map { "import \($0)\n" }.joined()
        try write(head + body.joined(), "\(swift)/Sources/\(module.name)/F\(number).swift")
        let system = ["os", "sys", "json", "re", "math", "time", "logging", "typing"]
        let lines =
            system.prefix(10 - used.count).map { "import \($0)\n" }
            + used.enumerated().map { offset, module in
                // Every module has as many files as the smallest one, at least.
                let file = (number + offset) % (files / modules.count)
                return "from \(module.path).f\(file) import work_\(file)_0\n"
            }
        let python = (0..<6).map { part in
            """

            # import commented_\(part)
            def work_\(number)_\(part)(x, y=\(part)):
                \"\"\"import doc_\(part) from nowhere\"\"\"
                text = "import inside: %s" % (x,)
                total = [i * \(part) for i in range(len(text)) if i % 2 == 0]
                if y in total:
                    return {"a": total, "b": text}
                return sum(total) + y

            """
        }
        try write(
            lines.joined() + python.joined(),
            "\(self.python)/\(module.product)/\(module.part)/f\(number).py")
    }
}

// MARK: - Rules

extension BenchTree {
    private func writeRules() throws {
        let targets = modules.indices.map { index in
            let names = uses[index].map { "\"\(modules[$0].name)\"" }.joined(separator: ", ")
            return "    .target(name: \"\(modules[index].name)\", dependencies: [\(names)]),\n"
        }
        try write(
            "// swift-tools-version: 6.0\nimport PackageDescription\n"
                + "let package = Package(name: \"bench\", targets: [\n\(targets.joined())])\n",
            "\(swift)/Package.swift")
        let layers = Self.products.reversed().map { "[\"\($0.capitalized)*\"]" }
        try write(
            """
            {"version": 1, "rules": [
              {"id": "products-are-layered", "kind": "layers", "layers": [\(layers.joined(separator: ", "))]},
              {"id": "facade-above-core", "kind": "layers", "layers": [["{p}Facade"], ["{p}Core"]]},
              {"id": "no-workflows", "kind": "forbidden", "from": ["{p}Facade"], "to": ["{p}Workflows"]},
              {"id": "core-is-private", "kind": "protected", "modules": ["{p}Core"], "importers": ["{p}*"]}
            ]}

            """, "\(swift)/lint-imports.json")
        try writePythonRules()
    }

    private func writePythonRules() throws {
        var tach = "source_roots = [\".\"]\nforbid_circular_dependencies = true\n\n"
        for (index, module) in modules.enumerated() {
            let names = uses[index].map { "\"\(modules[$0].path)\"" }.joined(separator: ", ")
            tach += "[[modules]]\npath = \"\(module.path)\"\ndepends_on = [\(names)]\n\n"
        }
        try write(tach, "\(python)/tach.toml")
        let block = { (lines: [String]) in lines.map { "    \($0)\n" }.joined() }
        var text = "[importlinter]\nroot_packages =\n\(block(Self.products))"
        text += "include_external_packages = True\n\n"
        text += "[importlinter:contract:layers]\nname = layers\ntype = layers\nlayers =\n"
        text += block(Self.products.reversed())
        text += "\n[importlinter:contract:inner]\nname = inner\ntype = layers\ncontainers =\n"
        text += block(Self.products) + "layers =\n    facade\n    core\n\n"
        for product in Self.products {
            text += "[importlinter:contract:w_\(product)]\nname = w \(product)\ntype = forbidden\n"
            text += "source_modules =\n    \(product).facade\n"
            text += "forbidden_modules =\n    \(product).workflows\n\n"
            text += "[importlinter:contract:p_\(product)]\nname = p \(product)\ntype = protected\n"
            text +=
                "protected_modules =\n    \(product).core\nallowed_importers =\n    \(product)\n\n"
        }
        try write(text, "\(python)/.importlinter")
    }
}

/// A module of the tree, as both languages name it.
struct BenchModule {
    let product, part: String
    var name: String { product.capitalized + part.capitalized }
    var path: String { "\(product).\(part)" }
}

/// Numbers that look random and are the same on every run.
private struct BenchRandom {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func picked(_ from: [Int], _ count: Int) -> [Int] {
        var left = from
        var found: [Int] = []
        while found.count < count, !left.isEmpty {
            found.append(left.remove(at: Int(next() % UInt64(left.count))))
        }
        return found
    }
}
