// swift-tools-version: 6.2
import PackageDescription

// The two tables are the architecture; everything below them is mechanism.

/// Core targets, bottom up, and what each may import; none knows a product.
let core: KeyValuePairs<String, [String]> = [
    "SQLite": ["CSQLite"],
    "Events": [],
    "Telemetry": ["Events"],
    "BlobStore": ["Events"],
    "EventStore": ["Events", "SQLite"],
    "Projections": ["Events", "EventStore", "SQLite", "Telemetry"],
    "Workflows": ["Events"],
    "WorkflowRuntime": ["Events", "EventStore", "Workflows"],
    "HTTPServer": ["Telemetry"],
    "LanguageModels": [],
    "CommandLine": [],
    "Simulation": ["Events", "EventStore", "WorkflowRuntime", "Workflows"],
]

/// Products: whose facades their workflows may call, which ports of Core their workflows use, and
/// what of Core their adapters use (`nil`: a product without an Adapters part).
let products: KeyValuePairs<String, (calls: [String], ports: [String], adapters: [String]?)> = [
    "Signals": ([], ["BlobStore", "LanguageModels"], nil)
]

/// Tests with `Fixtures`, which they read where they lie; libraries with `Fixtures/Embedded`.
let fixtures = ["CoreTests", "SignalsTests", "SignalsWorkflows", "ToolsTests"]

let package = Package(
    name: "signalbox",
    targets: [.systemLibrary(name: "CSQLite", path: "Core/CSQLite")] + Part.all.map(\.target),
    swiftLanguageModes: [.v6]
)

/// One target: whom it belongs to, where it lies and what it may import.
struct Part {
    let name, owner, path: String
    let uses: [String]

    static let all = ofCore + products.flatMap(ofProduct) + ofComposition + ofTools
    static let durable = ["Events", "EventStore", "Projections", "Workflows"]
    static let engine = durable + ["Simulation", "WorkflowRuntime"]

    init(_ name: String, of owner: String, at path: String, _ uses: [String]) {
        (self.name, self.owner, self.path, self.uses) = (name, owner, path, uses)
    }

    static func tests(of owner: String, _ uses: [String]) -> Part {
        Part("\(owner)Tests", of: owner, at: "Tests/\(owner)Tests", uses)
    }

    static var ofCore: [Part] {
        core.map { Part($0, of: "Core", at: "Core/\($0)", $1) } + [
            Part("TestSupport", of: "Core", at: "Tests/TestSupport", engine),
            .tests(of: "Core", core.map(\.key) + ["TestSupport"]),
        ]
    }

    /// Contracts <- Domain <- Facade; Workflows and Adapters off to one side.
    static func ofProduct(
        _ name: String, _ row: (calls: [String], ports: [String], adapters: [String]?)
    ) -> [Part] {
        let (contracts, domain, facade) = ("\(name)Contracts", "\(name)Domain", "\(name)Facade")
        let abroad = row.calls.map { "\($0)Facade" } + row.ports
        let uses: KeyValuePairs = [
            "Contracts": ["Events", "Workflows"],
            "Domain": [contracts, "Events"],
            "Facade": [contracts, domain] + durable,
            "Workflows": [contracts, domain, facade] + durable + abroad,
            "Adapters": row.adapters.map { [contracts, domain, "Events"] + $0 },
        ]
        let parts = uses.compactMap { part, uses in
            uses.map { Part(name + part, of: name, at: "Products/\(name)/\(part)", $0) }
        }
        return parts + [.tests(of: name, parts.map(\.name) + abroad + engine + ["TestSupport"])]
    }

    /// The only place that holds everything; `signalbox` talks to it and to facades.
    static var ofComposition: [Part] {
        let (here, folder) = ("Composition", "Products/Composition")
        let facades = products.map { "\($0.key)Facade" }
        let bound = products.flatMap { name, row in
            ["\(name)Workflows"] + (row.adapters == nil ? [] : ["\(name)Adapters"])
        }
        let used = core.map(\.key).filter { !["CommandLine", "Simulation", "SQLite"].contains($0) }
        let spoken = ["CommandLine", here, "Events", "HTTPServer", "Telemetry"]
        return [
            Part(here, of: here, at: "\(folder)/Composition", facades + bound + used),
            Part("signalbox", of: here, at: "\(folder)/Main", facades + spoken),
            .tests(of: here, [here, "TestSupport"] + facades + engine),
        ]
    }

    /// `tools` links no product: it has to run when a product does not compile.
    static var ofTools: [Part] {
        let libraries: KeyValuePairs = [
            "ImportLinter": [], "MigrationRisk": [], "Scaffold": ["ImportLinter"],
            "Tidy": ["ImportLinter"],
        ]
        return libraries.map { Part($0, of: "Tools", at: "Tools/\($0)", $1) } + [
            Part("tools", of: "Tools", at: "Tools/Main", libraries.map(\.key) + ["CommandLine"]),
            .tests(of: "Tools", libraries.map(\.key)),
        ]
    }

    /// What is built follows from the folder; `package` means "inside this owner".
    var target: Target {
        let target: Target =
            if path.hasSuffix("/Main") {
                .executableTarget(name: name, packageAccess: false)
            } else if name.hasSuffix("Tests") {
                .testTarget(name: name, packageAccess: false)
            } else {
                .target(name: name, packageAccess: false)
            }
        (target.path, target.dependencies) = (path, uses.map { .byName(name: $0) })
        target.swiftSettings = Part.strict + [.unsafeFlags(["-package-name", owner] + clients)]
        guard fixtures.contains(name) else { return target }
        target.exclude = target.type == .test ? ["Fixtures"] : []
        target.resources = target.type == .test ? [] : [.embedInCode("Fixtures/Embedded")]
        return target
    }

    /// Whoever declares this library may import it; the compiler refuses everyone else.
    var clients: [String] {
        guard !path.hasSuffix("/Main"), !name.hasSuffix("Tests") else { return [] }
        return Part.all.filter { $0.uses.contains(name) }
            .flatMap { ["-Xfrontend", "-allowable-client", "-Xfrontend", $0.name] }
    }

    static let strict: [SwiftSetting] =
        [
            "ExistentialAny", "InferIsolatedConformances", "InternalImportsByDefault",
            "MemberImportVisibility", "NonisolatedNonsendingByDefault",
        ].map { .enableUpcomingFeature($0) } + [.treatAllWarnings(as: .error)]
}
