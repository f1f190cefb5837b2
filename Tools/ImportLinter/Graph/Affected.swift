/// Which tests a change can reach.
package struct Affected: Equatable, Sendable {
    /// A test target and why it has to run.
    package struct Test: Equatable, Sendable {
        /// Its name in the manifest.
        package let name: String
        /// The file that was changed, and the way from the test to its module.
        package let reason: String
    }

    /// Sorted by name.
    package let tests: [Test]

    /// Follows changed files to their targets and from there to all tests that use them.
    ///
    /// - Parameters:
    ///   - changed: Paths below the root, of any kind of file.
    ///   - graph: Modules with what they declare and import.
    package init(changed: [String], _ graph: ModuleGraph) {
        let isAll = changed.contains { $0.hasPrefix("Package") && $0.hasSuffix(".swift") }
        let touched = changed.sorted().flatMap { path in
            graph.modules.indices.filter { path.hasPrefix(graph.modules[$0].path + "/") }
                .map { (module: $0, path: path) }
        }
        tests = graph.modules.indices.filter { graph.modules[$0].isTest }.compactMap { test in
            let name = graph.modules[test].target.name
            if isAll { return Test(name: name, reason: "the manifest changed") }
            for (module, path) in touched {
                if module == test { return Test(name: name, reason: path) }
                guard let chain = graph.chain(from: test, to: module) else { continue }
                let way = chain.modules.map { graph.modules[$0].name }.joined(separator: " → ")
                return Test(name: name, reason: "\(path): \(way)")
            }
            return nil
        }
    }
}
