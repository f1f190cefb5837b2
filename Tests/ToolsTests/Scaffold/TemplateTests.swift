import Testing

@testable import Scaffold

@Suite struct `The template of a product` {
    private static let signals = CalledProduct(
        name: "Signals", arguments: "store: host.store,{newline}            views: views")
    private static let parcels = CalledProduct(name: "Parcels", arguments: "views: views")

    private func files(
        _ name: String, calls: [CalledProduct] = [], adapters: Bool = false
    ) throws -> [NewFile] {
        let request = ScaffoldRequest(
            name: try ProductName(name, modules: [], types: []), calls: calls,
            hasAdapters: adapters)
        return TemplateFile.all.compactMap(Rendering(request: request).file)
    }

    @Test(arguments: [false, true])
    func `leaves no placeholder behind`(adapters: Bool) throws {
        let marks = [
            "{Product}", "{product}", "{Noun}", "{noun}", "{stored}", "{words}", "{a}", "{A}",
            "{calls}", "{/calls}", "{Call}", "{adapters}", "{!adapters}", "{newline}", "{kebab}",
            "{snake}", "{arguments}",
        ]
        for calls in [[], [Self.signals], [Self.parcels, Self.signals]] {
            for file in try files("ExpenseReports", calls: calls, adapters: adapters) {
                let left = marks.filter { file.text.contains($0) || file.path.contains($0) }
                #expect(left == [], "\(file.path)")
            }
        }
    }

    @Test func `fits into a hundred columns under the longest name`() throws {
        let name = "A" + String(repeating: "b", count: Limits.nameCharactersMax - 2) + "s"
        for file in try files(name, calls: [Self.signals], adapters: true)
        where file.path.hasSuffix(".swift") {
            for line in file.text.split(separator: "\n") {
                let columns = line.drop { $0 == " " }.hasPrefix("///") ? 150 : 100
                #expect(line.count <= columns, "\(file.path): \(line)")
            }
        }
    }

    @Test(arguments: ["Aardvarks", "Zebras", "Invoices"])
    func `sorts its imports whatever the name`(name: String) throws {
        for file in try files(name, calls: [Self.parcels, Self.signals], adapters: true) {
            let imports = file.text.split(separator: "\n").map(String.init).filter(\.isImport)
            let modules = imports.map(\.importedModule)
            #expect(modules == modules.sorted(), "\(file.path)")
        }
    }

    @Test func `has the parts of a product, and adapters only when asked`() throws {
        let plain = try files("Invoices").map(\.path)
        let parts = ["Contracts", "Domain", "Facade", "Workflows"]
        for part in parts { #expect(plain.contains { $0.hasPrefix("Products/Invoices/\(part)/") }) }
        #expect(plain.contains("Products/Invoices/README.md"))
        #expect(plain.contains { $0.hasPrefix("Tests/InvoicesTests/") })
        #expect(!plain.contains { $0.contains("/Adapters/") || $0.contains("Outlet") })
        let wide = try files("Invoices", adapters: true).map(\.path)
        #expect(wide.contains("Products/Invoices/Adapters/FolderInvoicesOutlet.swift"))
    }

    @Test func `hands the doors of the products it calls to its activities`() throws {
        let bind = try files("Invoices", calls: [Self.parcels, Self.signals])
            .first { $0.path.hasSuffix("BindInvoices.swift") }
        let text = try #require(bind?.text)
        #expect(text.contains("    parcels: Parcels,\n    signals: Signals\n) {"))
        let alone = try files("Invoices").first { $0.path.hasSuffix("BindInvoices.swift") }
        #expect(alone?.text.contains("_ invoices: Invoices\n) {") == true)
    }
}

@Suite struct `The lines of a product in other files` {
    private static let manifest = """
        let products: KeyValuePairs<String, Row> = [
            "Signals": ([], ["BlobStore"], nil)
        ]

        let package = 1
        """

    private func request(_ name: String, adapters: Bool = false) throws -> ScaffoldRequest {
        ScaffoldRequest(
            name: try ProductName(name, modules: [], types: []),
            calls: [CalledProduct(name: "Signals", arguments: "")], hasAdapters: adapters)
    }

    @Test func `a row stands in the order of names, with commas behind every row`() throws {
        let before = try ManifestRow.added(request("Invoices"), to: Self.manifest)
        #expect(
            before.contains(
                """
                    "Invoices": (["Signals"], [], nil),
                    "Signals": ([], ["BlobStore"], nil),
                ]
                """))
        let after = try ManifestRow.added(request("Trips", adapters: true), to: before)
        #expect(
            after.contains(
                """
                    "Signals": ([], ["BlobStore"], nil),
                    "Trips": (["Signals"], [], []),
                ]
                """))
    }

    @Test func `a manifest without the table is refused`() throws {
        #expect(throws: ScaffoldError.self) {
            try ManifestRow.added(request("Invoices"), to: "let package = 1\n")
        }
    }

    @Test func `composition gets imports, a binding and a door, and its marks stay`() throws {
        let path = "Products/Composition/Composition/Platform/Platform+Products.swift"
        let text = String(decoding: try ProjectRoot.bytes(path), as: UTF8.self)
        let once = try CompositionLines.added(request("Invoices"), to: text)
        let twice = try CompositionLines.added(request("Aisles"), to: once)
        for name in ["Invoices", "Aisles"] {
            for line in [
                "public import \(name)Facade", "import \(name)Workflows",
                "public var \(name.lowerCamel): \(name) {", "signals: $0.signals)",
            ] { #expect(twice.contains(line)) }
        }
        let imports = twice.split(separator: "\n").map(String.init).filter(\.isImport)
        #expect(imports.map(\.importedModule) == imports.map(\.importedModule).sorted())
        #expect(throws: ScaffoldError.self) {
            try CompositionLines.added(request("Invoices"), to: "import Events\n")
        }
    }

    @Test func `a door is opened with what its initializer asks for`() throws {
        let source = """
            public struct Parcels: Sendable {
                public init(
                    store: any EventStore, views: Views, time: any TimeSource,
                    told: @escaping (A, B) -> Void = { _, _ in }, limit: Int = 3
                ) {}
            }
            """
        #expect(
            try FacadeDoor.arguments(of: "Parcels", in: ["", source])
                .replacing("{newline}            ", with: " ")
                == "store: host.store, views: views, time: host.time")
        let other = source.replacing(
            "told: @escaping (A, B) -> Void = { _, _ in }", with: "told: A")
        let error = #expect(throws: ScaffoldError.self) {
            try FacadeDoor.arguments(of: "Parcels", in: [other])
        }
        #expect(error?.description.contains("`told`") == true)
        #expect(throws: ScaffoldError.self) { try FacadeDoor.arguments(of: "Trips", in: [source]) }
    }
}
