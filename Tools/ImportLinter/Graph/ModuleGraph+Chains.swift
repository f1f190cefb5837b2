/// A way from one module to another, both ends included.
package struct Chain: Equatable, Sendable {
    /// Indices of modules.
    package let modules: [Int]
    /// How many other ways are as short.
    package let others: Int
}

extension ModuleGraph {
    /// The shortest way to each module that can be reached, ties broken by name.
    ///
    /// - Parameters:
    ///   - start: Where the ways begin.
    ///   - stop: Modules that a way may end at but not lead through.
    /// - Returns: A way for each module but the first, by index.
    func chains(from start: Int, stop: (Int) -> Bool) -> [Int: Chain] {
        var before: [Int: Int] = [:]
        var distance = [start: 0]
        var ways = [start: 1]
        var queue = [start]
        var next = 0
        while next < queue.count {
            let module = queue[next]
            next += 1
            guard module == start || !stop(module) else { continue }
            for edge in edges[module] {
                let length = (distance[module] ?? 0) + 1
                if distance[edge.to] == nil {
                    distance[edge.to] = length
                    before[edge.to] = module
                    queue.append(edge.to)
                }
                guard distance[edge.to] == length else { continue }
                ways[edge.to] = min((ways[edge.to] ?? 0) + (ways[module] ?? 0), Limits.chainsMax)
            }
        }
        var found: [Int: Chain] = [:]
        for end in queue.dropFirst() {
            found[end] = Chain(modules: way(to: end, before), others: (ways[end] ?? 1) - 1)
        }
        return found
    }

    /// The shortest way between two modules.
    package func chain(from start: Int, to end: Int) -> Chain? {
        chains(from: start, stop: { $0 == end })[end]
    }

    private func way(to end: Int, _ before: [Int: Int]) -> [Int] {
        var way = [end]
        while let last = way.last, let step = before[last] { way.append(step) }
        return way.reversed()
    }

    /// The way hop by hop: each module, and where the one before it says that it uses it.
    func hops(_ chain: Chain) -> [Hop] {
        guard let first = chain.modules.first else { return [] }
        let rest = zip(chain.modules, chain.modules.dropFirst()).map { from, to in
            Hop(module: modules[to].name, place: place(of: from, using: to))
        }
        return [Hop(module: modules[first].name, place: nil)] + rest
    }

    /// The first import, or the manifest where there is none.
    func place(of from: Int, using to: Int) -> Place {
        edge(from, to)?.sites.map(\.place).min() ?? .manifest
    }
}

/// A module on a chain.
package struct Hop: Equatable, Sendable {
    /// Its name.
    package let module: String
    /// Where the module before it uses it; nil at the start.
    package let place: Place?
}

extension Place {
    /// Where an edge stands that no file has.
    static let manifest = Place(file: "Package.swift", line: 1, column: 1)
}
