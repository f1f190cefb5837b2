/// A graph to be drawn: names and arrows, in a stable order.
package struct Outline: Equatable, Sendable {
    /// How closely one looks.
    package enum Level: String, CaseIterable, Sendable {
        /// Core, each product, Composition, Tools.
        case owners
        /// The parts of products; one node for each owner that has none.
        case parts
        case modules
    }

    /// An arrow.
    package struct Arrow: Hashable, Sendable {
        /// Who uses.
        package let from: String
        /// Who is used.
        package let to: String
        /// No manifest has it.
        package var isUndeclared = false
    }

    /// Sorted by name.
    package let nodes: [String]
    /// Sorted by both ends.
    package private(set) var arrows: [Arrow]

    /// Outlines a graph at a level; tests use everything and are left out unless asked for.
    package init(_ graph: ModuleGraph, level: Level, withTests: Bool) {
        let isShown = graph.modules.map { withTests || !($0.isTest || $0.path.hasPrefix("Tests/")) }
        let names = graph.modules.map { Outline.name($0, level) }
        let shown = graph.modules.indices.filter { isShown[$0] }
        nodes = Set(shown.map { names[$0] }).sorted()
        let drawn = graph.edges.joined().filter { isShown[$0.from] && isShown[$0.to] }
        // An arrow counts as declared when one of the edges in it is.
        var declared: [Arrow: Bool] = [:]
        for edge in drawn where names[edge.from] != names[edge.to] {
            declared[Arrow(from: names[edge.from], to: names[edge.to]), default: false] =
                edge.isDeclared
                || declared[Arrow(from: names[edge.from], to: names[edge.to])] == true
        }
        arrows = declared.map { Arrow(from: $0.from, to: $0.to, isUndeclared: !$1) }
            .sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    }

    private init(nodes: [String], arrows: [Arrow]) {
        (self.nodes, self.arrows) = (nodes, arrows)
    }

    private static func name(_ module: Module, _ level: Level) -> String {
        switch level {
        case .modules: module.name
        case .owners: module.owner
        case .parts: module.part.map { module.owner + $0.rawValue } ?? module.owner
        }
    }

    /// Only what `start` reaches and what reaches `end`.
    package func between(_ start: String?, _ end: String?) -> Outline {
        var kept = Set(nodes)
        if let start { kept.formIntersection(closure(start, from: \.from, to: \.to)) }
        if let end { kept.formIntersection(closure(end, from: \.to, to: \.from)) }
        return Outline(
            nodes: nodes.filter(kept.contains),
            arrows: arrows.filter { kept.contains($0.from) && kept.contains($0.to) })
    }

    /// Without the arrows that longer ways imply.
    package var reduced: Outline {
        let direct = Dictionary(grouping: arrows, by: \.from)
        let kept = arrows.filter { arrow in
            let detours = direct[arrow.from, default: []].filter { $0.to != arrow.to }
            return !detours.contains { closure($0.to, from: \.from, to: \.to).contains(arrow.to) }
        }
        return Outline(nodes: nodes, arrows: kept)
    }

    private func closure(
        _ start: String, from: KeyPath<Arrow, String>, to: KeyPath<Arrow, String>
    ) -> Set<String> {
        let next = Dictionary(grouping: arrows) { $0[keyPath: from] }
        var found: Set<String> = [start]
        var waiting = [start]
        while let node = waiting.popLast() {
            for arrow in next[node, default: []] where found.insert(arrow[keyPath: to]).inserted {
                waiting.append(arrow[keyPath: to])
            }
        }
        return found
    }
}
