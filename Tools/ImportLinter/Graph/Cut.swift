/// The fewest edges whose removal parts two modules.
struct Cut {
    /// Edges by both ends, in order.
    let edges: [(from: Int, to: Int)]

    /// Lets flow through the graph until it is full: what then parts the two is the smallest cut.
    init(_ graph: ModuleGraph, from start: Int, to end: Int) {
        var network = Network(graph)
        while network.push(from: start, to: end) {}
        let near = network.reached(from: start)
        edges = graph.edges.joined().filter { near[$0.from] && !near[$0.to] }
            .map { (from: $0.from, to: $0.to) }
    }

    /// Each edge carries one unit; what is carried may be taken back.
    private struct Network {
        private var free: [[Int: Int]]

        init(_ graph: ModuleGraph) {
            free = graph.edges.map { edges in
                Dictionary(edges.map { ($0.to, 1) }, uniquingKeysWith: { first, _ in first })
            }
        }

        private func search(from start: Int) -> [Int] {
            var before = [Int](repeating: -1, count: free.count)
            before[start] = start
            var queue = [start]
            var next = 0
            while next < queue.count {
                let node = queue[next]
                next += 1
                for target in free[node].keys.sorted()
                where before[target] < 0 && free[node][target, default: 0] > 0 {
                    before[target] = node
                    queue.append(target)
                }
            }
            return before
        }

        func reached(from start: Int) -> [Bool] { search(from: start).map { $0 >= 0 } }

        /// One more unit on its way; false where none fits.
        mutating func push(from start: Int, to end: Int) -> Bool {
            let before = search(from: start)
            guard before[end] >= 0, start != end else { return false }
            var node = end
            while node != start {
                let last = before[node]
                free[last][node, default: 0] -= 1
                free[node][last, default: 0] += 1
                node = last
            }
            return true
        }
    }
}
