/// Groups of modules and who uses whom between them.
struct GroupGraph {
    /// A ring of groups.
    struct Ring {
        /// In the order of the way round.
        let groups: [String]
        /// For each step an edge between modules that makes it.
        let edges: [Edge]
        /// The fewest steps without which the groups have no ring.
        let cut: [(from: String, to: String)]
    }

    /// Rings, a shortest one for each step that is part of one, each once.
    let rings: [Ring]

    private struct Step: Hashable {
        let from, to: Int
    }

    /// Joins modules by the names of their groups; those without are left out.
    init(_ graph: ModuleGraph, _ names: [String?]) {
        let groups = Set(names.compactMap(\.self)).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($1, $0) })
        let numberOf = names.map { name in name.flatMap { numbers[$0] } }
        var witness: [Step: Edge] = [:]
        for edge in graph.edges.joined() {
            guard let from = numberOf[edge.from], let to = numberOf[edge.to], from != to else {
                continue
            }
            let step = Step(from: from, to: to)
            if witness[step]?.sites.isEmpty ?? true { witness[step] = edge }
        }
        let steps = witness.keys.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
        var found: [Ring] = []
        var seen: Set<[Int]> = []
        for tangle in Components.of(GroupGraph.targets(steps, groups.count)) where tangle.count > 1
        {
            let inside = steps.filter { tangle.contains($0.from) && tangle.contains($0.to) }
            let cut = GroupGraph.cut(inside, groups.count).map {
                (from: groups[$0.from], to: groups[$0.to])
            }
            for step in inside where found.count < Limits.ringsShownMax {
                guard let way = GroupGraph.way(inside, groups.count, from: step.to, to: step.from)
                else { continue }
                // A ring is the same wherever one enters it.
                let ring = GroupGraph.turned(way)
                guard seen.insert(ring).inserted else { continue }
                let around = zip(ring, ring.dropFirst() + [ring[0]]).map { Step(from: $0, to: $1) }
                let edges = around.compactMap { witness[$0] }
                found.append(Ring(groups: ring.map { groups[$0] }, edges: edges, cut: cut))
            }
        }
        rings = found.sorted { $0.groups.lexicographicallyPrecedes($1.groups) }
    }

    private static func targets(_ steps: [Step], _ count: Int) -> [[Int]] {
        var targets = [[Int]](repeating: [], count: count)
        for step in steps { targets[step.from].append(step.to) }
        return targets
    }

    /// The shortest way, both ends included.
    private static func way(_ steps: [Step], _ count: Int, from start: Int, to end: Int) -> [Int]? {
        let targets = targets(steps, count)
        var before = [Int](repeating: -1, count: count)
        before[start] = start
        var queue = [start]
        var next = 0
        while next < queue.count, before[end] < 0 {
            let node = queue[next]
            next += 1
            for target in targets[node] where before[target] < 0 {
                before[target] = node
                queue.append(target)
            }
        }
        guard before[end] >= 0 else { return nil }
        var way = [end]
        while let last = way.last, last != start { way.append(before[last]) }
        return way.reversed()
    }

    /// The ring as it begins at its least member.
    private static func turned(_ ring: [Int]) -> [Int] {
        let least = ring.indices.min { ring[$0] < ring[$1] } ?? 0
        return Array(ring[least...] + ring[..<least])
    }
}

// MARK: - The fewest steps to remove

extension GroupGraph {
    /// Exact for small tangles; in large ones a step of each ring that is left, most rings first.
    private static func cut(_ steps: [Step], _ count: Int) -> [Step] {
        for size in 1...Limits.exactCutMax where steps.count <= Limits.exactCutStepsMax {
            if let found = cut(steps, count, size: size, from: 0, []) { return found }
        }
        var (rest, removed): ([Step], [Step]) = (steps, [])
        while let tangle = Components.of(targets(rest, count)).first(where: { $0.count > 1 }) {
            let inside = rest.filter { tangle.contains($0.from) && tangle.contains($0.to) }
            guard let worst = inside.max(by: { weight($0, inside) < weight($1, inside) }) else {
                break
            }
            removed.append(worst)
            rest.removeAll { $0 == worst }
        }
        return removed
    }

    /// How many pairs of steps lead through this one.
    private static func weight(_ step: Step, _ steps: [Step]) -> Int {
        steps.count { $0.to == step.from } * steps.count { $0.from == step.to }
    }

    private static func cut(
        _ steps: [Step], _ count: Int, size: Int, from start: Int, _ chosen: [Step]
    ) -> [Step]? {
        guard size > 0 else {
            let rest = steps.filter { !chosen.contains($0) }
            return Components.of(targets(rest, count)).allSatisfy { $0.count == 1 } ? chosen : nil
        }
        for index in steps.indices[start...] {
            if let found = cut(
                steps, count, size: size - 1, from: index + 1, chosen + [steps[index]])
            {
                return found
            }
        }
        return nil
    }
}
