/// Which layer each module stands in, the highest first.
///
/// Where modules have owners and parts these are the layers; in other packages a module stands one
/// layer above the highest that it uses.
struct Layering: Sendable {
    /// From the top down.
    let names: [String]
    private let layers: [Int: Int]

    init(_ graph: ModuleGraph, _ shown: [Int]) {
        let heights = Layering.heights(graph, shown)
        let titles = shown.map { index in
            Layering.title(graph.modules[index], height: heights[index] ?? 0)
        }
        let order = Set(titles).sorted(by: >)
        names = order.map(\.text)
        var layers: [Int: Int] = [:]
        for (index, title) in zip(shown, titles) { layers[index] = order.firstIndex(of: title) }
        self.layers = layers
    }

    /// The place of a module's layer in `names`.
    func layer(_ index: Int) -> Int { layers[index] ?? 0 }

    private struct Title: Hashable, Comparable {
        let rank, height: Int
        let text: String

        static func < (left: Title, right: Title) -> Bool {
            (left.rank, left.height, left.text) < (right.rank, right.height, right.text)
        }
    }

    private static func title(_ module: Module, height: Int) -> Title {
        if module.isTest { return Title(rank: 9, height: 0, text: "Tests") }
        switch (module.owner, module.part) {
        case (_, .workflows), (_, .adapters):
            return Title(rank: 6, height: 0, text: "Workflows and adapters")
        case (_, .facade): return Title(rank: 5, height: 0, text: "Facades, the only doors")
        case (_, .domain): return Title(rank: 4, height: 0, text: "Domains")
        case (_, .contracts): return Title(rank: 3, height: 0, text: "Contracts")
        case ("Tools", nil): return Title(rank: 8, height: height, text: "Tools \(height)")
        case ("Composition", _): return Title(rank: 7, height: 0, text: "Composition")
        default: return Title(rank: 1, height: height, text: "\(module.owner) \(height)")
        }
    }

    /// The longest way down; a module on a cycle is as high as the way that led to it.
    private static func heights(_ graph: ModuleGraph, _ shown: [Int]) -> [Int: Int] {
        let isShown = Set(shown)
        var heights: [Int: Int] = [:]
        for _ in shown {
            var isChanged = false
            for index in shown {
                let below =
                    graph.edges[index].filter { isShown.contains($0.to) && $0.to != index }
                    .map { (heights[$0.to] ?? 0) + 1 }.max() ?? 0
                if below > heights[index] ?? 0, below <= shown.count {
                    heights[index] = below
                    isChanged = true
                }
            }
            guard isChanged else { break }
        }
        return heights
    }
}
