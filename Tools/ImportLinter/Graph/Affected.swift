/// Which tests a change can reach.
package struct Affected: Equatable, Sendable {
    /// A test target and why it has to run.
    package struct Test: Equatable, Sendable {
        /// Its name in the manifest.
        package let name: String
        /// What was changed, and the way from the test to its module.
        package let reason: String
    }

    /// Sorted by name.
    package let tests: [Test]

    private struct Touch {
        let module: Int
        let cause: String
    }

    /// Follows changed files to their targets and from there to all tests that use them.
    ///
    /// - Parameters:
    ///   - changed: Paths below the root, of any kind of file.
    ///   - graph: Modules with what they declare and import.
    ///   - before: What the manifest described; nil where it did not change or is not known.
    ///   - after: What the manifest describes; nil where it is not known.
    package init(
        changed: [String], _ graph: ModuleGraph, _ before: PackageModel? = nil,
        _ after: PackageModel? = nil
    ) {
        let everything = Affected.everything(changed, before, after)
        var touches = changed.sorted().flatMap { path in
            graph.modules.indices.filter { path.hasPrefix(graph.modules[$0].path + "/") }
                .map { Touch(module: $0, cause: path) }
        }
        touches += Affected.declared(graph, before, after)
        tests = graph.modules.indices.filter { graph.modules[$0].isTest }.compactMap { test in
            let name = graph.modules[test].target.name
            if let everything { return Test(name: name, reason: everything) }
            for touch in touches {
                if touch.module == test { return Test(name: name, reason: touch.cause) }
                guard let chain = graph.chain(from: test, to: touch.module) else { continue }
                let way = chain.modules.map { graph.modules[$0].name }.joined(separator: " → ")
                return Test(name: name, reason: "\(touch.cause): \(way)")
            }
            return nil
        }
    }

    /// Why no test can be left out; nil where some can.
    private static func everything(
        _ changed: [String], _ before: PackageModel?, _ after: PackageModel?
    ) -> String? {
        if changed.contains(".swift-version") { return "the version of Swift changed" }
        let isManifest = { (path: String) in path.hasPrefix("Package") && path.hasSuffix(".swift") }
        guard changed.contains(where: isManifest) else { return nil }
        guard let before, let after else { return "the manifest changed" }
        return before.shared == after.shared ? nil : "a setting of all targets changed"
    }

    /// Targets whose entry in the manifest is another one.
    private static func declared(
        _ graph: ModuleGraph, _ before: PackageModel?, _ after: PackageModel?
    ) -> [Touch] {
        guard let before, let after else { return [] }
        return after.targets.compactMap { target in
            guard !before.targets.contains(target), let module = graph.index(of: target.module)
            else { return nil }
            return Touch(module: module, cause: "the entry of \(target.name) in the manifest")
        }
    }
}
