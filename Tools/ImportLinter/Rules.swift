// Who may use whom in this package. A row enters with the first module that it speaks of: a
// pattern that matches nothing is an error, and so is an example that does not behave.

extension Rule {
    /// The rules of this package, in the order of its parts from the bottom up.
    package static let ofThisPackage: [Rule] = [
        Rule(
            "core-knows-no-product", .forbidden(from: ["path:Core/*"], to: ["path:Products/*"]),
            because: "Core is below every product",
            fix: "turn it round: a port in Core, its implementation in the product",
            allowed: "EventStore -> Events", forbidden: "Events -> SignalsContracts"),
        Rule(
            "pure-core", .only(["Events", "Workflows"], mayImport: ["Events"]),
            because: "what every product sees is pure values",
            fix: "declare a protocol here and implement it in a target above",
            allowed: "Workflows -> Events", forbidden: "Events -> SQLite"),
        Rule(
            "contracts-are-values", .only(["{p}Contracts"], mayImport: ["Events", "Workflows"]),
            because: "contracts are frozen values that everybody may hold",
            fix: "move what needs it to {p}Domain or {p}Facade",
            allowed: "SignalsContracts -> Events", forbidden: "SignalsContracts -> SignalsDomain"),
        Rule(
            "domain-is-pure",
            .only(
                ["{p}Domain"], mayImport: ["{p}Contracts", "Events"], toolchain: [],
                scoped: ["Foundation"]),
            because: "a domain decides and evolves without clock, randomness or I/O",
            fix:
                "pass the value in with the command; write `import func Foundation.exp`",
            allowed: "SignalsDomain -> SignalsContracts", forbidden: "SignalsDomain -> EventStore"),
        Rule(
            "facade-parts",
            .only(
                ["{p}Facade"],
                mayImport: [
                    "{p}Contracts", "{p}Domain", "Events", "EventStore", "Projections", "Workflows",
                ]),
            because: "a facade checks, loads, decides, appends and answers, and needs no more",
            fix: "let a workflow of {p}Workflows do it, started by its reference",
            allowed: "SignalsFacade -> SignalsDomain", forbidden: "SignalsFacade -> BlobStore"),
        Rule(
            "facade-reaches-no-workflows",
            .forbidden(from: ["{p}Facade"], to: ["{q}Workflows", "WorkflowRuntime"]),
            because: "a facade names workflows, it does not link them",
            fix: "declare a WorkflowReference in {p}Contracts and bind it in {p}Workflows",
            allowed: "SignalsFacade -> SignalsDomain",
            forbidden: "SignalsFacade -> TasksWorkflows"),
        Rule(
            "only-the-door",
            .door(
                of: ["{p}Contracts", "{p}Domain", "{p}Facade"],
                alongside: ["{p}Workflows", "{p}Tests"], through: ["{p}Facade"],
                usedBy: ["{q}Workflows", "{q}Tests", "Composition", "signalbox"]),
            because: "the facade is the only door of a product",
            fix: "call a method of the facade; add one where none fits",
            allowed: "TasksWorkflows -> SignalsFacade", forbidden: "TasksWorkflows -> SignalsDomain"
        ),
        Rule(
            "workflows-for-composition-only",
            .protected(["{p}Workflows"], importers: ["Composition", "{p}Tests"]),
            because: "workflows are reached by name and bound in one place",
            fix: "start them through the facade or their reference in Contracts",
            allowed: "Composition -> SignalsWorkflows", forbidden: "signalbox -> SignalsWorkflows"),
        Rule(
            "sqlite-has-one-importer", .protected(["CSQLite"], importers: ["SQLite"]),
            because: "one target speaks C to the library, and the compiler cannot hold C modules",
            fix: "use SQLite, and add there what it lacks",
            allowed: "SQLite -> CSQLite", forbidden: "EventStore -> CSQLite"),
        Rule(
            "sqlite-has-one-importer",
            .protected(["SQLite"], importers: ["path:Core/*", "CoreTests", "TestSupport"]),
            because: "the log is the only store of a product",
            fix: "append events and project them",
            allowed: "EventStore -> SQLite", forbidden: "SignalsWorkflows -> SQLite"),
        Rule(
            "engine-is-hidden",
            .protected(
                ["WorkflowRuntime"],
                importers: ["path:Core/*", "Composition", "TestSupport", "kind:test"]),
            because: "products know workflows, the engine that runs them is bound in Composition",
            fix: "use Workflows: references, contexts and the client",
            allowed: "Composition -> WorkflowRuntime",
            forbidden: "SignalsWorkflows -> WorkflowRuntime"),
        Rule(
            "simulation-for-tests",
            .protected(["Simulation"], importers: ["TestSupport", "kind:test"]),
            because: "virtual time and planted faults belong to tests",
            fix: "take a TimeSource or a RandomSource as a parameter",
            allowed: "CoreTests -> Simulation", forbidden: "SignalsFacade -> Simulation"),
        Rule(
            "tools-link-no-product",
            .forbidden(
                from: ["path:Tools/*"], to: ["path:Products/*", "path:Core/*", "!CommandLine"]),
            because: "tools run, and explain, when a product does not compile",
            fix: "read files, or start another process",
            allowed: "tools -> CommandLine", forbidden: "tools -> SignalsFacade"),
    ]
}
