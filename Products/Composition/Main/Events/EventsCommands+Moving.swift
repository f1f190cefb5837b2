import CommandLine
import Composition
import Events

extension EventsCommands {
    private static let file = Positional<String>("file", "The file, or - for a pipe")
    private static let after = Option<Position>("after", "POSITION", "Begin behind this position")
    private static let through = Option<Position>("through", "POSITION", "End with this position")
    private static let verbatim = Flag(
        "verbatim", "Keep positions, ids, times and hashes; needs a log without events")
    private static let append = Flag(
        "append", "Add behind what is there, under new positions; known events are skipped")

    static let export = Command(
        "export", "Write the log as JSON lines",
        details: "A file that is there is never overwritten.",
        examples: [
            "signalbox events export backup.jsonl", "signalbox events export - | gzip > log.gz",
        ], common + [after, through, file]
    ) { call in
        try await look(call) { desk in
            let path = try call.require(file)
            let bar = call.progress("exporting")
            let moved = try await desk.export(
                to: path, after: call[after] ?? .start, through: call[through]
            ) { bar.update($0, of: $1) }
            bar.finish()
            report(moved, "exported", path, desk.directory, call, quiet: path == "-")
            return .done
        }
    }

    static let importing = Command(
        "import", "Read the JSON lines of an export into a log",
        details: """
            Into a directory without a log everything is kept as it was, ids and hashes included;
            a log that holds events takes an export only with --append.
            """,
        examples: [
            "signalbox events import backup.jsonl --data restored",
            "signalbox events import other.jsonl --append",
        ], common + [verbatim, append, file]
    ) { call in
        try await call.attempt {
            guard !call[verbatim] || !call[append] else {
                throw call.wrong("--verbatim and --append exclude each other; keep one")
            }
            let directory = call.directory
            let path = try call.require(file)
            let mode: ImportMode = call[append] ? .appending : .verbatim
            let moved = try await LogDesk.importing(from: path, into: directory, mode)
            report(moved, "imported", path, directory, call, quiet: false)
            return .done
        }
    }

    private static func report(
        _ moved: MovedEvents, _ verb: String, _ path: String, _ directory: DataDirectory,
        _ call: Invocation, quiet: Bool
    ) {
        // Standard output is the export itself then.
        guard !quiet else { return call.console.report("\(verb) \(moved.events) events") }
        if call[Flag.json] {
            call.print([
                "data": .string(directory.path), "file": .string(path),
                "events": .integer(Int64(moved.events)), "known": .integer(Int64(moved.known)),
                "keys": .integer(Int64(moved.keys)),
                "position": .integer(Int64(moved.head.number)),
            ])
        } else {
            let known = moved.known > 0 ? ", \(moved.known) were there already" : ""
            call.console.print(
                "\(verb) \(moved.events) events\(known); the last position is \(moved.head)")
        }
    }

    static let stats = Command(
        "stats", "Print figures of the log", examples: ["signalbox events stats --json"], common
    ) { call in
        try await look(call) { desk in
            let figures = try await desk.statistics()
            if call[Flag.json] {
                call.print(.object(figures))
            } else {
                for member in figures.members {
                    call.console.print("\(member.key)  \(member.value.plain)")
                }
            }
            return .done
        }
    }
}

extension JSONValue {
    /// The value in words, without quotation marks.
    var plain: String {
        switch self {
        case .string(let text): text
        case .null: "none"
        case .array(let values): values.map(\.plain).joined(separator: ", ")
        case .object(let object): object.members.map(\.value.plain).joined(separator: " ")
        default: text()
        }
    }
}
