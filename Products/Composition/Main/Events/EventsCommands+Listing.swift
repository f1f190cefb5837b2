import CommandLine
import Composition
import Events

extension EventsCommands {
    private static let stream = Option<String>("stream", "NAME", "Only this stream")
    private static let category = Option<String>(
        "category", "NAME", "Only streams of this category")
    private static let type = Option<String>("type", "NAME", "Only events of this type")
    private static let correlation = Option<String>(
        "correlation", "ID", "Only events of this correlation")
    private static let since = Option<Timestamp>(
        "since", "TIME", "Only what was recorded from then on")
    private static let after = Option<Position>("after", "POSITION", "Begin behind this position")
    private static let backward = Flag("backward", "Newest first")
    private static let filters: [any Argument] = [
        stream, category, type, correlation, since, after,
    ]

    private static func limit(_ count: Int) -> Option<Int> {
        Option("limit", "N", "At most so many events", default: count) {
            (1...10_000).contains($0) ? nil : "must be 1 to 10000"
        }
    }

    private static func listing(_ call: Invocation, limit: Int) -> EventListing {
        EventListing(
            stream: call[stream], category: call[category], type: call[type],
            correlation: call[correlation], since: call[since], after: call[after], limit: limit,
            direction: call[backward] ? .backward : .forward)
    }

    static let list = Command(
        "list", "Print events, the newest last",
        details: "Without --after it prints the newest ones; Core's own events are among them.",
        examples: [
            "signalbox events list --category signals.report --limit 20",
            "signalbox events list --after 100 --json",
        ], common + filters + [limit(50), backward]
    ) { call in
        try await look(call) { desk in
            let events = try await desk.list(
                listing(call, limit: call[limit(50)] ?? 50))
            if call[Flag.json] {
                call.print([
                    "data": .string(desk.directory.path),
                    "log_id": .string("\(try await desk.logID())"),
                    "count": .integer(Int64(events.count)),
                    "events": .array(events.map(\.printed)),
                ])
            } else {
                for event in events { call.console.print(event.line) }
                if events.isEmpty { call.console.report("no events") }
            }
            return .done
        }
    }

    static let tail = Command(
        "tail", "Follow the log; ends with an interrupt",
        details: "With --json it prints one object a line.",
        examples: ["signalbox events tail --category signals.signal"],
        common + filters + [limit(10)]
    ) { call in
        try await look(call) { desk in
            let listing = listing(call, limit: call[limit(10)] ?? 10)
            try await StopRequest.ends {
                try await desk.follow(listing) { event in
                    call.console.print(
                        call[Flag.json] ? event.printed.text() : event.line)
                }
            }
            return .done
        }
    }
}

extension RecordedEvent {
    /// The payload as JSON where it is JSON, else as hexadecimal text.
    var payload: JSONValue {
        // What does not parse is shown as bytes; `events verify` is the one to judge it.
        guard event.encoding == .json, let value = try? JSONValue(parsing: data) else {
            let digits = data.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
            return .string(digits.joined())
        }
        return value
    }

    /// The event as `--json` shows it.
    var printed: JSONValue {
        let entries = metadata.entries.sorted { $0.key < $1.key }
        return [
            "position": .integer(Int64(position.number)), "stream": .string(stream.text),
            "revision": .integer(Int64("\(revision)") ?? 0), "type": .string(type.text),
            "schema": .integer(Int64(event.schema)), "recorded": .string("\(recorded)"),
            "id": .string("\(id)"), "data": payload,
            "metadata": .object(
                JSONObject(entries.map { (key: $0.key, value: .string($0.value)) })),
            "hash": .string("\(hash)"),
        ]
    }

    /// The event in one line.
    var line: String { "\(position)  \(recorded)  \(type)  \(stream)" }
}
