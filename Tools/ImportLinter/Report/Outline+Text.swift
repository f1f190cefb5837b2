extension Outline {
    /// Languages that a graph is written in.
    package enum Format: String, CaseIterable, Sendable {
        case mermaid, dot, json, text
    }

    /// The graph in a language; the same bytes for the same graph.
    package func text(_ format: Format) -> String {
        switch format {
        case .mermaid: mermaid
        case .dot: dot
        case .json: JSONText.pretty(AsJSON(self)) + "\n"
        case .text: plain
        }
    }

    private var mermaid: String {
        let lonely = nodes.filter { node in !arrows.contains { $0.from == node || $0.to == node } }
        let lines = arrows.map { "    \($0.from) \($0.isUndeclared ? "-.->" : "-->") \($0.to)" }
        return (["graph TD"] + lonely.map { "    \($0)" } + lines).joined(separator: "\n") + "\n"
    }

    private var dot: String {
        let names = nodes.map { "    \"\($0)\";" }
        let lines = arrows.map { arrow in
            let style = arrow.isUndeclared ? " [style=dashed]" : ""
            return "    \"\(arrow.from)\" -> \"\(arrow.to)\"\(style);"
        }
        return (["digraph modules {", "    rankdir=TB; node [shape=box];"] + names + lines + ["}"])
            .joined(separator: "\n") + "\n"
    }

    private var plain: String {
        nodes.map { node in
            let used = arrows.filter { $0.from == node }.map {
                $0.isUndeclared ? "\($0.to) (undeclared)" : $0.to
            }
            return used.isEmpty ? "\(node)\n" : "\(node) → \(used.joined(separator: ", "))\n"
        }.joined()
    }

    private struct AsJSON: Encodable {
        let nodes: [String]
        let arrows: [[String: String]]

        init(_ outline: Outline) {
            nodes = outline.nodes
            arrows = outline.arrows.map {
                ["from": $0.from, "to": $0.to, "declared": $0.isUndeclared ? "no" : "yes"]
            }
        }
    }
}
