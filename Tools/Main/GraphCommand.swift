import CommandLine
import Foundation
import ImportLinter

/// `tools graph`: draws who uses whom.
enum GraphCommand {
    static let command = Command(
        "graph", "Draw who uses whom.",
        details: "Arrows that no manifest has are dashed: imports that are not declared.",
        examples: [
            "tools graph --level owners", "tools graph --format dot --reduce",
            "tools graph --format text --from SignalsFacade", "tools graph --html graph.html",
        ],
        [path, Flag.json, format, level, from, to, reduce, tests, html], action: run)

    static let path = Positional<String>(
        "path", "The package: the nearest Package.swift at or above it", presence: .optional)
    static let format = Option<Outline.Format>(
        "format", "FORMAT", "The language of the drawing", default: .mermaid)
    static let level = Option<Outline.Level>(
        "level", "LEVEL", "How closely to look", default: .modules)
    static let from = Option<String>("from", "NAME", "Only what this one reaches")
    static let to = Option<String>("to", "NAME", "Only what reaches this one")
    static let reduce = Flag("reduce", "Leave out arrows that longer ways imply")
    static let tests = Flag("tests", "Draw the targets below Tests as well")
    static let html = Option<String>(
        "html", "FILE", "Write one page to look at, with findings and their chains; - prints it")

    private static func run(_ call: Invocation) async throws -> ExitCode {
        let root = try PackageRoot.find(call[path], call)
        let workspace: Workspace
        do {
            workspace = try await Workspace.read(root: root)
        } catch {
            call.console.report("error: \(error)")
            return .unreadable
        }
        if let file = call[html] { return try writePage(workspace, to: file, call) }
        let whole = Outline(
            workspace.graph, level: call[level] ?? .modules, withTests: call[tests])
        for name in [call[from], call[to]].compactMap(\.self) where !whole.nodes.contains(name) {
            throw call.wrong("the graph has no \(name); its nodes are \(whole.nodes)")
        }
        let part = whole.between(call[from], call[to])
        let outline = call[reduce] ? part.reduced : part
        call.console.write(outline.text(call[Flag.json] ? .json : call[format] ?? .mermaid))
        return .done
    }

    private static func writePage(
        _ workspace: Workspace, to file: String, _ call: Invocation
    ) throws -> ExitCode {
        let result = Linter.lint(workspace, rules: Linter.rules(for: workspace))
        let page = GraphPage(workspace, findings: result.findings, withTests: call[tests])
        guard file != "-" else {
            call.console.write(page.text)
            return .done
        }
        do {
            try Data(page.text.utf8).write(to: URL(filePath: file), options: .atomic)
        } catch {
            throw call.wrong("\(file) cannot be written: \(error.localizedDescription)")
        }
        call.console.print("wrote \(file)")
        return .done
    }
}

extension Outline.Format: ArgumentValue {
    static var expectation: String { "mermaid, dot, json or text" }
    static var choices: [String] { allCases.map(\.rawValue) }
    init?(argument: String) { self.init(rawValue: argument) }
    var argumentText: String { rawValue }
}

extension Outline.Level: ArgumentValue {
    static var expectation: String { "owners, parts or modules" }
    static var choices: [String] { allCases.map(\.rawValue) }
    init?(argument: String) { self.init(rawValue: argument) }
    var argumentText: String { rawValue }
}
