/// Takes imports out of files that say the same twice, or name their own module.
struct ImportRemoval {
    let workspace: Workspace

    /// One edit a file; an import that shares its line with anything else stays.
    var edits: [Edit] {
        workspace.graph.modules.flatMap { module in
            module.files.compactMap { edit($0, of: module) }
        }
    }

    private func edit(_ file: SourceFile, of module: Module) -> Edit? {
        guard file.parsed.unreadable == nil else { return nil }
        let unwanted = unwanted(file.parsed.imports, of: module)
        guard !unwanted.isEmpty, let bytes = workspace.bytes(file.path),
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        var lines = Edit.lines(text)
        let removable = unwanted.filter { statement in
            lines.indices.contains(statement.line - 1)
                && ImportRemoval.isAlone(statement, on: lines[statement.line - 1])
        }
        guard !removable.isEmpty else { return nil }
        for statement in removable.sorted(by: { $0.line > $1.line }) {
            lines.remove(at: statement.line - 1)
        }
        return Edit(file: file.path, before: text, after: lines.joined(separator: "\n"))
    }

    private func unwanted(_ imports: [ImportStatement], of module: Module) -> [ImportStatement] {
        let own = imports.filter { $0.module == module.name }
        let others = imports.filter { $0.module != module.name }
        var repeated: [ImportStatement] = []
        for (index, statement) in others.enumerated() {
            let earlier = others[..<index].filter { !repeated.contains($0) }
            // Attributes say more than an import: which of the two is meant only people know.
            guard
                let first = earlier.first(where: {
                    $0.repeats(statement) && $0.attributes == statement.attributes
                        && $0.conditionalAttributes == statement.conditionalAttributes
                })
            else { continue }
            repeated.append(first.reach < statement.reach ? first : statement)
        }
        return own + repeated
    }

    /// Blanks aside, the line says the import and nothing else.
    private static func isAlone(_ statement: ImportStatement, on line: String) -> Bool {
        line.split(whereSeparator: \.isWhitespace).joined(separator: " ") == statement.text
    }
}

extension ImportStatement {
    /// How widely its access lets the module be seen.
    fileprivate var reach: Int {
        let levels = ["private", "fileprivate", "internal", "package", "public"]
        return levels.firstIndex(of: access ?? "internal") ?? 2
    }
}
