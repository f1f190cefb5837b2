import CommandLine
import ImportLinter
import Scaffold

/// `tools new-product`: a product that builds, is tested and keeps every rule from the start.
enum NewProductCommand {
    static let command = Command(
        "new-product", "Make a product with one command from end to end.",
        details: """
            Makes Products/NAME and Tests/NAMETests, adds a row to Package.swift and a few lines to
            Composition, and lints the result. Nothing else is touched; a mistake changes nothing.
            """,
        examples: [
            "tools new-product Invoices", "tools new-product Invoices --calls Signals",
            "tools new-product Invoices --adapters --dry-run",
        ],
        [name, Flag.json, root, calls, adapters, dryRun], action: run)

    static let name = Positional<String>(
        "name", "A plural noun in UpperCamelCase, such as Invoices")
    static let root = Option<String>(
        "root", "PATH", "The package: else the nearest Package.swift at or above this folder")
    static let calls = Option<String>(
        "calls", "A,B", "Products whose facades its workflows call", presence: .repeated)
    static let adapters = Flag("adapters", "Make a part for the world outside as well")
    static let dryRun = Flag("dry-run", "Say what would be done, and do nothing")

    private static func run(_ call: Invocation) async throws -> ExitCode {
        let path = try PackageRoot.find(call[root], call)
        let (tree, plan): (ProductTree, ScaffoldPlan)
        do {
            tree = ProductTree(try await Workspace.read(root: path))
            let names = call.all(calls).flatMap { $0.split(separator: ",") }.map { word in
                word.filter { !$0.isWhitespace }
            }
            plan = try ScaffoldPlan(
                tree.request(
                    try call.require(name), calls: names, hasAdapters: call[adapters]),
                for: tree)
        } catch let error as ScaffoldError {
            throw call.wrong("\(error)")
        } catch let error as PackageError {
            call.console.report("error: \(error)")
            return .unreadable
        }
        if !call[dryRun] {
            do {
                try plan.write(to: tree.root)
            } catch {
                call.console.report("error: \(error)")
                return .problem
            }
        }
        return try await report(plan, tree, call)
    }

    private static func report(
        _ plan: ScaffoldPlan, _ tree: ProductTree, _ call: Invocation
    ) async throws -> ExitCode {
        var faults = 0
        if !call[dryRun] {
            let workspace = try await Workspace.read(root: tree.root)
            let result = Linter.lint(workspace, rules: Linter.rules(for: workspace))
            faults = result.count(.error) + result.complaints.count
            if faults > 0 { call.console.report(call.console.report(on: tree.root).text(result)) }
        }
        if call[Flag.json] {
            call.console.print(plan.json(isWritten: !call[dryRun], errors: faults))
        } else {
            plan.summary(isWritten: !call[dryRun], errors: faults).forEach {
                call.console.print($0)
            }
        }
        return faults == 0 ? .done : .problem
    }
}
