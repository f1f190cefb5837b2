/// A way from one module to another, both ends included.
package struct Chain: Equatable, Sendable {
    /// Indices of modules.
    package let modules: [Int]
    /// How many other ways are as short.
    package let others: Int
}

/// The shortest ways from one module, ties broken by name.
struct Ways {
    private var before: [Int]
    private var distance: [Int]
    private var count: [Int]
    /// What can be reached, nearest first; the start is not in it.
    private(set) var reached: [Int] = []

    /// Follows edges from `start`; a way may end at a module that `stop` names, not lead through it.
    init(_ graph: ModuleGraph, from start: Int, stop: (Int) -> Bool) {
        before = [Int](repeating: -1, count: graph.modules.count)
        (distance, count) = (before, before)
        (distance[start], count[start]) = (0, 1)
        var queue = [start]
        var next = 0
        while next < queue.count {
            let module = queue[next]
            next += 1
            guard module == start || !stop(module) else { continue }
            for edge in graph.edges[module] {
                let length = distance[module] + 1
                if distance[edge.to] < 0 {
                    (distance[edge.to], before[edge.to], count[edge.to]) = (length, module, 0)
                    queue.append(edge.to)
                }
                guard distance[edge.to] == length else { continue }
                count[edge.to] = min(count[edge.to] + count[module], Limits.chainsMax)
            }
        }
        reached = Array(queue.dropFirst())
    }

    /// The way to a module; nil where none leads there.
    func chain(to end: Int) -> Chain? {
        guard distance[end] > 0 else { return nil }
        var way = [end]
        while let last = way.last, before[last] >= 0 { way.append(before[last]) }
        return Chain(modules: way.reversed(), others: count[end] - 1)
    }
}

extension ModuleGraph {
    /// The shortest way between two modules.
    package func chain(from start: Int, to end: Int) -> Chain? {
        guard start == end || reach.contains(start, end) else { return nil }
        return Ways(self, from: start) { $0 == end }.chain(to: end)
    }

    /// All shortest ways between two modules, in the order of names, up to a limit.
    func shortestChains(from start: Int, to end: Int) -> [Chain] {
        guard let first = chain(from: start, to: end) else { return [] }
        var found: [[Int]] = []
        var waiting = [[start]]
        while let way = waiting.popLast(), found.count < Limits.chainsShownMax {
            guard let last = way.last else { continue }
            if last == end {
                found.append(way)
                continue
            }
            let left = first.modules.count - way.count
            let steps = edges[last].map(\.to).filter { next in
                next == end ? left == 1 : left > 1 && reach.contains(next, end)
            }
            // A step is good if the rest of the way is no longer than what is left.
            for step in steps.reversed() where remaining(step, end) < left {
                waiting.append(way + [step])
            }
        }
        return found.map { Chain(modules: $0, others: first.others) }
    }

    private func remaining(_ start: Int, _ end: Int) -> Int {
        start == end ? 0 : chain(from: start, to: end).map { $0.modules.count - 1 } ?? .max
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
