extension Command {
    /// Reads the words, runs what they ask for and answers with the process's exit code.
    ///
    /// Wrong usage ends with 2 and says what to write instead; any other error ends with 1.
    ///
    /// - Parameters:
    ///   - words: The command line without the name of the executable.
    ///   - version: What `--version` prints.
    ///   - console: Where results and errors go.
    /// - Returns: 0 done, 1 a problem, 2 wrong usage, or what the command documents.
    public func run(_ words: [String], version: String, console: Console) async -> ExitCode {
        do {
            switch try ArgumentParser.read(words, for: self) {
            case .version:
                console.print("\(name) \(version)")
                return .done
            case .help(let command, let path, let inherited):
                let help = HelpText(command: command, path: path, inherited: inherited)
                console.write(help.text(console.output))
                return .done
            case .run(let command, let path, let given):
                let call = Invocation(path: path, console: console, given: given)
                return try await command.action?(call) ?? .usage
            }
        } catch let error as UsageError {
            console.report("\(console.errors.styled("error:", .red)) \(error)")
            return .usage
        } catch {
            console.report("\(console.errors.styled("error:", .red)) \(error)")
            return .problem
        }
    }
}
