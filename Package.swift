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

/// Files of a target that are not Swift: compiled in as bytes, or left where they lie.
let files: KeyValuePairs<String, (embedded: [String], excluded: [String])> = [
    "SignalsWorkflows": (
        [
            "Fixtures/fixture_truth.jsonl", "Fixtures/github_issues.json",
            "Fixtures/linear_issues.json", "Fixtures/zendesk_tickets.json",
        ], ["Fixtures/README.md"]
    ),
    "CoreTests": ([], ["Fixtures"]),
    "SignalsTests": (
        [],
        [
            "Fixtures/grouping.jsonl", "Fixtures/safety_benign.jsonl",
            "Fixtures/safety_voices.jsonl", "Replay/demo.log.jsonl",
        ]
    ),
    "ToolsTests": ([], ["Fixtures"]),
]

let package = Package(
    name: "signalbox",
    targets: [.systemLibrary(name: "CSQLite", path: "Core/CSQLite")] + Part.all.map(\.target),
    swiftLanguageModes: [.v6]
)

// MARK: - Who there is

/// One target: what it is, whom it belongs to, where it lies and what it may import.
struct Part {
    enum Kind { case library, executable, tests }
    /// A row of the products' table.
    typealias Row = (calls: [String], ports: [String], adapters: [String]?)

    let name: String
    let kind: Kind
    let owner: String
    let path: String
    let uses: [String]

    init(
        _ name: String, _ kind: Kind = .library, of owner: String, at path: String,
        uses: [String] = []
    ) {
        (self.name, self.kind, self.owner, self.path, self.uses) = (name, kind, owner, path, uses)
    }

    static let all = ofCore + products.flatMap(ofProduct) + ofComposition + ofTools
    static let durable = ["Events", "EventStore", "Projections", "Workflows"]
    static let engine = durable + ["Simulation", "WorkflowRuntime"]
}

extension Part {
    static var ofCore: [Part] {
        let tested = core.map(\.key) + ["TestSupport"]
        return core.map { Part($0, of: "Core", at: "Core/\($0)", uses: $1) } + [
            Part("TestSupport", of: "Core", at: "Tests/TestSupport", uses: engine),
            Part("CoreTests", .tests, of: "Core", at: "Tests/CoreTests", uses: tested),
        ]
    }

    /// Contracts <- Domain <- Facade; Workflows and Adapters off to one side.
    static func ofProduct(_ name: String, _ row: Row) -> [Part] {
        let (contracts, domain, facade) = ("\(name)Contracts", "\(name)Domain", "\(name)Facade")
        let foreign = row.calls.map { "\($0)Facade" }
        func part(_ part: String, uses: [String]) -> Part {
            Part(name + part, of: name, at: "Products/\(name)/\(part)", uses: uses)
        }

        var parts = [
            part("Contracts", uses: ["Events", "Workflows"]),
            part("Domain", uses: [contracts, "Events"]),
            part("Facade", uses: [contracts, domain] + durable),
            part("Workflows", uses: [contracts, domain, facade] + durable + foreign + row.ports),
        ]
        if let core = row.adapters {
            parts.append(part("Adapters", uses: [contracts, domain, "Events"] + core))
        }
        let tested = parts.map(\.name) + foreign + row.ports + engine + ["TestSupport"]
        return parts + [
            Part("\(name)Tests", .tests, of: name, at: "Tests/\(name)Tests", uses: tested)
        ]
    }

    /// The only place that holds everything; `signalbox` talks to it and to facades.
    static var ofComposition: [Part] {
        let facades = products.map { "\($0.key)Facade" }
        let bound = products.flatMap { name, row in
            ["\(name)Workflows"] + (row.adapters == nil ? [] : ["\(name)Adapters"])
        }
        let notHere = ["CommandLine", "Simulation", "SQLite"]
        let running = core.map(\.key).filter { !notHere.contains($0) }
        let spoken = ["CommandLine", "Composition", "Events", "HTTPServer", "Telemetry"]
        let tested = ["Composition", "TestSupport"] + facades + engine
        func part(_ name: String, _ kind: Kind, at path: String, uses: [String]) -> Part {
            Part(name, kind, of: "Composition", at: path, uses: uses)
        }

        return [
            part(
                "Composition", .library, at: "Products/Composition/Composition",
                uses: facades + bound + running),
            part(
                "signalbox", .executable, at: "Products/Composition/Main", uses: facades + spoken),
            part("CompositionTests", .tests, at: "Tests/CompositionTests", uses: tested),
        ]
    }

    /// `tools` links no product: it has to run when a product does not compile.
    static var ofTools: [Part] {
        let libraries = ["ImportLinter", "Tidy"]
        let verbs = libraries + ["CommandLine"]
        // Words in comments and strings do not count: `Tidy` reads with the linter's lexer.
        let lexed = ["Tidy": ["ImportLinter"]]
        return libraries.map { name in
            Part(name, of: "Tools", at: "Tools/\(name)", uses: lexed[name] ?? [])
        } + [
            Part("tools", .executable, of: "Tools", at: "Tools/Main", uses: verbs),
            Part("ToolsTests", .tests, of: "Tools", at: "Tests/ToolsTests", uses: libraries),
        ]
    }
}

// MARK: - How it is held

extension Part {
    /// Whoever declares this module may import it; the compiler refuses everyone else.
    var clients: [String] {
        kind == .library ? Part.all.filter { $0.uses.contains(name) }.map(\.name) : []
    }

    /// Strict, and compiled under its owner's name: `package` means "inside this owner".
    var settings: [SwiftSetting] {
        let flags = clients.flatMap { ["-Xfrontend", "-allowable-client", "-Xfrontend", $0] }
        return .strict + [.unsafeFlags(["-package-name", owner] + flags)]
    }

    var target: Target {
        let uses = uses.map { Target.Dependency.byName(name: $0) }
        let beside = files.first { $0.key == name }?.value ?? (embedded: [], excluded: [])
        let embedded = beside.embedded.map { Resource.embedInCode($0) }
        return switch kind {
        case .library:
            .target(
                name: name, dependencies: uses, path: path, exclude: beside.excluded,
                resources: embedded, packageAccess: false, swiftSettings: settings)
        case .executable:
            .executableTarget(
                name: name, dependencies: uses, path: path, packageAccess: false,
                swiftSettings: settings)
        case .tests:
            .testTarget(
                name: name, dependencies: uses, path: path, exclude: beside.excluded,
                resources: embedded, packageAccess: false, swiftSettings: settings)
        }
    }
}

extension [SwiftSetting] {
    static var strict: Self {
        [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InferIsolatedConformances"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            .treatAllWarnings(as: .error),
        ]
    }
}
