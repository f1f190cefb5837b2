extension Command {
    /// What is wrong with the declarations in this tree; a test expects none.
    public var complaints: [String] { complaints(path: [], inherited: [], root: self) }

    private func complaints(
        path: [String], inherited: [Declaration], root: Command
    ) -> [String] {
        let path = path + [name]
        let title = path.joined(separator: " ")
        let own = arguments.map(\.declaration)
        var found: [String] = []
        if name != name.kebabCase { found.append("\(title): the name is not in kebab case") }
        if summary.isEmpty { found.append("\(title): there is no summary") }
        if examples.isEmpty { found.append("\(title): there is no example") }
        let named = inherited + own.filter { !$0.isPositional }
        for (index, one) in named.enumerated() where named[..<index].contains(where: one.clashes) {
            found.append("\(title): \(one.title) is declared twice")
        }
        let positionals = own.filter(\.isPositional)
        for one in positionals.dropLast() where one.presence != .required {
            found.append("\(title): \(one.title) can be left out and is not the last")
        }
        for (index, one) in subcommands.enumerated() {
            let names = [one.name] + one.aliases
            for other in subcommands[..<index] where names.contains(where: other.answers) {
                found.append("\(title): \(one.name) and \(other.name) share a name")
            }
        }
        found += examples.compactMap { text in
            ExampleLine(text).complaint(at: path, in: root).map { "\(title): \(text): \($0)" }
        }
        return found
            + subcommands.flatMap { $0.complaints(path: path, inherited: named, root: root) }
    }
}

extension ExampleLine {
    /// Why the line is no example of the command at a path; nil when it is one.
    fileprivate func complaint(at path: [String], in root: Command) -> String? {
        guard words.first == root.name else { return "it does not begin with \(root.name)" }
        do {
            let reached =
                switch try ArgumentParser.read(Array(words.dropFirst()), for: root) {
                case .run(_, let reached, _), .help(_, let reached, _): reached
                case .version: [root.name]
                }
            return reached.starts(with: path) ? nil : "it runs \(reached.joined(separator: " "))"
        } catch {
            return error.message
        }
    }
}
