import CommandLine
import Synchronization

/// A small tree of commands whose leaves print what they were given.
enum Calls {
    enum Mode: String, CaseIterable, ArgumentValue { case fast, careful }

    static let team = Option<Int>("team-id", "ID", "The team", default: 1) {
        $0 < 1 ? "must be at least 1, not \($0)" : nil
    }
    static let text = Option<String>("text", short: "t", "TEXT", "The text", presence: .required)
    static let mode = Option<Mode>("mode", "MODE", "How to go about it", default: .fast)
    static let tags = Option<String>("tag", "TAG", "A tag", presence: .repeated)
    static let wait = Option<Duration>("wait", "TIME", "How long to wait")
    static let data = Option<String>("data", "DIR", "The data directory")
    static let dry = Flag("dry-run", short: "n", "Change nothing")
    static let file = Positional<String>("file", "The file to read")
    static let rest = Positional<Int>("position", "Positions to show", presence: .repeated)

    static let root = Command(
        "box", "Sorts things", examples: ["box signals emit --text hello"], [data],
        subcommands: [
            Command(
                "signals", "Emits and lists signals", examples: ["box signals list"],
                groupName: .optional,
                subcommands: [
                    Command(
                        "emit", aliases: ["emit_signals_from_fixture"], "Emits one signal",
                        examples: ["box signals emit --text hello"],
                        [team, text, mode, tags, wait, dry, Flag.json]
                    ) { call in
                        let words = [
                            "team \(call[team] ?? 0)", "text \(try call.require(text))",
                            "mode \(call[mode].map(\.rawValue) ?? "")",
                            "tags \(call.all(tags))", "wait \(call[wait] ?? .zero)",
                            "dry \(call[dry])", "json \(call[Flag.json])",
                            "data \(call[data] ?? "none")",
                        ]
                        call.console.print(words.joined(separator: ", "))
                        return .done
                    },
                    Command("list", "Lists signals", examples: ["box signals list"]) { _ in
                        .problem
                    },
                ]),
            Command("show", "Shows a file", examples: ["box show log.db 1 2"], [file, rest]) {
                call in
                call.console.print("\(try call.require(file)) \(call.all(rest))")
                return .done
            },
            Command("fail", "Fails", examples: ["box fail"]) { _ in throw Failure() },
            Command("check", "Finds fault", examples: ["box check"]) { call in
                throw call.wrong("--a and --b exclude each other")
            },
        ])

    struct Failure: Error, CustomStringConvertible {
        var description: String { "the disk is full: free some space" }
    }
}

/// Runs a command without a process and keeps what it wrote.
struct Shell {
    let code: Int32
    let output: String
    let errors: String

    init(_ words: String...) async { await self.init(words: words) }

    init(words: [String]) async {
        let (output, errors) = (Transcript(), Transcript())
        let console = Console(
            output: .plain, errors: .plain, writeOutput: { output.add($0) },
            writeErrors: { errors.add($0) })
        code = await Calls.root.run(words, version: "1.2.3", console: console).rawValue
        (self.output, self.errors) = (output.text, errors.text)
    }
}

/// Text that several tasks may add to.
final class Transcript: Sendable {
    private let written = Mutex("")

    var text: String { written.withLock { $0 } }
    func add(_ text: String) { written.withLock { $0 += text } }
}
