/// Fills a template in for one product.
struct Rendering {
    let request: ScaffoldRequest

    /// The path and the text of a file; nil where the product does not have it.
    func file(_ template: TemplateFile) -> NewFile? {
        guard request.hasAdapters || !template.needsAdapters else { return nil }
        let lines = template.text.split(separator: "\n", omittingEmptySubsequences: false)
            .flatMap { self.lines(String($0)) }
        let text = Rendering.closed(Rendering.sorted(lines)).joined(separator: "\n")
        return NewFile(path: filled(template.path), text: text)
    }

    /// What one line of a template comes to: none, one, or one for each call.
    private func lines(_ line: String) -> [String] {
        if let rest = line.after("{adapters}") { return request.hasAdapters ? [filled(rest)] : [] }
        if let rest = line.after("{!adapters}") { return request.hasAdapters ? [] : [filled(rest)] }
        if let rest = line.after("{calls}") {
            return request.calls.flatMap { call in
                filled(call.filled(rest)).split(separator: "\n", omittingEmptySubsequences: false)
                    .map(String.init)
            }
        }
        return [filled(repeated(line))]
    }

    /// Pieces between `{calls}` and `{/calls}`, once for each call.
    private func repeated(_ line: String) -> String {
        let parts = line.split(separator: "{calls}", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return line }
        let tail = parts[1].split(separator: "{/calls}", omittingEmptySubsequences: false)
        guard tail.count == 2 else { return line }
        let pieces = request.calls.map { $0.filled(String(tail[0])) }.joined()
        return parts[0] + pieces + tail[1]
    }

    private func filled(_ text: String) -> String { request.name.filled(text) }
}

extension Rendering {
    /// Imports stand in the order of their modules, which depends on the name of the product.
    static func sorted(_ lines: [String]) -> [String] {
        guard let first = lines.firstIndex(where: \.isImport) else { return lines }
        let block = lines[first...].prefix(while: \.isImport)
        let sorted = block.sorted { $0.importedModule < $1.importedModule }
        return lines[..<first] + sorted + lines[block.endIndex...]
    }

    /// Takes the comma away that is left before a bracket when the lines behind it are not there.
    ///
    /// A bracket that closes a call stands behind its last argument; one that closes parameters
    /// has its own line.
    static func closed(_ lines: [String]) -> [String] {
        var closed: [String] = []
        for line in lines {
            let bracket = line.drop { $0 == " " }
            guard bracket.hasPrefix(")"), let last = closed.last, last.hasSuffix(",") else {
                closed.append(line)
                continue
            }
            closed[closed.count - 1].removeLast()
            if bracket.hasPrefix(") {") {
                closed.append(line)
            } else {
                closed[closed.count - 1] += bracket
            }
        }
        return closed
    }
}

extension String {
    /// What follows a prefix; nil where it does not begin with it.
    fileprivate func after(_ prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }

    /// `public import Events`, `import Events`.
    var isImport: Bool {
        let words = split(separator: " ")
        let levels = ["public", "package", "internal", "private", "@testable", "@_exported"]
        guard let word = words.first(where: { !levels.contains(String($0)) }) else { return false }
        return !hasPrefix(" ") && word == "import" && words.last != "import"
    }

    /// The last word of an import.
    var importedModule: String { split(separator: " ").last.map(String.init) ?? self }
}
