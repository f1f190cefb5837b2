import CommandLine
import Composition
import Events

extension EventsCommands {
    private static let from = Option<Position>("from", "POSITION", "Begin at this position")
    private static let to = Option<Position>("to", "POSITION", "End with this position")
    private static let quick = Flag("quick", "Look at the newest thousand events only")
    private static let anchor = Option<String>(
        "anchor", "FILE", "Compare with the end of the log that was kept in this file")
    private static let writeAnchor = Option<String>(
        "write-anchor", "FILE", "Keep the end of the log in this file; store it elsewhere")

    static let verify = Command(
        "verify", "Recompute the hash chain and name the first bad position",
        details: "Exit code 1 where something is bad. Nothing is changed.",
        examples: [
            "signalbox events verify",
            "signalbox events verify --write-anchor /backup/signalbox.anchor",
        ], common + [from, to, quick, anchor, writeAnchor]
    ) { call in
        try await look(call) { desk in
            let bar = call.progress("verifying")
            let kept = try call[anchor].map { path in
                String(decoding: try WholeFile.read(path), as: UTF8.self)
            }
            let start = Surroundings.clock()
            let verdict = try await desk.verify(part(call), anchor: kept) { bar.update($0, of: $1) }
            bar.finish()
            if verdict.badPosition == nil, let path = call[writeAnchor] {
                try WholeFile.write(verdict.anchor + "\n", to: path)
            }
            let seconds = (Surroundings.clock() - start) / .seconds(1)
            if call[Flag.json] {
                call.print(object(verdict, seconds, desk))
            } else {
                say(verdict, seconds, call.console)
            }
            return verdict.badPosition == nil ? .done : .problem
        }
    }

    private static func part(_ call: Invocation) -> VerifiedPart {
        if call[quick] { return .newest }
        guard call[from] != nil || call[to] != nil else { return .all }
        let first = max(1, call[from]?.number ?? 1)
        return .range(after: Position("\(first - 1)") ?? .start, through: call[to])
    }

    private static func object(
        _ verdict: LogVerdict, _ seconds: Double, _ desk: LogDesk
    ) -> JSONValue {
        [
            "data": .string(desk.directory.path), "sound": .bool(verdict.badPosition == nil),
            "checked": .integer(Int64(verdict.checked)),
            "position": .integer(Int64(verdict.head.number)), "hash": .string(verdict.hash),
            "bad_position": verdict.badPosition.map { .integer(Int64($0.number)) } ?? .null,
            "reason": verdict.reason.map(JSONValue.string) ?? .null,
            "seconds": .double(seconds), "anchor": .string(verdict.anchor),
        ]
    }

    private static func say(_ verdict: LogVerdict, _ seconds: Double, _ console: Console) {
        if let position = verdict.badPosition {
            console.report(
                "error: position \(position) is bad: \(verdict.reason ?? "unknown"). Nothing was "
                    + "changed; restore a backup into a new directory.")
            return
        }
        let speed = seconds > 0 ? Int(Double(verdict.checked) / seconds) : verdict.checked
        console.print(
            "\(verdict.checked) events are sound, \(speed) a second; the log ends at position "
                + "\(verdict.head) with \(verdict.hash.prefix(16))")
    }
}
