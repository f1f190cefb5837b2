/// The help of one command, laid out for a width.
struct HelpText {
    let command: Command
    let path: [String]
    let inherited: [Declaration]

    func text(_ terminal: Terminal) -> String {
        let own = command.arguments.map(\.declaration)
        var parts = [terminal.styled(path.joined(separator: " "), .bold) + ": \(command.summary)"]
        if !command.details.isEmpty { parts.append(command.details) }
        parts.append("\(heading("Usage", terminal))\n  \(usage)")
        add("Arguments", own.filter(\.isPositional).map(row), to: &parts, terminal)
        add("Commands", command.subcommands.map { ($0.name, $0.summary) }, to: &parts, terminal)
        let named = own.filter { !$0.isPositional } + inherited
        let help = ("-h, --help", "Show this help")
        add("Options", named.map(row) + [help], to: &parts, terminal)
        if !command.examples.isEmpty {
            let title = command.examples.count == 1 ? "Example" : "Examples"
            let lines = command.examples.map { "  \($0)" }.joined(separator: "\n")
            parts.append("\(heading(title, terminal))\n\(lines)")
        }
        if !command.aliases.isEmpty {
            parts.append("Also called \(command.aliases.joined(separator: ", ")).")
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private func heading(_ text: String, _ terminal: Terminal) -> String {
        terminal.styled(text, .bold)
    }

    private var usage: String {
        var words = path
        if !command.subcommands.isEmpty { words.append("<command>") }
        for one in command.arguments.map(\.declaration) {
            let word = one.isPositional ? one.title : "\(one.title) <\(one.placeholder)>"
            switch (one.kind, one.presence) {
            case (.flag, _), (.option, .optional), (.option, .repeated): break
            case (_, .required): words.append(word)
            case (.positional, .optional): words.append("[\(word)]")
            case (.positional, .repeated): words.append("[\(word)...]")
            }
        }
        return (words + ["[options]"]).joined(separator: " ")
    }

    private func row(_ one: Declaration) -> (String, String) {
        var notes: [String] = []
        if !one.choices.isEmpty { notes.append(one.choices.joined(separator: ", ")) }
        if let fallback = one.fallback { notes.append("default \(fallback)") }
        if one.presence == .required, !one.isPositional { notes.append("required") }
        if one.presence == .repeated { notes.append("may be repeated") }
        let note = notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"
        let short = one.short.map { "-\($0), " } ?? ""
        let value = one.kind == .option ? " <\(one.placeholder)>" : ""
        return (short + one.title + value, one.summary + note)
    }

    private func add(
        _ title: String, _ rows: [(String, String)], to parts: inout [String], _ terminal: Terminal
    ) {
        guard !rows.isEmpty else { return }
        let indent = min(rows.map(\.0.count).max() ?? 0, 28) + 4
        let lines = rows.map { name, summary in
            let padding = String(repeating: " ", count: max(2, indent - 2 - name.count))
            let wrapped = summary.wrapped(to: max(Limits.widthMin, terminal.width - indent))
            let glue = "\n" + String(repeating: " ", count: indent)
            return "  \(name)\(padding)" + wrapped.joined(separator: glue)
        }
        parts.append("\(heading(title, terminal))\n" + lines.joined(separator: "\n"))
    }
}

extension String {
    /// The text in lines of at most `width` columns, broken between words.
    fileprivate func wrapped(to width: Int) -> [String] {
        var lines = [""]
        for word in split(separator: " ") {
            if lines[lines.count - 1].isEmpty {
                lines[lines.count - 1] = String(word)
            } else if lines[lines.count - 1].count + 1 + word.count <= width {
                lines[lines.count - 1] += " \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
