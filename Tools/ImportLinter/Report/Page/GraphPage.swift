/// The graph as one page to look at: layers, doors, findings with their chains, all to be followed by clicks.
///
/// The page needs nothing beside itself: no network, no script from elsewhere.
package struct GraphPage: Sendable {
    private let content: Content

    /// A page about a package and what its rules found.
    package init(_ workspace: Workspace, findings: [Diagnostic], withTests: Bool) {
        content = Content(workspace, findings, withTests: withTests)
    }

    /// The whole document; the same bytes for the same tree.
    package var text: String {
        // A script element ends at the first `</`, whatever the language inside says.
        let data = JSONText.line(content).replacing("</", with: "<\\/")
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(GraphPage.escaped(content.package)): who uses whom</title>
            <style>
            \(GraphPage.style)
            </style>
            </head>
            <body>
            \(GraphPage.frame)
            <script type="application/json" id="graph">\(data)</script>
            <script>
            \(GraphPage.script)
            </script>
            </body>
            </html>

            """
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    }
}

extension GraphPage {
    /// What the page shows, as the script reads it.
    struct Content: Encodable, Sendable {
        struct Node: Encodable, Sendable {
            let name, owner, part, folder: String
            let files, layer: Int
            let isDoor: Bool
        }
        struct Arrow: Encodable, Sendable {
            let from, to, file: String
            let line, imports: Int
            let isDeclared: Bool
        }
        struct Step: Encodable, Sendable {
            let module, file: String
            let line: Int
        }
        struct Finding: Encodable, Sendable {
            let rule, severity, file, from, to, what, fix: String
            let line: Int
            let chain: [Step]
        }

        let package: String
        let layers: [String]
        let nodes: [Node]
        let arrows: [Arrow]
        let findings: [Finding]

        init(_ workspace: Workspace, _ found: [Diagnostic], withTests: Bool) {
            let graph = workspace.graph
            let shown = graph.modules.indices.filter { index in
                let module = graph.modules[index]
                return withTests || !(module.isTest || module.path.hasPrefix("Tests/"))
            }
            let layering = Layering(graph, shown)
            package = workspace.package.name
            layers = layering.names
            nodes = shown.map { index in
                let module = graph.modules[index]
                return Node(
                    name: module.name, owner: module.owner, part: module.part?.rawValue ?? "",
                    folder: module.path, files: module.files.count, layer: layering.layer(index),
                    isDoor: module.part == .facade)
            }
            let isShown = Set(shown)
            arrows = shown.flatMap { graph.edges[$0] }.filter { isShown.contains($0.to) }
                .filter { !$0.sites.isEmpty || $0.isDeclared }.map { edge in
                    Content.arrow(edge, graph)
                }
            findings = found.map(Content.finding)
        }

        private static func arrow(_ edge: Edge, _ graph: ModuleGraph) -> Arrow {
            let first = edge.sites.min { $0.place < $1.place }
            return Arrow(
                from: graph.modules[edge.from].name, to: graph.modules[edge.to].name,
                file: first?.file ?? "", line: first?.statement.line ?? 0,
                imports: edge.sites.count, isDeclared: edge.isDeclared)
        }

        private static func finding(_ finding: Diagnostic) -> Finding {
            Finding(
                rule: finding.rule, severity: finding.severity.rawValue, file: finding.place.file,
                from: finding.from, to: finding.to, what: finding.what, fix: finding.fix,
                line: finding.place.line,
                chain: finding.chain.map { hop in
                    Step(
                        module: hop.module, file: hop.place?.file ?? "", line: hop.place?.line ?? 0)
                })
        }
    }
}
